package io.whisperschema.sql.move;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** A connection that a move holds for longer than one call; closed, it goes back as it came. Not thread-safe. */
public final class HeldConnection implements AutoCloseable {
    private final Connection connection;
    private final Consumer<Connection> giving;
    private final Deque<Mending> mendings = new ArrayDeque<>();
    private boolean open = true;

    HeldConnection(Connection connection, Consumer<Connection> giving) {
        this.connection = connection;
        this.giving = giving;
    }

    /** What makes a connection again what it was. */
    @FunctionalInterface
    public interface Mending {
        /** Does it. */
        void mend(Connection connection) throws SQLException;
    }

    /** The connection. */
    public Connection connection() {
        return connection;
    }

    /** Has that done before the connection goes back, before what was said earlier; also if something else fails. */
    public void afterwards(Mending mending) {
        mendings.push(mending);
    }

    /** Does what was to be done afterwards, and gives the connection back; nothing the second time. */
    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        try {
            mendings.forEach(this::mend);
        } finally {
            giving.accept(connection);
        }
    }

    private void mend(Mending mending) {
        try {
            mending.mend(connection);
        } catch (SQLException lost) {
            // Fails only on a connection that is lost, with all that was to be mended.
        }
    }
}
