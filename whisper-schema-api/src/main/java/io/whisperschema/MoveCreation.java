package io.whisperschema;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.DiffHints;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.migration.HistoryState;
import io.whisperschema.migration.HistoryState.Phase;
import io.whisperschema.migration.HistoryWrite;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.move.Passage;
import io.whisperschema.move.TargetRows;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Risk.Danger;
import io.whisperschema.plan.Step;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.CatalogFingerprint;
import io.whisperschema.spi.Checkpoints;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The structure of a target: made, taken down to what rows need, and made whole again behind them. Each part may be repeated. */
final class MoveCreation {
    private final MoveSides sides;
    private final RelationalStore target;
    private final Surroundings around;
    private final CarriedTables carried;
    private final List<Passage> passages;

    MoveCreation(MoveSides sides, CarriedTables carried, List<Passage> passages) {
        this.sides = sides;
        this.carried = carried;
        this.target = sides.target();
        this.around = sides.aroundTarget();
        this.passages = passages;
    }

    /**
     * Makes the target and takes down what rows need not have.
     *
     * @param move the move's id
     * @param begun what is remembered of the target
     * @return what is remembered from then on
     */
    MoveNotes create(String move, MoveNotes begun, Checkpoints checkpoints) {
        MoveNotes notes = begun.full().isPresent() ? begun : made(move, begun, checkpoints);
        RelationalCatalog full = notes.full().orElseThrow();
        RelationalCatalog bare = new BareCatalog(target.name(), target.dialect(), full, targets()).catalog();
        run(now -> planned(BareCatalog.between(now, bare)));
        run(statements(full)::silencing);
        run(now -> emptying(notes, full));
        return notes;
    }

    private MoveNotes made(String move, MoveNotes begun, Checkpoints checkpoints) {
        if (around.migrations().isEmpty()) {
            createByDefinition();
        } else {
            createByMigrations(begun);
        }
        run(now -> planned(BareCatalog.between(now, carried.beside(now, sides.spelled(carried)))));
        MoveNotes notes = begun.with(now());
        checkpoints.note(move, notes.text());
        return notes;
    }

    /** Whether hosts are kept from what was made, which they find at a glance. */
    boolean isKeptFromHosts() {
        return phase() == Phase.DIRTY;
    }

    /**
     * Goes on only if nothing is left to do on a target that somebody has made.
     *
     * @throws io.whisperschema.error.StoreDiffers if it is not what is meant
     */
    void requireMade() {
        BootstrapOptions looking = BootstrapOptions.cautious().with(BootstrapOptions.Changes.REFUSED);
        new Bootstrap(sides.definition(), around, looking).run();
    }

    private Phase phase() {
        return around.migrations().isEmpty()
                ? Phase.CLEAN
                : phase(target.history().read());
    }

    private static Phase phase(MigrationRecords records) {
        return records.state().map(HistoryState::phase).orElse(Phase.CLEAN);
    }

    /** From the moment on at which it is at head, no host starts on it; what is repeated runs on a clean record only. */
    private void createByMigrations(MoveNotes begun) {
        MigrateOptions cautious = MigrateOptions.cautious();
        if (begun.found() == MoveNotes.Found.EMPTY) {
            Phase left = around.migrations().repeatable().isEmpty() ? Phase.DIRTY : Phase.CLEAN;
            new CreationAtHead(around, sides.definition(), cautious, left).made();
        }
        if (phase() != Phase.DIRTY) {
            new MigrationRun(around, cautious).apply();
            keepHostsAway();
        }
    }

    /** As a start would, which refuses a store with an unfinished move. */
    private void createByDefinition() {
        RelationalCatalog actual = now();
        RelationalCatalog wanted = sides.wanted();
        Diff diff =
                around.adoption().appliedTo(SchemaDiff.between(actual, wanted, DiffHints.none()), sides.definition());
        var start = new Start(target, actual, wanted, diff);
        if (start.outcome(BootstrapOptions.cautious()) != Outcome.UP_TO_DATE) {
            run(now -> planned(diff));
        }
    }

    private void keepHostsAway() {
        var execution = new MigrationExecution(target.name(), ExecuteOptions.cautious(), around);
        target.history().together(execution, turn -> {
            String digest = turn.records().digest();
            turn.write(HistoryWrite.at(around.clock().instant())
                    .setting(new HistoryState(HistoryState.FORMAT, Phase.DIRTY, digest)));
        });
        execution.committed();
    }

    /** Makes it whole again. */
    void complete(RelationalCatalog full) {
        run(now -> planned(BareCatalog.between(now, full)));
        run(statements(full)::rousing);
    }

    private List<Step> emptying(MoveNotes notes, RelationalCatalog full) {
        boolean replacing = sides.options().scope().targetRows() == TargetRows.REPLACED;
        if (notes.found() == MoveNotes.Found.MADE && !replacing) {
            return List.of();
        }
        return statements(full).emptying(replacing ? Risk.of(Danger.LOSES_DATA) : Risk.NONE);
    }

    private TargetStatements statements(RelationalCatalog full) {
        return new TargetStatements(target, full, passages);
    }

    private Set<String> targets() {
        return passages.stream().map(Passage::target).collect(Collectors.toSet());
    }

    private RelationalCatalog now() {
        return History.withoutTables(target.inspect());
    }

    private List<Step> planned(Diff diff) {
        return diff.isEmpty() ? List.of() : target.plan(diff);
    }

    /** What is to be done to a target that holds that. */
    private interface Doing {
        List<Step> to(RelationalCatalog now);
    }

    private void run(Doing doing) {
        RelationalCatalog now = target.inspect();
        var steps = new ArrayList<Step>();
        doing.to(History.withoutTables(now)).forEach(step -> steps.add(step.withId(String.valueOf(steps.size() + 1))));
        if (!steps.isEmpty()) {
            var plan = new Plan(steps, Map.of(target.name(), CatalogFingerprint.of(now)), List.of());
            ExecuteOptions options = ExecuteOptions.cautious()
                    .allowingDataLoss()
                    .waitingForLocks(sides.options().effort().lockWait());
            new PlanRun(plan, options, around, PlanJournal.unread(plan, around), 0).run();
        }
    }
}
