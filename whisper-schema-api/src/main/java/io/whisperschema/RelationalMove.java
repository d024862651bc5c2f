package io.whisperschema;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.error.MoveRefused;
import io.whisperschema.error.PlanOutdated;
import io.whisperschema.error.RowsRefused;
import io.whisperschema.internal.move.MoveEngine;
import io.whisperschema.internal.move.SurveyResult;
import io.whisperschema.internal.move.TargetKeys;
import io.whisperschema.move.Checkpoint;
import io.whisperschema.move.Field;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.MovePhase;
import io.whisperschema.move.Parts;
import io.whisperschema.move.Passage;
import io.whisperschema.move.TargetRows;
import io.whisperschema.report.MoveReport.Question;
import io.whisperschema.report.ReplayReport.Replayed;
import io.whisperschema.spi.CatalogFingerprint;
import io.whisperschema.spi.History;
import io.whisperschema.spi.Journal.Entry;
import io.whisperschema.spi.Journal.Event;
import io.whisperschema.spi.MoveSource;
import io.whisperschema.spi.MoveTarget;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** One move from a relational store to another: seen, made, copied, completed, proven and stamped. */
final class RelationalMove {
    private static final String STEP = "move";

    private final MoveSides sides;
    private final RelationalStore target;
    private final Surroundings around;
    private final MovePhases phases;

    RelationalMove(MoveSides sides) {
        this.sides = sides;
        this.target = sides.target();
        this.around = sides.around();
        this.phases = new MovePhases(around.listener());
    }

    /** Moves everything, or goes on where an earlier run was stopped. */
    MoveOutcome run() {
        RelationalCatalog from = sides.sourceCatalog();
        sides.requireScripts();
        RelationalCatalog found = target.inspect();
        Pairing.Paired paired = sides.planned(from, found);
        paired.requireClear(sides.source().name());
        var sitting = new Sitting(paired, from, found);
        try (MoveSource source = sides.source().readMoving(sides.request(paired.passages(), from));
                MoveTarget to = target.writeMoving(sides.request(paired.passages(), found))) {
            Optional<Checkpoint> before = to.checkpoints().read();
            before.ifPresent(sitting.course::requireSame);
            return before.isEmpty() && isDone(sitting.request)
                    ? compared(Question.ALREADY_MOVED, sitting, source, to)
                    : sitting.move(source, to, before);
        }
    }

    /** Whether both hold the same now. Writes nothing. */
    MoveOutcome compared() {
        RelationalCatalog from = sides.sourceCatalog();
        RelationalCatalog found = target.inspect();
        requireCopied(found);
        Pairing.Paired paired = sides.paired(from, found);
        paired.requireClear(sides.source().name());
        var sitting = new Sitting(paired, from, found);
        try (MoveSource source = sides.source().readMoving(sides.request(paired.passages(), from));
                MoveTarget to = target.writeMoving(sides.request(paired.passages(), found))) {
            return compared(Question.VERIFIED, sitting, source, to);
        }
    }

    /** A move that only waits to be proven has copied all there is to compare. */
    private void requireCopied(RelationalCatalog found) {
        if (!UnfinishedMove.isIn(found)) {
            return;
        }
        try (MoveTarget to = target.writeMoving(sides.request(List.of(), found))) {
            boolean copied = to.checkpoints()
                    .read()
                    .filter(move -> move.phase() == MovePhase.PROVING)
                    .isPresent();
            if (!copied) {
                UnfinishedMove.refuse(target, found);
            }
        }
    }

    /** What a move would find. Writes nothing. */
    MoveOutcome looked() {
        RelationalCatalog from = sides.sourceCatalog();
        sides.requireScripts();
        RelationalCatalog found = target.inspect();
        Pairing.Paired paired = sides.planned(from, found);
        try (MoveSource source = sides.source().readMoving(sides.request(paired.passages(), from));
                MoveTarget to = target.writeMoving(sides.request(paired.passages(), found))) {
            var sitting = new Sitting(paired, from, found);
            SurveyResult survey = phases.during(
                    MovePhase.LOOKING,
                    () -> sitting.engine.survey(source, to.limits(), sitting.keys(to), Optional.empty()));
            return sitting.course.looked(survey, paired.findings());
        }
    }

    /** Writes rejected rows that were corrected to the target, each once. */
    List<Replayed> replayed() {
        RelationalCatalog from = sides.sourceCatalog();
        RelationalCatalog found = target.inspect();
        UnfinishedMove.refuse(target, found);
        Pairing.Paired paired = sides.paired(from, found);
        paired.requireClear(sides.source().name());
        try (MoveTarget to = target.writeMoving(sides.request(paired.passages(), found))) {
            return new MoveEngine(sides.job(paired)).replay(to);
        }
    }

    /** As it was written first, so that the root is that of the move; by what values mean where that differs. */
    private MoveOutcome compared(Question question, Sitting sitting, MoveSource source, MoveTarget to) {
        MoveOutcome written = sitting.comparedAsWritten(question, source, to);
        Pairing.Paired meant = sides.meant(sitting.paired, sitting.from, sitting.found);
        return written.source().equals(written.target()) || meant.equals(sitting.paired)
                ? written
                : new Sitting(meant, sitting.from, sitting.found).comparedAsWritten(question, source, to);
    }

    private boolean keepsJournal() {
        return target.capabilities().contains(Store.Capability.JOURNAL);
    }

    private boolean isDone(String request) {
        return keepsJournal()
                && target.journal().entries(request).stream()
                        .anyMatch(entry -> entry.step().equals(STEP) && entry.event() == Event.DONE);
    }

    /** One run of a move, with what it goes by. */
    private final class Sitting {
        private final Pairing.Paired paired;
        private final MoveCourse course;
        private final String request;
        private final RelationalCatalog from;
        private final RelationalCatalog found;
        private final MoveEngine engine;
        private final MoveCreation creation;

        Sitting(Pairing.Paired paired, RelationalCatalog from, RelationalCatalog found) {
            this.paired = paired;
            this.from = from;
            this.found = History.withoutTables(found);
            this.course = new MoveCourse(sides.job(paired), phases);
            this.engine = course.engine();
            this.request = engine.request();
            this.creation = new MoveCreation(sides, sides.carried(from), paired.passages());
        }

        private TargetKeys keys(MoveTarget to) {
            return engine.keys(
                    to, found.tables().stream().map(CatalogTable::name).collect(Collectors.toSet()));
        }

        MoveOutcome comparedAsWritten(Question question, MoveSource source, MoveTarget to) {
            return course.compared(
                    question, () -> engine.sums(source, to.limits(), keys(to)), source, to, paired.findings());
        }

        MoveOutcome move(MoveSource source, MoveTarget to, Optional<Checkpoint> before) {
            SurveyResult survey = phases.during(MovePhase.LOOKING, () -> looked(source, to, before));
            Checkpoint begun = before.orElseGet(() -> begun(to, survey));
            return course.move(begun, survey, source, to, new Tables(source, to), paired.findings());
        }

        private SurveyResult looked(MoveSource source, MoveTarget to, Optional<Checkpoint> before) {
            if (before.isEmpty() && !found.isEmpty()) {
                creation.requireMade();
                refuseWhatIsThere(to);
            }
            before.filter(this::mayHaveBeenUsed).ifPresent(begun -> requireUnused(to, begun.move()));
            SurveyResult survey = engine.survey(source, to.limits(), keys(to), before);
            survey.requireClear();
            return survey;
        }

        /** An earlier run was stopped before it kept hosts from the target. */
        private boolean mayHaveBeenUsed(Checkpoint before) {
            return before.phase() == MovePhase.CREATING
                    && MoveNotes.of(before.notes()).full().isEmpty()
                    && !found.isEmpty()
                    && !creation.isKeptFromHosts();
        }

        /** Rows of a host that started before it was kept away are not the move's to delete. */
        private void requireUnused(MoveTarget to, String move) {
            try {
                refuseRows(to);
            } catch (MoveRefused inUse) {
                to.checkpoints().abandon(move);
                throw inUse;
            }
        }

        /** While the source was looked at, a host may have started on the target. */
        private void requireUnchanged(MoveTarget to, String move) {
            RelationalCatalog now = History.withoutTables(target.inspect());
            if (!CatalogFingerprint.of(now).equals(CatalogFingerprint.of(found))) {
                to.checkpoints().abandon(move);
                throw new PlanOutdated(target.name());
            }
            requireUnused(to, move);
        }

        private void refuseWhatIsThere(MoveTarget to) {
            List<String> triggers = new TargetStatements(target, found, paired.passages())
                    .triggers().stream()
                            .map(trigger -> Flaw.TRIGGER_ON_TARGET + ": " + trigger.name() + " of "
                                    + trigger.table().orElse("") + ". Drop it, move, and make it again.")
                            .toList();
            if (!triggers.isEmpty()) {
                throw new MoveRefused(sides.source().name(), triggers);
            }
            refuseRows(to);
        }

        private void refuseRows(MoveTarget to) {
            List<String> filled = sides.options().scope().targetRows() == TargetRows.REPLACED ? List.of() : filled(to);
            if (!filled.isEmpty()) {
                throw new MoveRefused(
                        sides.source().name(),
                        filled.stream()
                                .map(table -> Flaw.ROWS_IN_TARGET + ": " + table
                                        + ". Empty it, or let the move: MoveOptions.replacingRows().")
                                .toList());
            }
        }

        /** The tables of the target that have rows already. */
        private List<String> filled(MoveTarget to) {
            List<Passage> there = paired.passages().stream()
                    .filter(passage -> found.table(passage.target()).isPresent())
                    .map(Passage::arrived)
                    .toList();
            try (MoveSource back = to.readBack()) {
                return there.stream()
                        .filter(passage -> course.hasRows(back, passage))
                        .map(Passage::target)
                        .toList();
            }
        }

        private Checkpoint begun(MoveTarget to, SurveyResult survey) {
            var fresh = new Checkpoint(
                    UUID.randomUUID().toString(),
                    request,
                    MovePhase.CREATING,
                    around.clock().instant(),
                    MoveNotes.of(found).text(),
                    survey.chunks());
            to.checkpoints().begin(fresh);
            requireUnchanged(to, fresh.move());
            return fresh;
        }

        private void journal(Event event, String words) {
            if (keepsJournal()) {
                target.journal()
                        .append(new Entry(
                                request, STEP, event, words, around.clock().instant()));
            }
        }

        /** What becomes of tables. */
        private final class Tables implements MoveCourse.Works {
            private final MoveSource source;
            private final MoveTarget to;

            Tables(MoveSource source, MoveTarget to) {
                this.source = source;
                this.to = to;
            }

            @Override
            public void create(Checkpoint begun) {
                creation.create(begun.move(), MoveNotes.of(begun.notes()), to.checkpoints());
                journal(
                        Event.INTENT,
                        "move " + begun.move() + " from " + sides.source().name());
            }

            @Override
            public void finish(Checkpoint copied) {
                RelationalCatalog full = MoveNotes.of(copied.notes()).full().orElseThrow();
                requireRulesKept(full, copied.chunks().size());
                creation.complete(full);
                for (Passage passage : paired.passages()) {
                    to.finish(passage, counted(passage));
                }
            }

            private void requireRulesKept(RelationalCatalog full, int chunks) {
                var rules = new TargetRules(full, paired, engine);
                if (!rules.areThere()) {
                    return;
                }
                try (MoveSource back = to.readBack()) {
                    List<String> broken = rules.broken(back);
                    if (!broken.isEmpty()) {
                        throw new RowsRefused(target.name(), broken, chunks);
                    }
                }
            }

            private Map<String, Long> counted(Passage passage) {
                var counted = new HashMap<String, Long>();
                for (Field field : passage.fields()) {
                    source.counted(passage, field.source()).ifPresent(far -> counted.put(field.target(), far));
                }
                return counted;
            }

            /** The source stayed as it was. */
            @Override
            public void prove(Map<String, Parts> sent) {}

            @Override
            public void stamp(String move, String root) {
                journal(Event.DONE, "move " + move + " from " + sides.source().name() + ", digest " + root);
                to.checkpoints().end(move);
                if (!around.migrations().isEmpty()) {
                    new MigrationRun(sides.aroundTarget(), MigrateOptions.cautious()).apply();
                }
            }
        }
    }
}
