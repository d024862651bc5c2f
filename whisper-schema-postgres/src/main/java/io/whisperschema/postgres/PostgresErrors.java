package io.whisperschema.postgres;

import io.whisperschema.error.SchemaException;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.sql.DriverErrors;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** PostgreSQL's errors in our words. Its DETAIL holds row values and never leaves this class. */
final class PostgresErrors implements DriverErrors {
    private final String store;
    private final String schema;

    PostgresErrors(String store, String schema) {
        this.store = store;
        this.schema = schema;
    }

    @Override
    public String said(SQLException error) {
        // Data exceptions quote the value that does not fit, which may be a row's.
        String message = state(error).startsWith("22") ? "a value does not fit" : primaryMessage(error);
        return message + " (SQLSTATE " + state(error) + ")";
    }

    /** The primary message names tables, columns and roles; a row's values stand in DETAIL. */
    private static String primaryMessage(SQLException error) {
        ServerErrorMessage server = error instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        String message = server == null ? null : server.getMessage();
        if (message != null) {
            return message;
        }
        return String.valueOf(error.getMessage()).lines().findFirst().orElse("no message");
    }

    @Override
    public SQLException printable(SQLException error) {
        var copy = new SQLException(said(error), error.getSQLState(), error.getErrorCode());
        copy.setStackTrace(error.getStackTrace());
        return copy;
    }

    @Override
    public boolean connectionLost(SQLException error) {
        return state(error).startsWith("08") || state(error).startsWith("57P0");
    }

    @Override
    public SchemaException unavailable(SQLException error, String doing) {
        return new StoreUnavailable(
                store,
                "Could not " + doing + " on " + store + ", schema " + schema + ": " + said(error)
                        + ". Nothing was applied. " + remedy(error),
                printable(error));
    }

    private String remedy(SQLException error) {
        String state = state(error);
        return switch (state) {
            case "28P01", "28000" -> "Check user and password.";
            case "3D000" -> "Create the database, or name another.";
            case "3F000" -> "Create the schema, or name another with inSchema(…).";
            case "42501" -> "Grant the role what it lacks: USAGE and CREATE on the schema.";
            case "53300" -> "Let it take more connections, or use fewer.";
            case "57014" -> "Give it more time: ExecuteOptions.cautious().limitingStatementsTo(…).";
            case "55P03" -> "Somebody else holds a lock; try again, or wait longer.";
            case "25006" -> "The server or the connection can only be read; connect to one that can be written.";
            default ->
                connectionLost(error)
                        ? "Is the server there, and may this host reach it?"
                        : "Mend the cause and try again.";
        };
    }

    private static String state(SQLException error) {
        String state = error.getSQLState();
        return state == null ? "unknown" : state;
    }
}
