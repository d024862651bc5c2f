package io.whisperschema;

import io.whisperschema.diff.Change;
import io.whisperschema.diff.CodeChange;
import io.whisperschema.error.HistoryUnclear;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.migration.CodeOperation;
import io.whisperschema.migration.CodeOperation.Interrupted;
import io.whisperschema.migration.InterruptedMigration;
import io.whisperschema.migration.InterruptedMigration.Next;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.StatementChange.Way;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rest of a migration outside of transactions whose run was killed. */
final class MigrationContinuation {
    /** What holds for a connection only is said again on the next one. */
    private static final Pattern SETTING = Pattern.compile("^\\s*(set|reset|pragma)\\b", Pattern.CASE_INSENSITIVE);

    private final RelationalStore store;
    private final Surroundings around;
    private final Migrations migrations;
    private final MigrationExecution execution;
    private final Optional<InterruptedMigration> seen;
    private final Optional<Movement> movement;
    private final Optional<UnsupportedChange> refusalOfCode;

    private MigrationContinuation(
            Surroundings around,
            Migrations migrations,
            MigrationExecution execution,
            Optional<InterruptedMigration> seen) {
        this.store = around.relational();
        this.around = around;
        this.migrations = migrations;
        this.execution = execution;
        this.seen = seen;
        this.movement = seen.flatMap(one -> movement(store, migrations, one));
        this.refusalOfCode =
                CodeApart.refusalInMigrations(store, movement.stream().toList());
    }

    /** The rest of that one, if the code still has it as it was; also where the profile leaves it out. */
    static MigrationContinuation of(
            Surroundings around,
            Migrations migrations,
            MigrationExecution execution,
            Optional<InterruptedMigration> running) {
        return new MigrationContinuation(around, migrations.everything(), execution, running);
    }

    private static Optional<Movement> movement(
            RelationalStore store, Migrations migrations, InterruptedMigration running) {
        return Stream.concat(migrations.inOrder().stream(), migrations.repeatable().stream())
                .filter(migration -> isThat(migration, running, store))
                .findFirst()
                .map(migration -> running.way() == Way.THERE
                        ? Movement.there(store, migrations, migration)
                        : Movement.back(store, migrations, migration));
    }

    private static boolean isThat(Migration migration, InterruptedMigration running, RelationalStore store) {
        return migration.id().equals(running.id())
                && migration.checksum(store.dialect().name()).meaning().equals(running.meaning());
    }

    /** What is going to run. */
    List<Movement> movements() {
        return movement.stream().toList();
    }

    /** Gives it its turn. */
    void inTurn(History.Work work) {
        OthersApart.refuse(around, movements());
        movement.ifPresentOrElse(
                ours -> new AloneRun(around, execution, ours).inTurn(store, work),
                () -> store.history().apart(execution, work));
    }

    /**
     * Continues it when it is our turn, unless it is finished by then; the migration that was continued.
     *
     * @throws HistoryUnclear if nobody can tell what of it is applied
     */
    Optional<Movement> in(History.Turn turn) {
        MigrationRecords records = turn.records();
        if (!records.isRunning()) {
            return Optional.empty();
        }
        InterruptedMigration running = records.running()
                .orElseThrow(() -> MigrationLook.interrupted(store, "its journal does not tell which"));
        if (!isSeen(running)) {
            return Optional.empty();
        }
        Movement ours =
                movement.orElseThrow(() -> MigrationLook.interrupted(store, "the code has it no longer as it was"));
        ours.tell(around.listener(), () -> continueIn(turn, ours, running, records));
        return Optional.of(ours);
    }

    /** Others may have finished that one and been killed in another, or on its way back: that is for the next look. */
    private boolean isSeen(InterruptedMigration running) {
        return seen.filter(one -> one.id().equals(running.id())
                        && one.meaning().equals(running.meaning())
                        && one.way() == running.way())
                .isPresent();
    }

    private void continueIn(History.Turn turn, Movement ours, InterruptedMigration running, MigrationRecords records) {
        var work = new AloneWork(turn, ours, migrations, store.dialect().name(), around.clock(), execution);
        if (ours.isOfOtherStore()) {
            OtherRun.of(around, ours, execution, work).goOn(running);
        } else {
            continueSteps(turn, ours, running, records, work);
        }
        work.end(records);
    }

    private void continueSteps(
            History.Turn turn, Movement ours, InterruptedMigration running, MigrationRecords records, AloneWork work) {
        List<Step> steps = ours.fixedSteps().toList();
        steps.stream()
                .limit(running.statements())
                .filter(MigrationContinuation::isSetting)
                .forEach(turn::run);
        int next = running.statements();
        if (running.next() == Next.IN_DOUBT && isApplied(turn, ours, steps.get(next))) {
            work.found(steps.get(next));
            next++;
        }
        List<Step> rest = steps.subList(next, steps.size());
        refuseUnlockedCode(rest);
        rest.forEach(step -> work.run(step, records));
    }

    /** Who is alive still, with a lock of its own, was waited for; we may have none. */
    private void refuseUnlockedCode(List<Step> rest) {
        if (rest.stream().anyMatch(CodeApart::isCode)) {
            refusalOfCode.ifPresent(refusal -> {
                throw refusal;
            });
        }
    }

    private boolean isApplied(History.Turn turn, Movement ours, Step step) {
        if (mayRunAgain(ours.migration(), step)) {
            return false;
        }
        Change.State state = turn.stateOf(step);
        if (state == Change.State.UNKNOWN) {
            throw CodeApart.isCode(step)
                    ? MigrationLook.interruptedIn(store, step)
                    : MigrationLook.interrupted(
                            store,
                            "the database does not show whether it did "
                                    + step.change().words());
        }
        return state == Change.State.APPLIED;
    }

    private static boolean mayRunAgain(Migration migration, Step step) {
        return step.change() instanceof CodeChange change
                && migration.operations().stream()
                        .filter(CodeOperation.class::isInstance)
                        .map(CodeOperation.class::cast)
                        .filter(code -> code.interrupted() == Interrupted.RUNS_AGAIN)
                        .anyMatch(code ->
                                TypedParts.nameOf(migration, code.step()).equals(change.name()));
    }

    private static boolean isSetting(Step step) {
        return step.statement().filter(SETTING.asPredicate()).isPresent();
    }
}
