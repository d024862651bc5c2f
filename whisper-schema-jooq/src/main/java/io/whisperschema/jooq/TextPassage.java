package io.whisperschema.jooq;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** How values pass that the driver has as text. */
interface TextPassage<U> extends Passage<String, U> {
    @Override
    default Class<String> driverType() {
        return String.class;
    }

    @Override
    default void set(PreparedStatement statement, int at, String value) throws SQLException {
        statement.setString(at, value);
    }

    @Override
    default @Nullable String get(ResultSet row, int at) throws SQLException {
        return row.getString(at);
    }
}
