package io.whisperschema.sql;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.CodeChange;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** How a database begins, looks at itself within, and ends a transaction in which steps of a plan run. */
public interface SqlTransaction {
    /** Begins and takes the lock that keeps other runs away, waiting as long as the options say. */
    void begin(Connection connection, Execution execution) throws SQLException;

    /** What the database holds now. */
    RelationalCatalog inspect(Connection connection) throws SQLException;

    /** Lets a host's own words name the tables of their schema without naming it, for this transaction only. */
    default void lookUpNames(Connection connection) throws SQLException {}

    /** Ends it; everything is applied. */
    void commit(Connection connection) throws SQLException;

    /** Ends it, if it was begun; nothing is applied. A transaction that {@link #begin} found open is not ours to end. */
    void rollback(Connection connection) throws SQLException;

    /** Before a run that is more than one transaction: keeps other runs away until {@link #leave}. */
    default void enter(Connection connection, Execution execution) throws SQLException {}

    /**
     * Before a run outside of transactions that is on record for others to see, so that they stay away by themselves where
     * the session can hold no lock.
     */
    default void enterOnRecord(Connection connection, Execution execution) throws SQLException {
        enter(connection, execution);
    }

    /** Whether a statement of {@link #enterOnRecord such a run} of others is being run, as far as the database tells. */
    default boolean isRunningForOthers(Connection connection) throws SQLException {
        return false;
    }

    /** The statement as such a run sends it, so that others see whose it is. */
    default String marked(String statement) {
        return statement;
    }

    /** Whether it is worth trying to run a step of such a run within a transaction. */
    default boolean mayHold(Step step) {
        return !(step.change() instanceof CodeChange);
    }

    /** Whether the database refused to run a statement within a transaction, before it did anything. */
    default boolean mustBeAlone(SQLException failure) {
        return false;
    }

    /** What became of a step outside of transactions that was interrupted; what it left half done is cleared away. */
    default Change.State stateOf(Connection connection, Step step) throws SQLException {
        return Change.State.UNKNOWN;
    }

    /** After such a run, also after an error: the connection is as it was. */
    default void leave(Connection connection) throws SQLException {}

    /** Does what may take only so long and is then stopped by the database; where it cannot be stopped, for ever. */
    default void during(Connection connection, Optional<Duration> atMost, Work work) throws Exception {
        work.run();
    }

    /**
     * Stops a statement that runs on a connection, from another thread. Called again as long as it goes on, so that each
     * call must reach the database.
     */
    default void stop(Connection connection, Statement running) throws SQLException {
        running.cancel();
    }

    /** What is done meanwhile. */
    interface Work {
        /** Does it. */
        void run() throws Exception;
    }

    /** Before a step outside of transactions. */
    default void prepare(Connection connection, Step step) throws SQLException {}

    /** What a step outside of transactions has left behind when it failed, as sentences. */
    default Optional<String> leftBy(Connection connection, Step step) throws SQLException {
        return Optional.empty();
    }

    /** Runs a statement that waits for rows, and gives it these. */
    default void copy(Connection connection, String statement, String rows) throws SQLException {
        throw new SQLFeatureNotSupportedException("this database has no COPY");
    }
}
