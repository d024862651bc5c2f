package io.whisperschema;

import io.whisperschema.catalog.CacheCatalog;
import io.whisperschema.error.MoveRefused;
import io.whisperschema.finding.Finding;
import io.whisperschema.internal.move.EntryPassage;
import io.whisperschema.internal.move.MoveEngine;
import io.whisperschema.internal.move.SurveyResult;
import io.whisperschema.internal.move.TargetKeys;
import io.whisperschema.move.Checkpoint;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.MovePhase;
import io.whisperschema.move.Parts;
import io.whisperschema.move.Passage;
import io.whisperschema.move.Strangers;
import io.whisperschema.report.MoveReport;
import io.whisperschema.report.MoveReport.Question;
import io.whisperschema.report.PreflightReport;
import io.whisperschema.spi.CacheStore;
import io.whisperschema.spi.EntryRequest;
import io.whisperschema.spi.EntrySource;
import io.whisperschema.spi.EntrySource.OtherKeys;
import io.whisperschema.spi.EntryTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One move from a cache to another: looked at, copied, put on record, proven and let go. */
final class CacheMove {
    private static final int TRIES = 4;

    private final CacheSides sides;
    private final CacheStore target;
    private final Surroundings around;
    private final MovePhases phases;

    CacheMove(CacheSides sides) {
        this.sides = sides;
        this.target = sides.target();
        this.around = sides.around();
        this.phases = new MovePhases(around.listener());
    }

    /** What is done with both sides open. */
    private interface Work<T> {
        T with(Sitting sitting);
    }

    private <T> T sitting(Work<T> work) {
        sides.requireMovable();
        try (EntrySource source = sides.source().moveSource(sides.request());
                EntryTarget to = target.moveTarget(sides.request())) {
            return work.with(new Sitting(source, to));
        }
    }

    /** Moves everything, or goes on where an earlier run was stopped. */
    MoveReport run() {
        return sides.reports().of(sitting(Sitting::move));
    }

    /** Whether both hold the same now. Writes nothing. */
    MoveReport compared() {
        return sides.reports().of(sitting(Sitting::compared));
    }

    /** What a move would find. Writes nothing. */
    PreflightReport looked() {
        return sides.reports().looked(sitting(Sitting::looked));
    }

    /** One run of a move, with what it goes by. */
    private final class Sitting implements MoveCourse.Works {
        private final EntrySource source;
        private final EntryTarget to;
        private final MoveCourse course;
        private final MoveEngine engine;
        private final List<Finding> changed = new ArrayList<>();

        Sitting(EntrySource source, EntryTarget to) {
            this.source = source;
            this.to = to;
            this.course = new MoveCourse(sides.job(), phases);
            this.engine = course.engine();
        }

        MoveOutcome move() {
            List<Finding> findings = findings();
            MoveCourse.requireClear(sides.source().name(), findings);
            Optional<Checkpoint> before = to.checkpoints().read();
            before.ifPresent(course::requireSame);
            SurveyResult survey = phases.during(MovePhase.LOOKING, () -> outlined(before));
            Checkpoint begun = before.orElseGet(() -> begun(survey));
            return course.move(begun, survey, source, to, this, findings).with(changed);
        }

        private List<Finding> findings() {
            Stream<Finding> leftOut = sides.leftOut()
                    .map(family -> Finding.notice(
                            "key family " + family.name(), "nothing", "it", "It was left out: it does not move."));
            OtherKeys others = source.others();
            return Stream.of(leftOut, others(others), unmovable(others))
                    .flatMap(each -> each)
                    .toList();
        }

        private Stream<Finding> others(OtherKeys others) {
            Strangers strangers = sides.options().scope().strangers();
            if (strangers == Strangers.CARRIED) {
                return Stream.empty();
            }
            var findings = new ArrayList<Finding>();
            if (others.alike() > 0) {
                String found = others.alike() + " that are of none: " + String.join(", ", others.examples());
                findings.add(
                        strangers == Strangers.REFUSED
                                ? Finding.error(
                                        "keys that begin as a key family's",
                                        "keys of that family",
                                        found,
                                        "Say what becomes of them: MoveOptions.carryingStrangers() or"
                                                + " leavingStrangers().")
                                : Finding.notice(
                                        "keys that begin as a key family's",
                                        "keys of that family",
                                        found,
                                        "They stay where they are: they do not move."));
            }
            if (others.others() > 0) {
                findings.add(Finding.notice(
                        EntryRequest.OTHERS,
                        "nothing",
                        others.others() + " that are of no key family",
                        "They stay where they are: they do not move. MoveOptions.carryingStrangers() takes"
                                + " them along."));
            }
            return findings.stream();
        }

        private static Stream<Finding> unmovable(OtherKeys others) {
            return others.unmovable().stream()
                    .map(key -> Finding.error(
                            "key " + key,
                            "a list, hash, string, set or sorted set",
                            "another type",
                            "No release of ours moves it. Take it away, or leave keys like it where they are."));
        }

        private SurveyResult outlined(Optional<Checkpoint> before) {
            if (before.isEmpty()) {
                refuseWhatIsThere();
            }
            return engine.outline(source, to.limits(), before);
        }

        private void refuseWhatIsThere() {
            try (EntrySource back = to.readBack()) {
                List<String> taken = sides.passages().stream()
                        .filter(passage -> course.hasRows(back, passage.arrived()))
                        .map(passage -> Flaw.ROWS_IN_TARGET + ": " + passage.target()
                                + ". Move into a cache without them; verifyMoved(…) tells whether it holds the same.")
                        .toList();
                if (!taken.isEmpty()) {
                    throw new MoveRefused(sides.source().name(), taken);
                }
            }
        }

        private Checkpoint begun(SurveyResult survey) {
            Checkpoint fresh = course.fresh(around.clock().instant(), survey);
            to.checkpoints().begin(fresh);
            try {
                // Before it was kept away, a host may have started on the target.
                refuseWhatIsThere();
            } catch (MoveRefused inUse) {
                to.checkpoints().abandon(fresh.move());
                throw inUse;
            }
            return fresh;
        }

        /** There is nothing to make before entries come. */
        @Override
        public void create(Checkpoint begun) {}

        @Override
        public void finish(Checkpoint copied) {
            to.complete(sides.chosen().toList());
        }

        @Override
        public MoveCourse.Sums sums(Map<String, Parts> copied, Supplier<Map<String, Parts>> arrived) {
            MoveCourse.Sums lasting = new LastingSums(source, to, engine).taken();
            for (int tries = 1; tries < TRIES && differ(lasting); tries++) {
                // A server may list a key twice when it makes its table smaller, and shift expiries when it gives slots
                // away.
                sides.passages().forEach(this::setExpiriesAgain);
                lasting = new LastingSums(source, to, engine).taken();
            }
            for (Passage passage : sides.passages()) {
                tellGone(passage, copied, lasting.sent());
            }
            return lasting;
        }

        private boolean differ(MoveCourse.Sums sums) {
            return !course.differing(sums.sent(), sums.arrived()).isEmpty();
        }

        private void setExpiriesAgain(Passage passage) {
            long set = to.setExpiriesAgain(source, passage);
            if (set > 0) {
                changed.add(Finding.notice(
                        EntryPassage.place(passage),
                        "expiries as they were written",
                        set + " that servers had shifted by less than ten seconds",
                        "They were set again: a server that gives a slot away tells how long its entries last, not until"
                                + " when."));
            }
        }

        private void tellGone(Passage passage, Map<String, Parts> copied, Map<String, Parts> lasting) {
            long over = count(copied, passage) - count(lasting, passage);
            if (over > 0) {
                changed.add(Finding.notice(
                        EntryPassage.place(passage),
                        "nothing",
                        over + " that were copied and are over by now, or about to be",
                        "They have expired as they would have without the move; all others were compared."));
            }
        }

        private static long count(Map<String, Parts> sums, Passage passage) {
            return sums.getOrDefault(passage.target(), new Parts()).count();
        }

        @Override
        public void prove(Map<String, Parts> sent) {}

        @Override
        public void stamp(String move, String root) {
            to.checkpoints().end(move);
        }

        MoveOutcome compared() {
            boolean copied = to.checkpoints()
                    .read()
                    .filter(move -> move.phase() == MovePhase.PROVING)
                    .isPresent();
            if (!copied) {
                CacheCatalog found = target.inspect();
                UnfinishedMove.refuse(target, found);
            }
            return new LastingSums(source, to, engine)
                    .during((lasting, back) -> compared(lasting, back))
                    .keyed(EntryPassage::readable);
        }

        private MoveOutcome compared(EntrySource lasting, EntrySource back) {
            SurveyResult seen =
                    phases.during(MovePhase.LOOKING, () -> engine.sums(lasting, to.limits(), TargetKeys.NONE));
            return course.compared(Question.VERIFIED, seen, lasting, back, List.of());
        }

        MoveOutcome looked() {
            SurveyResult survey = phases.during(
                    MovePhase.LOOKING, () -> engine.survey(source, to.limits(), TargetKeys.NONE, Optional.empty()));
            return course.looked(survey, findings());
        }
    }
}
