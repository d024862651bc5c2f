package io.whisperschema;

import io.whisperschema.Movement.Filling;
import io.whisperschema.migration.HistoryEvent.Kind;
import io.whisperschema.migration.HistoryState;
import io.whisperschema.migration.HistoryWrite;
import io.whisperschema.migration.InterruptedMigration;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.migration.Migrations;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.History;
import io.whisperschema.spi.History.Batch;
import io.whisperschema.spi.History.Overtaken;
import io.whisperschema.spi.RelationalStore;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * One run of a migration that fills rows. Each batch is a transaction under the store's lock, so nothing of it is ever left
 * half done: the store stays clean, and whoever comes next, or works on it at the same time, goes on with the rows that are left.
 */
final class BackfillRun {
    private final RelationalStore store;
    private final Surroundings around;
    private final MigrationExecution execution;
    private final Movement movement;

    BackfillRun(Surroundings around, MigrationExecution execution, Movement movement) {
        this.store = around.relational();
        this.around = around;
        this.execution = execution;
        this.movement = movement;
    }

    /** What became of it. */
    enum Outcome {
        /** We put it on record. */
        APPLIED,
        /** Somebody else did. */
        APPLIED_BY_OTHERS
    }

    /**
     * Notes that it is about to run, unless others have done it; whether it did.
     *
     * @throws Overtaken if others are in the middle of another one, or have taken back what it stands on
     */
    boolean begins() {
        return inTransaction(this::begins);
    }

    /**
     * Fills all rows, and puts it on record.
     *
     * @throws Overtaken if others have done so and are in the middle of another one
     */
    Outcome run() {
        try {
            for (Filling filling : movement.parts(Filling.class)) {
                fill(filling, work -> inTransaction(work::applyAsLong));
                execution.committed();
            }
            return inTransaction(this::finish);
        } catch (Overtaken others) {
            throw others;
        } catch (RuntimeException failure) {
            new FailureEntry(store, execution, around.clock())
                    .write(
                            Optional.of(movement.migration().id()),
                            movement.migration().name(),
                            failure);
            throw failure;
        }
    }

    private boolean begins(History.Turn turn) {
        MigrationLook look = MigrationLook.at(store, MigrationLook.undisturbed(turn), migrations());
        if (isDone(look.records())) {
            return false;
        }
        if (lacksItsBase(look.records())) {
            throw new Overtaken();
        }
        turn.write(clean(
                look.records(),
                look.adopting(entry(
                        Kind.INTENT,
                        InterruptedMigration.intent(
                                movement.migration()
                                        .checksum(store.dialect().name())
                                        .meaning(),
                                movement.way(),
                                movement.migration().name())))));
        return true;
    }

    /** Others may have taken back what it stands on; that comes first then. */
    private boolean lacksItsBase(MigrationRecords records) {
        return migrations().inOrder().stream()
                .map(Migration::id)
                .filter(id -> id.component().equals(movement.migration().id().component())
                        && id.number() < movement.migration().id().number())
                .anyMatch(id -> records.find(id).isEmpty());
    }

    /** Fills all rows in that turn, of which nothing stays. */
    void rehearse(History.Turn turn, Filling filling) {
        fill(filling, work -> work.applyAsLong(turn));
    }

    /** Gives each batch its turn. */
    private interface Turns {
        long give(ToLongFunction<History.Turn> work);
    }

    private void fill(Filling filling, Turns turns) {
        Step step = filling.step();
        execution.starting(step);
        long all = unlessDone(turns, turn -> turn.count(step, filling.remaining()));
        long filled = 0;
        for (long rows = batch(step, turns); rows > 0; rows = batch(step, turns)) {
            filled += rows;
            execution.filled(step, rows, filled, Math.max(all, filled));
        }
        execution.finished(step);
    }

    private long batch(Step step, Turns turns) {
        return unlessDone(turns, turn -> refusingEndless(step, turn.fill(step)));
    }

    /** What others did behind it may have taken away what it speaks of. */
    private long unlessDone(Turns turns, ToLongFunction<History.Turn> rows) {
        return turns.give(turn -> isDone(MigrationLook.undisturbed(turn)) ? 0 : rows.applyAsLong(turn));
    }

    private long refusingEndless(Step step, Batch batch) {
        if (batch.unfilled() > 0) {
            throw execution.endless(step, batch);
        }
        return batch.rows();
    }

    private Outcome finish(History.Turn turn) {
        MigrationLook look = MigrationLook.at(store, MigrationLook.undisturbed(turn), migrations());
        if (isDone(look.records())) {
            return Outcome.APPLIED_BY_OTHERS;
        }
        HistoryWrite write = look.forgetting(HistoryWrite.at(around.clock().instant()));
        turn.write(clean(
                look.records(),
                movement.writtenTo(write, migrations(), store.dialect().name())));
        return Outcome.APPLIED;
    }

    private HistoryWrite entry(Kind kind, String detail) {
        return HistoryWrite.at(around.clock().instant())
                .journaling(kind, Optional.of(movement.migration().id()), detail);
    }

    private static HistoryWrite clean(MigrationRecords records, HistoryWrite write) {
        return write.setting(HistoryState.clean(records.after(write).digest()));
    }

    private boolean isDone(MigrationRecords records) {
        return movement.isDoneIn(records, migrations(), store.dialect().name());
    }

    private Migrations migrations() {
        return around.migrations();
    }

    private <T> T inTransaction(Function<History.Turn, T> work) {
        var answers = new ArrayList<T>();
        store.history().together(execution, turn -> {
            answers.clear();
            answers.add(work.apply(turn));
        });
        return answers.get(0);
    }
}
