package io.whisperschema.move;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How values are read, and what becomes of those that do not fit.
 *
 * @param treatments what becomes of which flaw
 * @param rejects the folder for rows that are rejected and for lists of values that were changed; needed where a
 *     treatment rejects
 * @param rejectLimit how many rows may be rejected; more stop the move before it writes
 * @param samples what findings show
 * @param sampleCount of how many rows each finding does
 * @param zone the zone of moments that are written without one, in the source and in the target
 */
public record FlawHandling(
        Treatments treatments,
        Optional<Path> rejects,
        long rejectLimit,
        Samples samples,
        int sampleCount,
        ZoneId zone) {
    private static final long REJECT_LIMIT = 10_000;
    private static final int SAMPLES = 5;

    public FlawHandling {
        requireNonNull(treatments);
        requireNonNull(rejects);
        requireNonNull(samples);
        requireNonNull(zone);
    }

    /** Every flaw is refused and shown by five keys; moments without a zone are those of UTC. */
    public static FlawHandling refusing() {
        return new FlawHandling(
                Treatments.refusing(), Optional.empty(), REJECT_LIMIT, Samples.KEYS, SAMPLES, ZoneOffset.UTC);
    }

    FlawHandling with(Treatments changed) {
        return new FlawHandling(changed, rejects, rejectLimit, samples, sampleCount, zone);
    }

    FlawHandling withRejects(Path folder) {
        return new FlawHandling(treatments, Optional.of(folder), rejectLimit, samples, sampleCount, zone);
    }

    FlawHandling withRejectLimit(long rows) {
        return new FlawHandling(treatments, rejects, rows, samples, sampleCount, zone);
    }

    FlawHandling with(Samples changed, int count) {
        return new FlawHandling(treatments, rejects, rejectLimit, changed, count, zone);
    }

    FlawHandling with(ZoneId changed) {
        return new FlawHandling(treatments, rejects, rejectLimit, samples, sampleCount, changed);
    }
}
