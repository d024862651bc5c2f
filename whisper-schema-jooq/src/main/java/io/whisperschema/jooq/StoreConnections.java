package io.whisperschema.jooq;

import io.whisperschema.spi.Connections;
import java.sql.Connection;
import org.jooq.ConnectionProvider;

/** A store's connections, one for each statement. */
final class StoreConnections implements ConnectionProvider {
    private final Connections<Connection> store;

    StoreConnections(Connections<Connection> store) {
        this.store = store;
    }

    @Override
    public Connection acquire() {
        return store.take();
    }

    @Override
    public void release(Connection connection) {
        store.giveBack(connection);
    }
}
