package io.whisperschema.internal.move;

import io.whisperschema.internal.Sha256;
import io.whisperschema.internal.json.Json;
import io.whisperschema.move.Checkpoint;
import io.whisperschema.move.FlawFound;
import io.whisperschema.move.Limits;
import io.whisperschema.move.Parts;
import io.whisperschema.move.Passage;
import io.whisperschema.report.Difference;
import io.whisperschema.report.ReplayReport.Replayed;
import io.whisperschema.spi.MoveSource;
import io.whisperschema.spi.MoveTarget;
import io.whisperschema.spi.RelationQuestions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Survey, copy and proof over any source and target. Not thread-safe; it calls its listener on the calling thread only. */
public final class MoveEngine {
    private static final String ROOT = "whisper-schema/root 1\n";

    private final MoveJob job;

    /** Moves what the job says. */
    public MoveEngine(MoveJob job) {
        this.job = job;
    }

    /**
     * Looks at every value of the source, and again at what an earlier run has copied. Writes nothing but the lists of such
     * a run, of rejected rows and of values that were made to fit, that somebody took away.
     *
     * @param limits what the target cannot hold
     * @param keys which rows of the target may be referred to
     * @param before how the move stands, if it is begun
     * @throws io.whisperschema.error.SourceChanged if rows that are copied are others by now
     */
    public SurveyResult survey(MoveSource source, Limits limits, TargetKeys keys, Optional<Checkpoint> before) {
        return new Survey(job, source, limits, keys, before, Survey.Hashing.COPIED).run();
    }

    /**
     * Looks at nothing but what an earlier run has copied, for sources whose items fit every target of their kind; how many
     * there are is what the source says.
     *
     * @param before how the move stands, if it is begun
     * @throws io.whisperschema.error.SourceChanged if rows that are copied are others by now
     */
    public SurveyResult glance(MoveSource source, Limits limits, Optional<Checkpoint> before) {
        return new Survey(job, source, limits, TargetKeys.NONE, before, Survey.Hashing.ONLY_COPIED).run();
    }

    /**
     * Looks at nothing, not even at what an earlier run has copied, for sources whose items go by themselves.
     *
     * @param before how the move stands, if it is begun
     */
    public SurveyResult outline(MoveSource source, Limits limits, Optional<Checkpoint> before) {
        return new Survey(job, source, limits, TargetKeys.NONE, before, Survey.Hashing.NONE).run();
    }

    /** Looks at every value of the source and takes the sums of all rows that move. */
    public SurveyResult sums(MoveSource source, Limits limits, TargetKeys keys) {
        return new Survey(job, source, limits, keys, Optional.empty(), Survey.Hashing.ALL).run();
    }

    /**
     * The keys of rows that a target holds already and that moved rows refer to.
     *
     * @param there the tables that it has
     */
    public TargetKeys keys(MoveTarget target, Set<String> there) {
        boolean none = job.passages().stream()
                .allMatch(passage -> job.questionsOf(passage).outside().isEmpty());
        if (none) {
            return TargetKeys.NONE;
        }
        try (MoveSource back = target.readBack()) {
            return TargetKeys.of(job, back, there);
        }
    }

    /**
     * Copies the chunks that are still to come, from the state of the source that was surveyed. What has become of each is
     * in the target's checkpoint by then.
     *
     * @param move the move's id
     */
    public void copy(String move, MoveSource source, MoveTarget target, SurveyResult survey) {
        new Copying(job, move, source, target, survey).run();
    }

    /** The sums of what a checkpoint says was copied, by the target's name of the passage. */
    public Map<String, Parts> copied(Checkpoint checkpoint) {
        var sums = new LinkedHashMap<String, Parts>();
        for (Passage passage : job.passages()) {
            var parts = new Parts();
            checkpoint.chunksOf(passage).forEach(chunk -> parts.addAll(chunk.parts()));
            sums.put(passage.target(), parts);
        }
        return sums;
    }

    /**
     * The sums of what a target returns, without rows that are rejected and may have been put there since.
     *
     * @param target what it holds now
     * @param survey of the source, which tells what is rejected
     */
    public Map<String, Parts> arrived(MoveSource target, SurveyResult survey) {
        return new TargetSums(job, target, survey).run();
    }

    /** The rows that a target holds and that break one rule as it reads it. */
    public Optional<FlawFound> breaking(MoveSource target, Passage passage, RelationQuestions rule) {
        return BreakingRows.found(
                target, passage.arrived(), rule, job.options().handling().sampleCount());
    }

    /**
     * Writes rejected rows, which may have been corrected, each once. Rows that do not fit stay in their file.
     *
     * @throws IllegalArgumentException if the job's options name no folder of rejects
     */
    public List<Replayed> replay(MoveTarget target) {
        Path folder = job.options()
                .handling()
                .rejects()
                .orElseThrow(() -> new IllegalArgumentException(
                        "say where the rejected rows are: MoveOptions.rejectingTo(folder)"));
        return new Replay(job, target, folder).run();
    }

    /** The digest of everything that decides what is moved and what becomes of it; a move goes on only with the same. */
    public String request() {
        return RequestText.digest(job);
    }

    /** The digest of each passage, by the target's name. */
    public Map<String, String> digests(Map<String, Parts> sums) {
        var digests = new LinkedHashMap<String, String>();
        for (Passage passage : job.passages()) {
            digests.put(
                    passage.target(),
                    sums.getOrDefault(passage.target(), new Parts()).digest(passage));
        }
        return digests;
    }

    /** The one digest of all passages. */
    public String root(Map<String, Parts> sums) {
        var lines = new StringBuilder(ROOT);
        new TreeMap<>(digests(sums))
                .forEach((target, digest) -> lines.append(Json.of(target).compact())
                        .append(' ')
                        .append(digest)
                        .append('\n'));
        return Sha256.hex(lines.toString());
    }

    /**
     * The rows of those parts that differ, at most a thousand of a passage.
     *
     * @param parts which parts, by the target's name of the passage
     */
    public List<Difference> narrow(
            MoveSource source, MoveSource target, SurveyResult survey, Map<String, List<Integer>> parts) {
        return new Narrowing(job, source, target, survey).run(parts);
    }
}
