package io.whisperschema.sql;

import io.whisperschema.spi.Connections;
import java.sql.Connection;
import java.sql.SQLException;

/** A store's connections as a host takes them for statements of its own. */
public final class LentConnections implements Connections<Connection> {
    private final ConnectionSource source;
    private final DriverErrors errors;

    private LentConnections(ConnectionSource source, DriverErrors errors) {
        this.source = source;
        this.errors = errors;
    }

    /**
     * The connections of that source, if that is the type which the host asks for.
     *
     * @param store whose they are
     * @throws IllegalArgumentException if the host asks for another type
     */
    public static <C> Connections<C> of(ConnectionSource source, DriverErrors errors, String store, Class<C> type) {
        if (type != Connection.class) {
            throw new IllegalArgumentException(
                    "The store " + store + " has connections of type java.sql.Connection, none of " + type.getName());
        }
        @SuppressWarnings("unchecked")
        var lent = (Connections<C>) new LentConnections(source, errors);
        return lent;
    }

    @Override
    public Connection take() {
        try {
            return source.take();
        } catch (SQLException error) {
            throw errors.unavailable(error, "connect");
        }
    }

    @Override
    public void giveBack(Connection connection) {
        source.giveBack(connection);
    }
}
