package io.whisperschema;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.error.MoveRefused;
import io.whisperschema.error.MoveUnfinished;
import io.whisperschema.error.PlanOutdated;
import io.whisperschema.error.ProofFailed;
import io.whisperschema.error.RowsRefused;
import io.whisperschema.internal.move.MoveEngine;
import io.whisperschema.internal.move.SurveyResult;
import io.whisperschema.internal.move.TargetKeys;
import io.whisperschema.move.Checkpoint;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.Field;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;
import io.whisperschema.move.MovePhase;
import io.whisperschema.move.Parts;
import io.whisperschema.move.Passage;
import io.whisperschema.move.Proof;
import io.whisperschema.move.TargetRows;
import io.whisperschema.move.Writing;
import io.whisperschema.report.MoveReport.Question;
import io.whisperschema.report.ReplayReport.Replayed;
import io.whisperschema.spi.CatalogFingerprint;
import io.whisperschema.spi.History;
import io.whisperschema.spi.ItemReader;
import io.whisperschema.spi.Journal.Entry;
import io.whisperschema.spi.Journal.Event;
import io.whisperschema.spi.MoveSource;
import io.whisperschema.spi.MoveTarget;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.Store;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One move from a relational store to another: seen, made, copied, completed, proven and stamped. */
final class RelationalMove {
    private static final String STEP = "move";

    private final MoveSides sides;
    private final RelationalStore target;
    private final Surroundings around;
    private final Map<MovePhase, Duration> took = new EnumMap<>(MovePhase.class);

    RelationalMove(MoveSides sides) {
        this.sides = sides;
        this.target = sides.target();
        this.around = sides.around();
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
            before.ifPresent(sitting::requireSame);
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
            SurveyResult survey = during(
                    MovePhase.LOOKING,
                    () -> sitting.engine.survey(source, to.limits(), sitting.keys(to), Optional.empty()));
            return new MoveOutcome(
                    Question.VERIFIED, "", paired, survey, List.of(), Map.of(), Map.of(), Map.of(), List.of(), took);
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
        MoveOutcome written = comparedAsWritten(question, sitting, source, to);
        Pairing.Paired meant = sides.meant(sitting.paired, sitting.from, sitting.found);
        return written.source().equals(written.target()) || meant.equals(sitting.paired)
                ? written
                : comparedAsWritten(question, new Sitting(meant, sitting.from, sitting.found), source, to);
    }

    private MoveOutcome comparedAsWritten(Question question, Sitting sitting, MoveSource source, MoveTarget to) {
        MoveEngine engine = sitting.engine;
        SurveyResult survey = during(MovePhase.LOOKING, () -> engine.sums(source, to.limits(), sitting.keys(to)));
        return during(MovePhase.PROVING, () -> {
            try (MoveSource back = to.readBack()) {
                Map<String, Parts> arrived = engine.arrived(back, survey);
                var differences = engine.narrow(
                        source, back, survey, differing(sitting.paired.passages(), survey.parts(), arrived));
                return new MoveOutcome(
                        question,
                        "",
                        sitting.paired,
                        survey,
                        List.of(),
                        Map.of(),
                        survey.parts(),
                        arrived,
                        differences,
                        took);
            }
        });
    }

    private static Map<String, List<Integer>> differing(
            List<Passage> passages, Map<String, Parts> one, Map<String, Parts> other) {
        var differing = new LinkedHashMap<String, List<Integer>>();
        for (Passage passage : passages) {
            Parts left = one.getOrDefault(passage.target(), new Parts());
            List<Integer> parts = left.differingFrom(other.getOrDefault(passage.target(), new Parts()));
            if (!parts.isEmpty()) {
                differing.put(passage.target(), parts);
            }
        }
        return differing;
    }

    private boolean keepsJournal() {
        return target.capabilities().contains(Store.Capability.JOURNAL);
    }

    private boolean isDone(String request) {
        return keepsJournal()
                && target.journal().entries(request).stream()
                        .anyMatch(entry -> entry.step().equals(STEP) && entry.event() == Event.DONE);
    }

    private <T> T during(MovePhase phase, Supplier<T> work) {
        around.listener().moveAdvanced(phase);
        long begun = System.nanoTime();
        try {
            return work.get();
        } finally {
            took.merge(
                    phase, Duration.ofNanos(System.nanoTime() - begun).truncatedTo(ChronoUnit.MILLIS), Duration::plus);
        }
    }

    private void in(MovePhase phase, Runnable work) {
        during(phase, () -> {
            work.run();
            return phase;
        });
    }

    /** One run of a move, with what it goes by. */
    private final class Sitting {
        private final Pairing.Paired paired;
        private final String request;
        private final RelationalCatalog from;
        private final RelationalCatalog found;
        private final MoveEngine engine;
        private final MoveCreation creation;

        Sitting(Pairing.Paired paired, RelationalCatalog from, RelationalCatalog found) {
            this.paired = paired;
            this.from = from;
            this.found = History.withoutTables(found);
            this.engine = new MoveEngine(sides.job(paired));
            this.request = engine.request();
            this.creation = new MoveCreation(sides, sides.carried(from), paired.passages());
        }

        private TargetKeys keys(MoveTarget to) {
            return engine.keys(
                    to, found.tables().stream().map(CatalogTable::name).collect(Collectors.toSet()));
        }

        void requireSame(Checkpoint before) {
            if (!before.request().equals(request)) {
                throw new MoveUnfinished(
                        target.name(),
                        before.move(),
                        "What moves or how is another than then. Move again with the options that it was begun with, or"
                                + " drop what is there and move anew.");
            }
        }

        MoveOutcome move(MoveSource source, MoveTarget to, Optional<Checkpoint> before) {
            SurveyResult survey = during(MovePhase.LOOKING, () -> looked(source, to, before));
            Checkpoint begun = before.orElseGet(() -> begun(to, survey));
            String move = begun.move();
            MoveNotes notes = MoveNotes.of(begun.notes());
            MovePhase phase = begun.phase();
            if (phase == MovePhase.CREATING) {
                in(MovePhase.CREATING, () -> create(move, notes, to));
                phase = advanced(to, move, MovePhase.CREATING, MovePhase.COPYING);
            }
            if (phase == MovePhase.COPYING) {
                in(MovePhase.COPYING, () -> engine.copy(move, source, to, survey));
                phase = advanced(to, move, MovePhase.COPYING, MovePhase.FINISHING);
            }
            if (phase == MovePhase.FINISHING) {
                in(MovePhase.FINISHING, () -> finish(source, to));
                advanced(to, move, MovePhase.FINISHING, MovePhase.PROVING);
            }
            Checkpoint copied = current(to);
            Map<String, Parts> sent = engine.copied(copied);
            Map<String, Parts> arrived = sides.options().proof() == Proof.COMPLETE
                    ? during(MovePhase.PROVING, () -> proven(to, survey, sent))
                    : Map.of();
            in(MovePhase.STAMPING, () -> stamp(to, move, engine.root(sent)));
            return new MoveOutcome(
                    Question.MOVED,
                    move,
                    paired,
                    survey,
                    copied.chunks(),
                    writings(to),
                    sent,
                    arrived,
                    List.of(),
                    took);
        }

        private Map<String, Writing> writings(MoveTarget to) {
            var writings = new HashMap<String, Writing>();
            paired.passages().forEach(passage -> writings.put(passage.target(), to.writing(passage)));
            return writings;
        }

        private MovePhase advanced(MoveTarget to, String move, MovePhase from, MovePhase next) {
            to.checkpoints().advance(move, from, next);
            return next;
        }

        private Checkpoint current(MoveTarget to) {
            return to.checkpoints()
                    .read()
                    .orElseThrow(() -> new MoveUnfinished(
                            target.name(),
                            "of before",
                            "Somebody else has ended it meanwhile. Move again to see how."));
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
                        .filter(passage -> hasRows(back, passage))
                        .map(Passage::target)
                        .toList();
            }
        }

        private boolean hasRows(MoveSource back, Passage passage) {
            var item = new Item(passage.fields().size());
            List<Chunk> chunks = back.chunks(passage, sides.options().effort().chunkRows());
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

        private void create(String move, MoveNotes notes, MoveTarget to) {
            creation.create(move, notes, to.checkpoints());
            journal(Event.INTENT, "move " + move + " from " + sides.source().name());
        }

        private void journal(Event event, String words) {
            if (keepsJournal()) {
                target.journal()
                        .append(new Entry(
                                request, STEP, event, words, around.clock().instant()));
            }
        }

        private void finish(MoveSource source, MoveTarget to) {
            Checkpoint copied = current(to);
            RelationalCatalog full = MoveNotes.of(copied.notes()).full().orElseThrow();
            requireRulesKept(to, full, copied.chunks().size());
            creation.complete(full);
            for (Passage passage : paired.passages()) {
                to.finish(passage, counted(source, passage));
            }
        }

        private void requireRulesKept(MoveTarget to, RelationalCatalog full, int chunks) {
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

        private Map<String, Long> counted(MoveSource source, Passage passage) {
            var counted = new HashMap<String, Long>();
            for (Field field : passage.fields()) {
                source.counted(passage, field.source()).ifPresent(far -> counted.put(field.target(), far));
            }
            return counted;
        }

        private Map<String, Parts> proven(MoveTarget to, SurveyResult survey, Map<String, Parts> sent) {
            Map<String, Parts> arrived;
            try (MoveSource back = to.readBack()) {
                arrived = engine.arrived(back, survey);
            }
            Map<String, List<Integer>> differing = differing(paired.passages(), sent, arrived);
            if (!differing.isEmpty()) {
                throw new ProofFailed(
                        target.name(),
                        differing.entrySet().stream()
                                .map(each -> each.getKey() + ": "
                                        + sent.getOrDefault(each.getKey(), new Parts())
                                                .count() + " rows were copied, "
                                        + arrived.getOrDefault(each.getKey(), new Parts())
                                                .count()
                                        + " are returned, and "
                                        + each.getValue().size() + " of " + Parts.COUNT + " parts differ")
                                .toList());
            }
            return arrived;
        }

        private void stamp(MoveTarget to, String move, String root) {
            journal(Event.DONE, "move " + move + " from " + sides.source().name() + ", digest " + root);
            to.checkpoints().end(move);
            if (!around.migrations().isEmpty()) {
                new MigrationRun(sides.aroundTarget(), MigrateOptions.cautious()).apply();
            }
        }
    }
}
