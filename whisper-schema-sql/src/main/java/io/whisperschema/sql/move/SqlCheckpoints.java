package io.whisperschema.sql.move;

import io.whisperschema.move.Checkpoint;
import io.whisperschema.move.MovePhase;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.spi.Checkpoints;
import io.whisperschema.spi.MoveRequest;
import io.whisperschema.sql.Stepless;
import io.whisperschema.sql.history.HistoryDialect;
import io.whisperschema.sql.history.SqlHistory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The checkpoints of a relational store, in its own table, each change in one transaction under the store's lock. */
public final class SqlCheckpoints implements Checkpoints {
    private final HistoryDialect dialect;
    private final CheckpointTable table;
    private final SqlHistory.Connections connections;
    private final Stepless run;

    /** Those of a store, over the connections on which it keeps its history. */
    public SqlCheckpoints(
            HistoryDialect dialect, SqlHistory.Connections connections, String store, MoveRequest request) {
        this.dialect = dialect;
        this.table = new CheckpointTable(dialect, store);
        this.connections = connections;
        this.run = new Stepless(
                store,
                "the checkpoint of a move",
                ExecuteOptions.cautious()
                        .waitingForLocks(request.options().effort().lockWait()),
                request.cancellation());
    }

    @Override
    public Optional<Checkpoint> read() {
        return connections.read(
                connection -> table.isThere(connection) ? table.read(connection) : Optional.<Checkpoint>empty());
    }

    @Override
    public void begin(Checkpoint fresh) {
        change(connection -> table.begin(connection, fresh));
    }

    @Override
    public void note(String move, String notes) {
        changeIfThere(connection -> table.note(connection, move, notes));
    }

    @Override
    public void advance(String move, MovePhase from, MovePhase to) {
        changeIfThere(connection -> table.advance(connection, move, from, to));
    }

    @Override
    public void end(String move) {
        changeIfThere(connection -> {
            if (table.drop(connection, move)) {
                SqlHistory.letStart(connection, dialect);
            }
        });
    }

    @Override
    public void abandon(String move) {
        changeIfThere(connection -> table.drop(connection, move));
    }

    /** What is changed. */
    private interface Changing {
        void on(Connection connection) throws SQLException;
    }

    private void changeIfThere(Changing changing) {
        change(connection -> {
            if (table.isThere(connection)) {
                changing.on(connection);
            }
        });
    }

    private void change(Changing changing) {
        connections.change(
                run,
                (connection, sql, transaction) ->
                        sql.together(connection, run, turn -> turn.write(() -> changing.on(connection))));
    }
}
