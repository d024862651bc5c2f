package io.whisperschema.vector.embedded.internal.file;

import java.sql.SQLException;

/** Carries what SQLite said through code that knows nothing of it. */
final class UncheckedSqlException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UncheckedSqlException(SQLException cause) {
        super(cause);
    }

    @Override
    public synchronized SQLException getCause() {
        return (SQLException) super.getCause();
    }
}
