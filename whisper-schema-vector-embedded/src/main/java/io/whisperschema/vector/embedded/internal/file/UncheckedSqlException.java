package io.whisperschema.vector.embedded.internal.file;

import java.sql.SQLException;

/** Carries what SQLite said through code that knows nothing of it. */
final class UncheckedSqlException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final SQLException sql;

    UncheckedSqlException(SQLException cause) {
        super(cause);
        this.sql = cause;
    }

    SQLException sql() {
        return sql;
    }
}
