package io.whisperschema.report;

import static java.util.Objects.requireNonNull;

import io.whisperschema.finding.Finding;
import io.whisperschema.move.FlawFound;
import io.whisperschema.move.MovePhase;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a move or a proof showed. Digests find accidents; they are no seal against somebody who makes up rows.
 *
 * @param source the source's name
 * @param target the target's name
 * @param move the move's id; empty where nothing was moved
 * @param question what was asked
 * @param passages what became of each table
 * @param sourceRoot the digest of everything that the source returned
 * @param targetRoot the digest of everything that the target returned; empty where it was not read
 * @param flaws what is wrong with values and rows, and what became of them
 * @param notices what else there is to know: what did not move, what sorts otherwise
 * @param differences the rows that differ, a thousand of each table at most
 * @param took how long each phase took
 */
public record MoveReport(
        String source,
        String target,
        String move,
        Question question,
        List<PassageResult> passages,
        String sourceRoot,
        String targetRoot,
        List<FlawFound> flaws,
        List<Finding> notices,
        List<Difference> differences,
        Map<MovePhase, Duration> took) {
    public MoveReport {
        requireNonNull(source);
        requireNonNull(target);
        requireNonNull(move);
        requireNonNull(question);
        passages = List.copyOf(passages);
        requireNonNull(sourceRoot);
        requireNonNull(targetRoot);
        flaws = List.copyOf(flaws);
        notices = List.copyOf(notices);
        differences = List.copyOf(differences);
        var inOrder = new EnumMap<MovePhase, Duration>(MovePhase.class);
        inOrder.putAll(took);
        took = Collections.unmodifiableMap(inOrder);
    }

    /** What was asked. */
    public enum Question {
        /** Rows were moved. */
        MOVED,
        /** They had been moved before, and were compared. */
        ALREADY_MOVED,
        /** They were compared. */
        VERIFIED
    }

    /** Whether both stores returned the same. */
    public boolean isProven() {
        return sourceRoot.equals(targetRoot);
    }

    /** How many rows belong in the target. */
    public long rows() {
        return passages.stream().mapToLong(PassageResult::rows).sum();
    }

    /** The report as one line. */
    public String summary() {
        return MoveText.summary(this);
    }

    /** The report as lines of text. */
    public String text() {
        return MoveText.of(this);
    }

    /** The report as JSON, which {@link #fromJson} reads. */
    public String toJson() {
        return MoveJson.write(this);
    }

    /**
     * The report that {@link #toJson} wrote.
     *
     * @throws io.whisperschema.error.UnreadableDocument if it is none, or of a later release
     */
    public static MoveReport fromJson(String json) {
        return MoveJson.read(json);
    }

    /** The report as a page that needs nothing beside itself. */
    public String toHtml() {
        return MovePage.of(this);
    }
}
