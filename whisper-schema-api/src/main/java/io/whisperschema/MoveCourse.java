package io.whisperschema;

import io.whisperschema.error.MoveRefused;
import io.whisperschema.error.MoveUnfinished;
import io.whisperschema.error.ProofFailed;
import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import io.whisperschema.internal.move.MoveEngine;
import io.whisperschema.internal.move.MoveJob;
import io.whisperschema.internal.move.SurveyResult;
import io.whisperschema.move.Checkpoint;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.Item;
import io.whisperschema.move.MovePhase;
import io.whisperschema.move.Parts;
import io.whisperschema.move.Passage;
import io.whisperschema.move.Proof;
import io.whisperschema.move.Writing;
import io.whisperschema.report.MoveReport.Question;
import io.whisperschema.spi.ItemReader;
import io.whisperschema.spi.MoveSource;
import io.whisperschema.spi.MoveTarget;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The course of one move, whatever moves: from its checkpoint on through the phases that are to come. */
final class MoveCourse {
    private final MoveJob job;
    private final MoveEngine engine;
    private final MovePhases phases;

    MoveCourse(MoveJob job, MovePhases phases) {
        this.job = job;
        this.engine = new MoveEngine(job);
        this.phases = phases;
    }

    /**
     * Goes on unless something cannot move.
     *
     * @throws MoveRefused if it cannot
     */
    static void requireClear(String store, List<Finding> findings) {
        List<String> errors = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(finding -> finding.sentence() + "\n    " + finding.remedy())
                .toList();
        if (!errors.isEmpty()) {
            throw new MoveRefused(store, errors);
        }
    }

    /** What only stores of one kind know to do. */
    interface Works {
        /** Makes what receives the items. */
        void create(Checkpoint begun);

        /** Makes it whole behind them. */
        void finish(Checkpoint copied);

        /**
         * The sums that have to be equal: of what was copied and of what has come, without what has gone by itself since.
         *
         * @param copied the sums of what was copied
         * @param arrived the sums of all that the target returns
         */
        default Sums sums(Map<String, Parts> copied, Supplier<Map<String, Parts>> arrived) {
            return new Sums(copied, arrived.get());
        }

        /**
         * What else has to hold before hosts may start.
         *
         * @param sent the sums of what was copied
         */
        void prove(Map<String, Parts> sent);

        /** Puts it on record and lets hosts start. */
        void stamp(String move, String root);
    }

    /**
     * What is compared.
     *
     * @param sent the sums of the source, by the target's name of a passage
     * @param arrived those of the target; none where it was not read back
     */
    record Sums(Map<String, Parts> sent, Map<String, Parts> arrived) {}

    MoveEngine engine() {
        return engine;
    }

    MovePhases phases() {
        return phases;
    }

    /**
     * Goes on only if a move that is begun is this one.
     *
     * @throws MoveUnfinished if it is another
     */
    void requireSame(Checkpoint before) {
        if (!before.request().equals(engine.request())) {
            throw new MoveUnfinished(
                    job.target(),
                    before.move(),
                    "What moves or how is another than then. Move again with the options that it was begun with, or"
                            + " drop what is there and move anew.");
        }
    }

    /** How a move stands of which nothing is done yet. */
    Checkpoint fresh(Instant now, SurveyResult survey) {
        return new Checkpoint(
                UUID.randomUUID().toString(), engine.request(), MovePhase.CREATING, now, "{}", survey.chunks());
    }

    /** Does what is to come of a move that is begun. */
    MoveOutcome move(
            Checkpoint begun,
            SurveyResult survey,
            MoveSource source,
            MoveTarget to,
            Works works,
            List<Finding> findings) {
        String move = begun.move();
        MovePhase phase = begun.phase();
        if (phase == MovePhase.CREATING) {
            phases.in(MovePhase.CREATING, () -> works.create(begun));
            phase = advanced(to, move, MovePhase.CREATING, MovePhase.COPYING);
        }
        if (phase == MovePhase.COPYING) {
            phases.in(MovePhase.COPYING, () -> engine.copy(move, source, to, survey));
            phase = advanced(to, move, MovePhase.COPYING, MovePhase.FINISHING);
        }
        if (phase == MovePhase.FINISHING) {
            phases.in(MovePhase.FINISHING, () -> works.finish(current(to)));
            advanced(to, move, MovePhase.FINISHING, MovePhase.PROVING);
        }
        Checkpoint copied = current(to);
        Map<String, Parts> all = engine.copied(copied);
        Sums sums = job.options().proof() == Proof.COMPLETE
                ? phases.during(MovePhase.PROVING, () -> proven(to, survey, all, works))
                : new Sums(all, Map.of());
        phases.in(MovePhase.STAMPING, () -> works.stamp(move, engine.root(sums.sent())));
        return new MoveOutcome(
                Question.MOVED,
                move,
                job,
                findings,
                survey,
                copied.chunks(),
                writings(to),
                sums.sent(),
                sums.arrived(),
                List.of(),
                phases.took());
    }

    private Map<String, Writing> writings(MoveTarget to) {
        var writings = new HashMap<String, Writing>();
        job.passages().forEach(passage -> writings.put(passage.target(), to.writing(passage)));
        return writings;
    }

    private static MovePhase advanced(MoveTarget to, String move, MovePhase from, MovePhase next) {
        to.checkpoints().advance(move, from, next);
        return next;
    }

    private Checkpoint current(MoveTarget to) {
        return to.checkpoints()
                .read()
                .orElseThrow(() -> new MoveUnfinished(
                        job.target(), "of before", "Somebody else has ended it meanwhile. Move again to see how."));
    }

    private Sums proven(MoveTarget to, SurveyResult survey, Map<String, Parts> copied, Works works) {
        Sums sums = works.sums(copied, () -> arrived(to, survey));
        Map<String, List<Integer>> differing = differing(sums.sent(), sums.arrived());
        if (!differing.isEmpty()) {
            throw new ProofFailed(
                    job.target(),
                    differing.entrySet().stream()
                            .map(each ->
                                    each.getKey() + ": " + count(sums.sent(), each.getKey()) + " rows were copied, "
                                            + count(sums.arrived(), each.getKey()) + " are returned, and "
                                            + each.getValue().size() + " of " + Parts.COUNT + " parts differ")
                            .toList());
        }
        works.prove(sums.sent());
        return sums;
    }

    private Map<String, Parts> arrived(MoveTarget to, SurveyResult survey) {
        try (MoveSource back = to.readBack()) {
            return engine.arrived(back, survey);
        }
    }

    private static long count(Map<String, Parts> sums, String passage) {
        return sums.getOrDefault(passage, new Parts()).count();
    }

    /** The parts in which sums differ, by the target's name of the passage. */
    Map<String, List<Integer>> differing(Map<String, Parts> one, Map<String, Parts> other) {
        var differing = new LinkedHashMap<String, List<Integer>>();
        for (Passage passage : job.passages()) {
            Parts left = one.getOrDefault(passage.target(), new Parts());
            List<Integer> parts = left.differingFrom(other.getOrDefault(passage.target(), new Parts()));
            if (!parts.isEmpty()) {
                differing.put(passage.target(), parts);
            }
        }
        return differing;
    }

    /** Whether both hold the same now. */
    MoveOutcome compared(
            Question question,
            Supplier<SurveyResult> looking,
            MoveSource source,
            MoveTarget to,
            List<Finding> findings) {
        SurveyResult survey = phases.during(MovePhase.LOOKING, looking);
        try (MoveSource back = to.readBack()) {
            return compared(question, survey, source, back, findings);
        }
    }

    /** Whether what the target returns is the same as what was seen. */
    MoveOutcome compared(
            Question question, SurveyResult survey, MoveSource source, MoveSource back, List<Finding> findings) {
        return phases.during(MovePhase.PROVING, () -> {
            Map<String, Parts> arrived = engine.arrived(back, survey);
            var differences = engine.narrow(source, back, survey, differing(survey.parts(), arrived));
            return new MoveOutcome(
                    question,
                    "",
                    job,
                    findings,
                    survey,
                    List.of(),
                    Map.of(),
                    survey.parts(),
                    arrived,
                    differences,
                    phases.took());
        });
    }

    /** What was only looked at. */
    MoveOutcome looked(SurveyResult survey, List<Finding> findings) {
        return new MoveOutcome(
                Question.VERIFIED,
                "",
                job,
                findings,
                survey,
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                phases.took());
    }

    /** Whether a store has rows of a passage. */
    boolean hasRows(MoveSource back, Passage passage) {
        var item = new Item(passage.fields().size());
        List<Chunk> chunks = back.chunks(passage, job.options().effort().chunkRows());
        try (ItemReader reader = back.reader(0)) {
            for (Chunk chunk : chunks) {
                reader.begin(passage, chunk, new BitSet());
                if (reader.next(item)) {
                    return true;
                }
            }
            return false;
        }
    }
}
