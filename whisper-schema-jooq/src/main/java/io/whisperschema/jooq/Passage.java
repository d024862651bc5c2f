package io.whisperschema.jooq;

import java.io.Serializable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * How values go to the driver and come back. A value that does not go is an {@link IllegalArgumentException}, an
 * {@link ArithmeticException} or a {@link java.time.DateTimeException}.
 *
 * @param <T> what the driver takes
 * @param <U> what a host has
 */
interface Passage<T, U> extends Serializable {
    Class<T> driverType();

    Class<U> hostType();

    T toDriver(U value);

    U toHost(T value);

    void set(PreparedStatement statement, int at, T value) throws SQLException;

    @Nullable
    T get(ResultSet row, int at) throws SQLException;

    /** The value as jOOQ writes it into a statement that has no parameters. */
    default Field<?> inlined(T value) {
        return DSL.inline(value);
    }
}
