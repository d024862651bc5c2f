package io.whisperschema;

import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.error.MoveRefused;
import io.whisperschema.error.PlanOutdated;
import io.whisperschema.error.SourceChanged;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.finding.Finding;
import io.whisperschema.internal.move.MoveEngine;
import io.whisperschema.internal.move.PointPassage;
import io.whisperschema.internal.move.SurveyResult;
import io.whisperschema.internal.move.TargetKeys;
import io.whisperschema.move.Checkpoint;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.MovePhase;
import io.whisperschema.move.Parts;
import io.whisperschema.move.Passage;
import io.whisperschema.report.MoveReport;
import io.whisperschema.report.MoveReport.Question;
import io.whisperschema.report.PreflightReport;
import io.whisperschema.spi.CatalogFingerprint;
import io.whisperschema.spi.Checkpoints;
import io.whisperschema.spi.MoveSource;
import io.whisperschema.spi.MovedCollection;
import io.whisperschema.spi.PointSource;
import io.whisperschema.spi.PointTarget;
import io.whisperschema.spi.VectorStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One move from a vector store to another: seen, made, copied, completed, proven twice and let go. */
final class VectorMove {
    private final VectorSides sides;
    private final VectorStore target;
    private final Surroundings around;
    private final MovePhases phases;

    VectorMove(VectorSides sides) {
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
        VectorCatalog from = sides.sourceCatalog();
        VectorCatalog found = target.inspect();
        var chosen = new MovingCollections(
                from, sides.source().spell(sides.definition()), sides.options().scope());
        try (PointSource source = sides.source().moveSource(sides.request(chosen.passages()));
                PointTarget to = target.moveTarget(sides.request(chosen.passages()))) {
            return work.with(new Sitting(chosen, found, source, to));
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
        private final MovingCollections chosen;
        private final VectorCatalog found;
        private final PointSource source;
        private final PointTarget to;
        private final MoveCourse course;
        private final MoveEngine engine;
        private final List<MovedCollection> collections;

        Sitting(MovingCollections chosen, VectorCatalog found, PointSource source, PointTarget to) {
            this.chosen = chosen;
            this.found = found;
            this.source = source;
            this.to = to;
            this.course = new MoveCourse(sides.job(chosen.passages()), phases);
            this.engine = course.engine();
            this.collections = chosen.in(source);
        }

        MoveOutcome move() {
            MoveCourse.requireClear(sides.source().name(), findings());
            Optional<Checkpoint> before = to.checkpoints().read();
            before.ifPresent(course::requireSame);
            SurveyResult survey = phases.during(MovePhase.LOOKING, () -> glanced(before));
            Checkpoint begun = before.orElseGet(() -> begun(survey));
            return course.move(begun, survey, source, to, this, findings());
        }

        private List<Finding> findings() {
            Stream<Finding> unfit = to.unfit(collections).stream()
                    .map(what -> Finding.error(target.name(), "a server that can hold it", what, "Then move again."));
            return Stream.concat(chosen.findings().stream(), unfit).toList();
        }

        private SurveyResult glanced(Optional<Checkpoint> before) {
            if (before.isEmpty()) {
                refuseWhatIsThere(found);
            }
            return engine.glance(source, to.limits(), before);
        }

        /** A target may be made already, by its host, but holds no points. */
        private void refuseWhatIsThere(VectorCatalog there) {
            List<String> taken = new ArrayList<>();
            for (MovedCollection collection : collections) {
                taken.addAll(takenAliases(collection, there));
                if (there.reached(collection.name()).isPresent()) {
                    taken.addAll(taken(collection, there));
                }
            }
            if (!taken.isEmpty()) {
                throw new MoveRefused(sides.source().name(), taken);
            }
        }

        private static List<String> takenAliases(MovedCollection collection, VectorCatalog there) {
            return collection.aliases().stream()
                    .filter(alias -> there.reached(alias).isPresent())
                    .filter(alias -> !collection.name().equals(there.aliases().get(alias)))
                    .map(alias -> "alias " + alias + " of " + collection.name()
                            + " is the name of something else in the target. Move into an empty one.")
                    .toList();
        }

        private List<String> taken(MovedCollection collection, VectorCatalog there) {
            if (collection.wanted().isEmpty()
                    || there.collection(collection.name()).isEmpty()) {
                return List.of("collection " + collection.name()
                        + " is there already, and is no collection of the definition. Move into an empty target.");
            }
            List<String> other = sides.differences(
                    there, new VectorCatalog(List.of(collection.wanted().get())));
            if (!other.isEmpty()) {
                throw new StoreDiffers(target.name(), other, "Move into an empty target, or bring it to head before.");
            }
            return hasPoints(collection.passage())
                    ? List.of(Flaw.ROWS_IN_TARGET + ": " + collection.name()
                            + ". Move into an empty target; verifyMoved(…) tells whether it holds the same.")
                    : List.of();
        }

        private boolean hasPoints(Passage passage) {
            try (MoveSource back = to.readBack()) {
                return course.hasRows(back, passage.arrived());
            }
        }

        private Checkpoint begun(SurveyResult survey) {
            Checkpoint fresh = course.fresh(around.clock().instant(), survey);
            to.checkpoints().begin(fresh);
            requireUnchanged(fresh.move());
            return fresh;
        }

        /** Before it was kept away, a host may have started on the target. */
        private void requireUnchanged(String move) {
            VectorCatalog now = target.inspect();
            if (!fingerprint(now).equals(fingerprint(found))) {
                to.checkpoints().abandon(move);
                throw new PlanOutdated(target.name());
            }
            try {
                refuseWhatIsThere(now);
            } catch (MoveRefused inUse) {
                to.checkpoints().abandon(move);
                throw inUse;
            }
        }

        private static String fingerprint(VectorCatalog catalog) {
            List<ForeignObject> others = catalog.foreignObjects().stream()
                    .filter(object -> !object.name().equals(Checkpoints.COLLECTION))
                    .toList();
            return CatalogFingerprint.of(new VectorCatalog(
                    catalog.collections(),
                    catalog.families(),
                    catalog.records(),
                    catalog.aliases(),
                    others,
                    catalog.facts()));
        }

        @Override
        public void create(Checkpoint begun) {
            to.create(collections);
        }

        @Override
        public void finish(Checkpoint copied) {
            to.complete(collections);
        }

        /** The source is read again, since nothing keeps others from writing to it. */
        @Override
        public void prove(Map<String, Parts> sent) {
            SurveyResult now = engine.sums(source, to.limits(), TargetKeys.NONE);
            course.differing(sent, now.parts()).entrySet().stream().findFirst().ifPresent(other -> {
                throw new SourceChanged(
                        sides.source().name(),
                        other.getKey(),
                        "in " + other.getValue().size() + " of " + Parts.COUNT + " parts",
                        "The target holds what was copied, and no host starts on it.");
            });
        }

        @Override
        public void stamp(String move, String root) {
            to.checkpoints().end(move);
        }

        MoveOutcome compared() {
            requireCopied();
            return course.compared(
                            Question.VERIFIED,
                            () -> engine.sums(source, to.limits(), TargetKeys.NONE),
                            source,
                            to,
                            chosen.findings())
                    .keyed(PointPassage::readable);
        }

        /** A move that only waits to be proven has copied all there is to compare. */
        private void requireCopied() {
            boolean copied = to.checkpoints()
                    .read()
                    .filter(move -> move.phase() == MovePhase.PROVING)
                    .isPresent();
            if (!copied) {
                UnfinishedMove.refuse(target, found);
            }
            List<String> there = MovingCollections.names(found).toList();
            List<String> missing = collections.stream()
                    .map(MovedCollection::name)
                    .filter(name -> !there.contains(name))
                    .map(name -> "collection " + name + ": expected it, found nothing")
                    .toList();
            if (!missing.isEmpty()) {
                throw new StoreDiffers(target.name(), missing, "Move them first.");
            }
        }

        MoveOutcome looked() {
            SurveyResult survey = phases.during(
                    MovePhase.LOOKING, () -> engine.survey(source, to.limits(), TargetKeys.NONE, Optional.empty()));
            return course.looked(survey, findings());
        }
    }
}
