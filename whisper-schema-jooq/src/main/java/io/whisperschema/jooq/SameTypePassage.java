package io.whisperschema.jooq;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Values that the host has as the driver has them. */
interface SameTypePassage<U> extends Passage<U, U> {
    @Override
    default Class<U> driverType() {
        return hostType();
    }

    @Override
    default U toDriver(U value) {
        return value;
    }

    @Override
    default U toHost(U value) {
        return value;
    }

    @Override
    default void set(PreparedStatement statement, int at, U value) throws SQLException {
        statement.setObject(at, value);
    }
}
