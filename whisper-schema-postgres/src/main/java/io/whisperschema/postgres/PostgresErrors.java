package io.whisperschema.postgres;

import io.whisperschema.error.SchemaException;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.spi.Execution.Applied;
import io.whisperschema.sql.DriverErrors;
import io.whisperschema.sql.Secrets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** PostgreSQL's errors in our words. Its DETAIL holds row values and never leaves this class. */
final class PostgresErrors implements DriverErrors {
    /** A chain of causes may be a circle. */
    private static final int DEEPEST_CAUSE = 20;

    private final String store;
    private final String schema;

    PostgresErrors(String store, String schema) {
        this.store = store;
        this.schema = schema;
    }

    @Override
    public String said(SQLException error) {
        return sentence(error) + " (SQLSTATE " + state(error) + ")";
    }

    private static String sentence(SQLException error) {
        String state = state(error);
        if (state.startsWith("22")) {
            return "a value does not fit: " + misfit(state);
        }
        if (state.startsWith("P0")) {
            return "a function or trigger of the database refused it";
        }
        return primaryMessage(error);
    }

    /** Where PostgreSQL's sentence holds the value itself, we say what kind of misfit it is. */
    private static String misfit(String state) {
        return switch (state) {
            case "22001" -> "a text too long for its type";
            case "22003" -> "a number out of range";
            case "22007", "22008" -> "no valid date or time";
            case "22012" -> "a division by zero";
            // What our own conversions of columns raise; see PostgresConversion.
            case "22011" -> "the new type cannot hold a value as it is";
            case "22P02" -> "a text that is no valid value of the type";
            default -> "its kind tells the SQLSTATE";
        };
    }

    /** The primary message names tables, columns and roles; values stand in DETAIL, URLs in the driver's own text. */
    private static String primaryMessage(SQLException error) {
        ServerErrorMessage server = fromServer(error);
        String message = server == null ? null : server.getMessage();
        return Secrets.hiddenIn(message == null ? String.valueOf(error.getMessage()) : message);
    }

    /** Pools wrap what the server said; that is the news, not their own sentence. */
    private static @Nullable ServerErrorMessage fromServer(SQLException error) {
        Throwable at = error;
        for (int depth = 0; at != null && depth < DEEPEST_CAUSE; depth++) {
            if (at instanceof PSQLException postgres && postgres.getServerErrorMessage() != null) {
                return postgres.getServerErrorMessage();
            }
            at = at.getCause();
        }
        return null;
    }

    @Override
    public SQLException printable(SQLException error) {
        var copy = new SQLException(said(error), state(error), error.getErrorCode());
        copy.setStackTrace(error.getStackTrace());
        return copy;
    }

    @Override
    public boolean connectionLost(SQLException error) {
        return state(error).startsWith("08") || state(error).startsWith("57P0");
    }

    @Override
    public boolean lostToOthers(SQLException error) {
        return state(error).equals("55P03") || state(error).equals("40P01");
    }

    /** Rows wait for a check at the commit, or a new value of an enum may be used only behind it. */
    boolean failsUncommitted(SQLException error) {
        return state(error).equals("55006") || state(error).equals("55P04");
    }

    @Override
    public boolean stopped(SQLException error) {
        return state(error).equals("57014");
    }

    @Override
    public SchemaException unavailable(SQLException error, String doing, Applied applied) {
        return new StoreUnavailable(
                store,
                isNotThereYet(error) ? StoreUnavailable.Reason.NOT_THERE_YET : StoreUnavailable.Reason.OTHER,
                "Could not " + doing + " on " + store + ", schema " + schema + ": " + said(error) + ". "
                        + applied.words() + " " + advice(error),
                printable(error));
    }

    /** It refuses connections, as one that is still starting does too, or says that it is starting. */
    private static boolean isNotThereYet(SQLException error) {
        return state(error).equals("08001") || state(error).equals("57P03");
    }

    @Override
    public String advice(SQLException error) {
        return switch (state(error)) {
            case "28P01", "28000" -> "Check user and password.";
            case "3D000" -> "Create the database, or name another.";
            case "3F000" -> "Create the schema, or name another with inSchema(…).";
            case "42501" -> "Grant the role what it lacks: USAGE and CREATE on the schema.";
            case "53300" -> "Let it take more connections, or use fewer.";
            case "57014" -> "Give it more time: ExecuteOptions.cautious().limitingStatementsTo(…).";
            case "55P03" ->
                "Another session holds a lock on what is to be changed; let it finish, or wait longer:"
                        + " ExecuteOptions.cautious().waitingForLocks(…).";
            case "40P01" -> "Another session wanted the same locks in another order; try again when it is done.";
            case "25006" -> "The server, the role or the connection is set to read only; use one that may write.";
            case "22011" ->
                "Change such values first; where they only need rounding or cutting, plan with"
                        + " PlanOptions.cautious().roundingValues().";
            case "23503" -> "Find the rows that refer to rows that are not there, and mend them.";
            case "23505" -> "Find the rows that share a value and make them differ.";
            default ->
                connectionLost(error)
                        ? "Is the server there, and may this host reach it?"
                        : "Mend the cause and try again.";
        };
    }

    private static String state(SQLException error) {
        ServerErrorMessage server = fromServer(error);
        String state = server == null ? error.getSQLState() : server.getSQLState();
        return state == null ? "unknown" : state;
    }
}
