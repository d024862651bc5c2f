package io.whisperschema.sql;

import io.whisperschema.plan.Step;
import io.whisperschema.spi.History.Batch;
import java.sql.SQLException;

/** Our turn at a database, under its lock. */
public interface SqlTurn {
    /** Lets names be looked up as at the beginning, whatever a step said of it; outside of transactions each turn does. */
    default void lookUpNames() {}

    /** Runs a step. */
    void run(Step step);

    /**
     * Runs one batch of a step that fills rows; the execution hears nothing of it.
     *
     * @throws UnsupportedOperationException outside of transactions
     */
    default Batch fill(Step step) {
        throw new UnsupportedOperationException("a batch of " + step.id() + " belongs into a transaction");
    }

    /**
     * What a query for one number answers, asked for that step.
     *
     * @throws UnsupportedOperationException outside of transactions
     */
    default long count(Step step, String query) {
        throw new UnsupportedOperationException("a question of " + step.id() + " belongs into a transaction");
    }

    /**
     * Runs a step and writes that it is done, in one transaction where that can be; else it writes that it is begun, runs
     * it and writes that it is done.
     */
    default void run(Step step, StepRecord record) {
        run(step);
        write(record::done);
    }

    /** Reads something. */
    <T> T read(Question<T> question);

    /** Writes something that is no step, all of it or nothing. */
    void write(Writing writing);

    /** What is read. */
    interface Question<T> {
        /** Reads it. */
        T ask() throws SQLException;
    }

    /** What is on record of one step. */
    interface StepRecord {
        /** Refuses a step that is somebody else's by now; asked in the transaction of the step, before it. */
        void requireOurs() throws SQLException;

        /** Writes that it is begun. */
        void begun() throws SQLException;

        /** Writes that it is done. */
        void done() throws SQLException;
    }

    /** What is written. */
    interface Writing {
        /** Writes it. */
        void write() throws SQLException;
    }

    /** What is done in a turn; in a transaction it is done anew when others were in the way. */
    interface Body {
        /** Does it. */
        void in(SqlTurn turn);
    }
}
