package io.whisperschema.sqlite;

import io.whisperschema.error.LockTimeout;
import io.whisperschema.error.SchemaException;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.spi.Execution.Applied;
import io.whisperschema.sql.DriverErrors;
import io.whisperschema.sql.Secrets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.sqlite.SQLiteException;

/** SQLite's errors in our words. Its own messages hold names of tables and columns but never values. */
final class SqliteErrors implements DriverErrors {
    /** What is wrong before SQLite is asked, such as a folder that is not there. */
    private static final int FROM_THE_DRIVER = 0;

    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READONLY = 8;
    private static final int INTERRUPTED = 9;
    private static final int IO_ERROR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANNOT_OPEN = 14;
    private static final int TOO_LARGE = 18;
    private static final int CONSTRAINT = 19;
    private static final int NOT_A_DATABASE = 26;

    /** An extended code: what a trigger RAISEs is the host's text, and may hold values. */
    private static final int TRIGGER = 1811;

    /** Extended codes too: of the constraints, those that a host can do something about by looking at its rows. */
    private static final int FOREIGN_KEY = 787;

    private static final int PRIMARY_KEY = 1555;
    private static final int UNIQUE = 2067;
    private static final int ROWID = 2579;

    private final String store;
    private final Duration lockWait;

    SqliteErrors(String store, Duration lockWait) {
        this.store = store;
        this.lockWait = lockWait;
    }

    @Override
    public String said(SQLException error) {
        if (extendedCode(error) == TRIGGER) {
            return "a trigger refused it";
        }
        return switch (code(error)) {
            case BUSY, LOCKED -> "another connection uses the database (" + waited() + ")";
            case INTERRUPTED -> "the statement was stopped";
            case READONLY -> "the database can only be read";
            case FULL -> "the database may not grow further (disk full or max_page_count reached)";
            case CORRUPT -> "the database file is damaged or cut off";
            case CANNOT_OPEN -> "the file cannot be opened";
            case NOT_A_DATABASE -> "the file is not a SQLite database";
            case IO_ERROR -> "the disk failed: " + firstLine(error);
            default -> firstLine(error);
        };
    }

    @Override
    public String advice(SQLException error) {
        return switch (extendedCode(error)) {
            case UNIQUE, PRIMARY_KEY, ROWID -> "Find the rows that share a value and make them differ.";
            case FOREIGN_KEY -> "Find the rows that refer to rows that are not there, and mend them.";
            default -> generalAdvice(error);
        };
    }

    private static String generalAdvice(SQLException error) {
        return switch (code(error)) {
            case BUSY, LOCKED -> "Let the other finish, or wait longer: ExecuteOptions.cautious().waitingForLocks(…).";
            case INTERRUPTED -> "Give it more time: ExecuteOptions.cautious().limitingStatementsTo(…).";
            case READONLY -> "Open it for writing, or use plan() and validate(), which only read.";
            case FULL -> "Make room, or raise the limit.";
            case CORRUPT -> "Restore it from a backup.";
            case CANNOT_OPEN, FROM_THE_DRIVER ->
                "Is the path that of a file in a folder that exists, and may this process use both?";
            case NOT_A_DATABASE -> "Is it the right file? It was left as it is.";
            case IO_ERROR -> "Look after the disk, then try again.";
            default -> "Mend the cause and try again.";
        };
    }

    /** A copy: the driver's own text may name an URL, and a trigger's text may hold values. */
    @Override
    public SQLException printable(SQLException error) {
        var copy = new SQLException(said(error), error.getSQLState(), error.getErrorCode());
        copy.setStackTrace(error.getStackTrace());
        return copy;
    }

    @Override
    public boolean connectionLost(SQLException error) {
        return code(error) == IO_ERROR;
    }

    @Override
    public boolean stopped(SQLException error) {
        return code(error) == INTERRUPTED;
    }

    @Override
    public SchemaException unavailable(SQLException error, String doing, Applied applied) {
        String message = "Could not " + doing + " on " + store + ": " + said(error) + ". " + applied.words() + " "
                + advice(error);
        return switch (code(error)) {
            case BUSY, LOCKED -> new LockTimeout(store, lockWait, message, Optional.of(printable(error)));
            default -> new StoreUnavailable(store, message, printable(error));
        };
    }

    /** Whether another connection holds what was needed. */
    boolean isBusy(SQLException error) {
        return code(error) == BUSY || code(error) == LOCKED;
    }

    /** Whether the file, or the way to it, cannot be written. */
    boolean isReadOnly(SQLException error) {
        return code(error) == READONLY;
    }

    /** Whether a value is larger than the connection may load. */
    boolean isTooLarge(SQLException error) {
        return code(error) == TOO_LARGE;
    }

    /** Whether a row does not meet what its table demands. */
    boolean isConstraint(SQLException error) {
        return code(error) == CONSTRAINT;
    }

    private String waited() {
        return "waited " + lockWait.toMillis() + " ms";
    }

    /** The driver keeps it apart and gives the primary one as the error's own. */
    private static int extendedCode(SQLException error) {
        return error instanceof SQLiteException known ? known.getResultCode().code : error.getErrorCode();
    }

    /** The primary result code. */
    private static int code(SQLException error) {
        return error.getErrorCode() & 0xff;
    }

    private static String firstLine(SQLException error) {
        return Secrets.hiddenIn(String.valueOf(error.getMessage()));
    }
}
