package io.whisperschema.report;

import static java.util.Objects.requireNonNull;

import io.whisperschema.move.Applied;
import io.whisperschema.move.Writing;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of one table in a move or a proof.
 *
 * @param source its name on the source
 * @param target its name on the target
 * @param writing how it was written; absent where nothing was
 * @param rows how many rows the source has that belong in the target
 * @param rejected how many went to the file of rejects instead
 * @param leftOut how many a transform left out
 * @param bytes about how many bytes the rows have
 * @param chunks in how many parts they were copied or read
 * @param coerced how many values each rule has changed
 * @param sourceDigest the digest of what the source returned
 * @param targetDigest the digest of what the target returned; empty where it was not read
 * @param differingParts the parts, of 256, in which they differ
 */
public record PassageResult(
        String source,
        String target,
        Optional<Writing> writing,
        long rows,
        long rejected,
        long leftOut,
        long bytes,
        int chunks,
        Map<Applied, Long> coerced,
        String sourceDigest,
        String targetDigest,
        List<Integer> differingParts) {
    public PassageResult {
        requireNonNull(source);
        requireNonNull(target);
        requireNonNull(writing);
        coerced = Map.copyOf(coerced);
        requireNonNull(sourceDigest);
        requireNonNull(targetDigest);
        differingParts = List.copyOf(differingParts);
    }

    /** Whether the target was read and returned the same. */
    public boolean isEqual() {
        return sourceDigest.equals(targetDigest);
    }
}
