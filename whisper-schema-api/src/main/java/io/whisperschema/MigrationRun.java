package io.whisperschema;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.TimeExceeded;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.finding.Finding;
import io.whisperschema.migration.HistoryState;
import io.whisperschema.migration.HistoryWrite;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.StatementChange.Way;
import io.whisperschema.plan.ExecuteOptions.DataLoss;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.Step;
import io.whisperschema.report.ExecutionReport;
import io.whisperschema.report.MigrationReport;
import io.whisperschema.report.MigrationReport.Verb;
import io.whisperschema.spi.History;
import io.whisperschema.spi.History.Overtaken;
import io.whisperschema.spi.RelationalStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run that applies migrations to a store or takes them back. */
final class MigrationRun {
    private final RelationalStore store;
    private final Surroundings around;
    private final MigrateOptions options;
    private final Migrations migrations;
    private final Set<MigrationId> moved = new LinkedHashSet<>();
    private final List<MigrationId> movedInTurn = new ArrayList<>();
    private final Set<MigrationId> turnedBack = new LinkedHashSet<>();
    private Optional<Movement> running = Optional.empty();
    private final MigrationExecution execution;
    private List<Finding> notices = List.of();

    MigrationRun(Surroundings around, MigrateOptions options) {
        this(around, options, new MigrationExecution(around.relational().name(), options.execute(), around));
    }

    MigrationRun(Surroundings around, MigrateOptions options, MigrationExecution execution) {
        this.store = around.relational();
        this.around = around;
        this.options = options;
        this.migrations = around.migrations();
        this.execution = execution;
    }

    /** Everything that is pending; one query and out where there is nothing. */
    MigrationReport apply() {
        return isUpToDate() ? nothingToDo() : applyAll();
    }

    /** Whether the store says at a glance that it has exactly these. */
    boolean isUpToDate() {
        Optional<HistoryState> found = store.history().state();
        return found.isPresent() && migrations.areIn(found.get(), dialect());
    }

    MigrationReport nothingToDo() {
        return report(Verb.APPLIED);
    }

    /** The same with what a look at the record notices, though it is up to date. */
    MigrationReport nothingToDoButNotice() {
        notices = look().notices();
        return nothingToDo();
    }

    MigrationReport applyAll() {
        run(this::everything);
        return report(Verb.APPLIED);
    }

    /** What is pending, as a report, when those are on record. */
    MigrationReport planned(List<Migration> stamped) {
        pending(MigrationLook.ahead(around, stamped))
                .forEach(one -> moved.add(one.migration().id()));
        return report(Verb.PLANNED);
    }

    /** Everything that is pending, on a copy that is nobody else's; which they were. */
    Set<MigrationId> applyToCopy() {
        runGroups(pending());
        return moved;
    }

    /** Which one runs in a transaction, or ran there last. */
    Optional<Movement> running() {
        return running;
    }

    /** What is going to run, if it may. */
    List<Movement> pending() {
        return pending(look());
    }

    /** What is pending up to that one. */
    MigrationReport applyUpTo(MigrationId last) {
        int count = 1 + migrations.position(last);
        run(look -> pending(look, count));
        return report(Verb.APPLIED);
    }

    /** The last ones that are applied, that many. */
    MigrationReport undo(int count) {
        Set<MigrationId> last = last(count - turnBackWhatWasStopped(id -> count > 0));
        run(look -> {
            List<Migration> chosen = applied(look).stream()
                    .filter(one -> last.contains(one.id()) && !moved.contains(one.id()))
                    .toList();
            LastApplied.refuseBeneath(behind(look, chosen), moved, store.name());
            return back(look, chosen);
        });
        return report(Verb.UNDONE);
    }

    /** How many that is. */
    private int turnBackWhatWasStopped(Predicate<MigrationId> wanted) {
        Optional<MigrationId> turned =
                new TurnedBack(around, execution, wanted).ifInterrupted(MigrationLook.recordsOf(store));
        turned.ifPresent(turnedBack::add);
        return turned.isPresent() ? 1 : 0;
    }

    /** Also what this run has taken back and others have applied again. */
    private List<Migration> behind(MigrationLook look, List<Migration> some) {
        return LastApplied.behind(applied(look), some);
    }

    private Optional<MigrationId> filling(MigrationLook look, List<Migration> some) {
        return LastApplied.filling(migrations.everything(), look.records(), some);
    }

    /** Others may have applied more while our turn was waited for; then all is looked at anew. */
    private void letNothingStandOn(List<Movement> group, MigrationLook look) {
        List<Migration> back = group.stream()
                .filter(one -> one.way() == Way.BACK)
                .map(Movement::migration)
                .toList();
        if (!behind(look, back).isEmpty() || filling(look, back).isPresent()) {
            throw new Overtaken();
        }
    }

    /** Chosen once, so that it never becomes one more by what others do; what is being applied is waited for before. */
    private Set<MigrationId> last(int count) {
        var overtakings = new Overtakings(store.name(), migrations);
        MigrationRecords records = MigrationLook.recordsOf(store);
        while (LastApplied.isUndecidedIn(records)) {
            finishWhatOthersBegan(records);
            overtakings.add(moved);
            records = MigrationLook.recordsOf(store);
        }
        moved.clear();
        return LastApplied.of(migrations.everything(), records, count);
    }

    /** All that are applied behind that one. */
    MigrationReport undoTo(MigrationId last) {
        Migrations all = migrations.everything();
        int position = all.position(last);
        turnBackWhatWasStopped(id -> all.position(id) > position);
        run(look -> back(
                look,
                applied(look).stream()
                        .filter(one -> all.position(one.id()) > position)
                        .toList()));
        return report(Verb.UNDONE);
    }

    /** All of them as in an empty store, behind what makes it one. */
    MigrationReport rebuilt(Emptying emptying) {
        List<Movement> all = Stream.concat(migrations.inOrder().stream(), migrations.repeatable().stream())
                .map(one -> Movement.there(store, migrations, one))
                .toList();
        refuse(all);
        if (execution.tell("the rebuilding of " + store.name(), () -> rebuild(emptying, all)) == End.OVERTAKEN) {
            run(this::everything);
        }
        return report(Verb.APPLIED);
    }

    private End rebuild(Emptying emptying, List<Movement> all) {
        List<List<Movement>> groups = Movement.groups(all);
        List<Movement> first = groups.get(0).stream().anyMatch(Movement::isAlone) ? List.of() : groups.get(0);
        execution.leaving(notDone(all));
        execution.announce(first);
        execution.announceBefore(emptying.steps());
        store.history().together(execution, turn -> {
            emptying.in(turn, HistoryWrite.at(around.clock().instant()));
            together(turn, first);
        });
        execution.committed();
        moved.addAll(movedInTurn);
        return runGroups(all.subList(first.size(), all.size()));
    }

    private MigrationReport report(Verb verb) {
        return new MigrationReport(
                store.name(),
                verb,
                Stream.concat(turnedBack.stream(), moved.stream()).toList(),
                new ExecutionReport(execution.results()),
                notices);
    }

    private DialectName dialect() {
        return store.dialect().name();
    }

    private void refuse(List<Movement> movements) {
        CodeApart.refuseInMigrations(store, movements);
        OthersApart.refuse(around, movements);
    }

    private MigrationLook look() {
        return MigrationLook.at(store, MigrationLook.recordsOf(store), migrations);
    }

    private List<Movement> pending(MigrationLook look) {
        notices = look.notices();
        List<Movement> all = everything(look);
        refuse(all);
        return all;
    }

    private List<Movement> pending(MigrationLook look, int count) {
        look.refuseLate(options, migrations);
        new Heads(store.dialect(), migrations).refuseConflicts();
        return migrations.inOrder().stream()
                .limit(count)
                .filter(one -> look.records().find(one.id()).isEmpty())
                .map(one -> Movement.there(store, migrations, one))
                .toList();
    }

    /** What is pending, and behind it the repeatable ones that did not run as they are. */
    private List<Movement> everything(MigrationLook look) {
        var all = new ArrayList<>(pending(look, migrations.inOrder().size()));
        migrations.repeatable().stream()
                .map(one -> Movement.there(store, migrations, one))
                .filter(one -> !one.isDoneIn(look.records(), migrations, dialect()))
                .forEach(all::add);
        return all;
    }

    /** Also what the profile leaves out: it may stand on what is taken back. */
    private List<Migration> applied(MigrationLook look) {
        return migrations.everything().inOrder().stream()
                .filter(one -> look.records().find(one.id()).isPresent())
                .toList();
    }

    private List<Movement> back(MigrationLook look, List<Migration> applied) {
        LastApplied.refuseFilling(filling(look, applied), moved, store.name());
        var reversed = new ArrayList<>(applied);
        Collections.reverse(reversed);
        return reversed.stream()
                .map(one -> Movement.back(store, migrations.everything(), one))
                .toList();
    }

    /** What is pending as a plan, to be looked at, when those are on record. */
    Plan plan(List<Migration> stamped) {
        Forecast forecast = Forecast.of(around, pending(MigrationLook.ahead(around, stamped)));
        var steps = new ArrayList<Step>();
        forecast.steps().forEach(step -> steps.add(step.withId(String.valueOf(1 + steps.size()))));
        return new Plan(
                steps,
                Map.of(),
                Stream.concat(forecast.unknown().stream().map(MigrationRun::foundLater), notices.stream())
                        .toList());
    }

    private static Finding foundLater(String operation) {
        return Finding.warning(
                operation,
                "its statements",
                "none yet",
                "They depend on what the SQL or code before it leaves behind; they are found when it runs.");
    }

    /** Whenever others are faster, all is looked at anew. */
    private void run(Function<MigrationLook, List<Movement>> wanted) {
        var overtakings = new Overtakings(store.name(), migrations);
        while (attempt(wanted) == End.OVERTAKEN) {
            overtakings.add(moved);
        }
    }

    /** What others change between our looks at the record and at the store is no misfit: then both are looked at anew. */
    private End attempt(Function<MigrationLook, List<Movement>> wanted) {
        MigrationRecords records = MigrationLook.recordsOf(store);
        if (records.isRunning()) {
            finishWhatOthersBegan(records);
            return End.OVERTAKEN;
        }
        MigrationLook look = MigrationLook.at(store, records, migrations);
        notices = look.notices();
        List<Movement> movements = wanted.apply(look);
        refuse(movements);
        Forecast forecast;
        try {
            forecast = Forecast.of(around, movements);
        } catch (InvalidMigration | UnsupportedChange misfit) {
            if (look().records().equals(look.records())) {
                throw misfit;
            }
            return End.OVERTAKEN;
        }
        return run(movements, forecast, records);
    }

    /** How a run of movements ended that did not fail. */
    private enum End {
        DONE,
        /** Others began to work outside of transactions, or go on in our place; what is left to do is another matter then. */
        OVERTAKEN
    }

    private End run(List<Movement> movements, Forecast forecast, MigrationRecords seen) {
        movements.forEach(movement -> movement.refuseUnwantedLoss(forecast.of(movement), options.execute()));
        if (movements.isEmpty()) {
            return runGroups(movements);
        }
        return execution.tell(words(movements), () -> runGroups(movements, forecast, seen));
    }

    /** Who is in the middle of a migration is waited for; who was killed there, continued. */
    private void finishWhatOthersBegan(MigrationRecords records) {
        MigrationContinuation continuation = MigrationContinuation.of(around, migrations, execution, records.running());
        execution.announce(continuation.movements());
        try {
            continuation.inTurn(turn -> continuation
                    .in(turn)
                    .ifPresent(movement -> moved.add(movement.migration().id())));
        } catch (Overtaken others) {
            // Whoever they are, the record tells what became of it.
        }
    }

    String words(List<Movement> movements) {
        return (movements.size() == 1 ? "1 migration on " : movements.size() + " migrations on ") + store.name();
    }

    private End runGroups(List<Movement> movements, Forecast forecast, MigrationRecords seen) {
        Optional<String> point = !forecast.unknown().isEmpty() && mayLoseData(movements)
                ? around.takeRestorePoint(store)
                : around.takeRestorePointIfLosing(store, forecast.stepsOn(store.name()));
        return point.isPresent() ? runGroups(movements, point.get(), seen) : runGroups(movements);
    }

    /** Where others were faster, the point may lack already what it was taken for; theirs does not. */
    private End runGroups(List<Movement> movements, String point, MigrationRecords seen) {
        int begun = execution.begunSteps();
        try {
            return MigrationLook.recordsOf(store).equals(seen) ? runGroups(movements) : End.OVERTAKEN;
        } finally {
            if (execution.begunSteps() == begun) {
                around.discardRestorePoint(store, point);
            }
        }
    }

    private End runGroups(List<Movement> movements) {
        var rest = new ArrayList<>(movements);
        for (List<Movement> group : Movement.groups(movements)) {
            execution.leaving(rest.isEmpty() ? "" : notDone(rest));
            rest.subList(0, group.size()).clear();
            execution.announce(group);
            try {
                run(group);
            } catch (Overtaken overtaken) {
                return End.OVERTAKEN;
            }
            execution.committed();
            moved.addAll(movedInTurn);
        }
        return End.DONE;
    }

    private void run(List<Movement> group) {
        movedInTurn.clear();
        if (group.stream().anyMatch(Movement::fills)) {
            fill(group.get(0));
        } else if (group.stream().anyMatch(Movement::isAlone)) {
            new AloneRun(around, execution, group.get(0)).inTurn(store, turn -> alone(turn, group.get(0)));
        } else {
            runTogether(group);
        }
    }

    private void runTogether(List<Movement> group) {
        try {
            store.history().together(execution, turn -> together(turn, group));
        } catch (StepFailed | TimeExceeded failure) {
            execution.failed().ifPresent(step -> noteFailure(step, failure));
            throw failure;
        }
    }

    private void noteFailure(Step step, RuntimeException failure) {
        new FailureEntry(store, execution, around.clock())
                .write(
                        running.map(Movement::migration).map(Migration::id),
                        step.change().words(),
                        failure);
    }

    private boolean mayLoseData(List<Movement> movements) {
        return options.execute().dataLoss() != DataLoss.REFUSED
                || movements.stream().anyMatch(one -> one.dataLoss() != DataLoss.REFUSED);
    }

    private static String notDone(List<Movement> rest) {
        return rest.stream()
                .map(one -> one.migration().id().toString())
                .collect(Collectors.joining(", ", " Not done: ", "."));
    }

    private void perform(History.Turn turn, Movement movement) {
        for (Movement.Part part : movement.parts()) {
            if (part instanceof Movement.Filling filling) {
                new BackfillRun(around, execution, movement).rehearse(turn, filling);
            } else {
                List<Step> steps = steps(turn, movement, part);
                movement.refuseUnwantedLoss(steps, options.execute());
                steps.forEach(turn::run);
            }
        }
    }

    /** Typed operations are planned for what is there when their turn comes. */
    private List<Step> steps(History.Turn turn, Movement movement, Movement.Part part) {
        return part instanceof Movement.Structure structure
                ? StructureSteps.of(store, movement, structure, turn.catalog()).steps()
                : ((Movement.Fixed) part).steps();
    }

    /** Others may have been faster: what they did is on record by now, and is left out. Which ran. */
    List<MigrationId> together(History.Turn turn, List<Movement> group) {
        MigrationLook look = MigrationLook.at(store, MigrationLook.undisturbed(turn), migrations);
        HistoryWrite write =
                look.forgetting(look.adopting(HistoryWrite.at(around.clock().instant())));
        letNothingStandOn(group, look);
        movedInTurn.clear();
        for (Movement movement : group) {
            if (!movement.isDoneIn(look.records(), migrations, dialect())) {
                running = Optional.of(movement);
                turn.lookUpNames();
                movement.tell(around.listener(), () -> perform(turn, movement));
                movedInTurn.add(movement.migration().id());
                write = movement.writtenTo(write, migrations, dialect());
            }
        }
        turn.write(write.setting(cleanAfter(look.records(), write)));
        return movedInTurn;
    }

    private static HistoryState cleanAfter(MigrationRecords records, HistoryWrite write) {
        return HistoryState.clean(records.after(write).digest());
    }

    private void alone(History.Turn turn, Movement movement) {
        MigrationLook look = MigrationLook.at(store, MigrationLook.undisturbed(turn), migrations);
        MigrationRecords records = look.records();
        letNothingStandOn(List.of(movement), look);
        if (movement.isDoneIn(records, migrations, dialect())) {
            return;
        }
        new AloneRun(around, execution, movement).run(turn, records);
        movedInTurn.add(movement.migration().id());
    }

    private void fill(Movement movement) {
        var backfill = new BackfillRun(around, execution, movement);
        if (backfill.begins()) {
            movement.tell(around.listener(), () -> {
                if (backfill.run() == BackfillRun.Outcome.APPLIED) {
                    movedInTurn.add(movement.migration().id());
                }
            });
        }
    }
}
