package io.whisperschema;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.StepFailed;
import io.whisperschema.migration.HistoryEvent.Kind;
import io.whisperschema.migration.HistoryState;
import io.whisperschema.migration.HistoryState.Phase;
import io.whisperschema.migration.HistoryWrite;
import io.whisperschema.migration.InterruptedMigration;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.migration.Migrations;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.History;
import io.whisperschema.spi.History.Overtaken;
import io.whisperschema.spi.Store;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** One migration outside of transactions, each of whose statements is on record, so that a killed run can be continued. */
final class AloneWork {
    private final History.Turn turn;
    private final Movement movement;
    private final Migrations migrations;
    private final DialectName dialect;
    private final Clock clock;
    private final MigrationExecution execution;

    AloneWork(
            History.Turn turn,
            Movement movement,
            Migrations migrations,
            DialectName dialect,
            Clock clock,
            MigrationExecution execution) {
        this.turn = turn;
        this.movement = movement;
        this.migrations = migrations;
        this.dialect = dialect;
        this.clock = clock;
        this.execution = execution;
    }

    void begin(MigrationRecords records) {
        begin(records, Optional.empty());
    }

    private String intent() {
        String meaning = movement.migration().checksum(dialect).meaning();
        return InterruptedMigration.intent(
                meaning, movement.way(), movement.migration().name());
    }

    /** And a step of it at once, which is in doubt from then on. */
    void begin(MigrationRecords records, Optional<String> words) {
        HistoryWrite write = entry(Kind.INTENT, intent()).setting(during(Phase.RUNNING, records));
        Optional<MigrationId> id = Optional.of(movement.migration().id());
        turn.write(words.map(begun -> write.journaling(Kind.BEGUN, id, begun)).orElse(write));
    }

    /** Where something else failed than the step, such as the writing of its record, the next run finds it interrupted. */
    void run(Step step, MigrationRecords records) {
        try {
            turn.run(step, entry(Kind.BEGUN, words(step)), entry(Kind.STATEMENT, words(step)));
        } catch (RuntimeException failure) {
            if (execution.failed().filter(step::equals).isPresent()) {
                noteFailure(step, records, failure);
            }
            throw failure;
        }
    }

    /**
     * A step of another store, which goes on with it when it is run again. Where it failed, the record says so and lets the next
     * start go on.
     *
     * @param done the steps before it
     */
    void run(Step step, Store store, List<String> done) {
        turn.write(entry(Kind.BEGUN, words(step)));
        try {
            store.execute(List.of(step), execution);
        } catch (StepFailed failure) {
            noteFailure(step, done, failure);
            throw failure;
        }
        execution.committed();
        turn.write(entry(Kind.STATEMENT, words(step)));
    }

    private void noteFailure(Step step, List<String> done, RuntimeException failure) {
        Optional<MigrationId> id = Optional.of(movement.migration().id());
        HistoryWrite write = entry(Kind.FAILED, words(step)).journaling(Kind.INTENT, id, intent());
        for (String words : done) {
            write = write.journaling(Kind.STATEMENT, id, words);
        }
        try {
            turn.write(write.journaling(Kind.BEGUN, id, words(step)));
        } catch (RuntimeException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    /**
     * Where not even that can be written, the next run finds this one interrupted. A step that failed because somebody else
     * has done it by now is no failure.
     */
    private void noteFailure(Step step, MigrationRecords records, RuntimeException failure) {
        try {
            turn.write(entry(Kind.FAILED, words(step)).setting(during(Phase.DIRTY, records)));
        } catch (Overtaken overtaken) {
            overtaken.addSuppressed(failure);
            throw overtaken;
        } catch (RuntimeException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    /** A statement was found to be applied by the run that was killed. */
    void found(Step step) {
        found(words(step));
    }

    void found(String words) {
        turn.write(entry(Kind.STATEMENT, words));
    }

    void end(MigrationRecords records) {
        HistoryWrite write = movement.writtenTo(now(), migrations, dialect);
        turn.write(write.setting(HistoryState.clean(records.after(write).digest())));
    }

    private HistoryWrite entry(Kind kind, String detail) {
        return now().journaling(kind, Optional.of(movement.migration().id()), detail);
    }

    private HistoryWrite now() {
        return HistoryWrite.at(clock.instant());
    }

    private static String words(Step step) {
        return step.change().words();
    }

    private static HistoryState during(Phase phase, MigrationRecords records) {
        return new HistoryState(HistoryState.FORMAT, phase, records.digest());
    }
}
