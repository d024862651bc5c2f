package io.whisperschema.sqlite;

import io.whisperschema.error.LockTimeout;
import io.whisperschema.error.SchemaException;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.sql.DriverErrors;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** SQLite's errors in our words. Its messages hold names of tables and columns but never values. */
final class SqliteErrors implements DriverErrors {
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READONLY = 8;
    private static final int IO_ERROR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANNOT_OPEN = 14;
    private static final int NOT_A_DATABASE = 26;

    private final String store;
    private final Duration lockWait;

    SqliteErrors(String store, Duration lockWait) {
        this.store = store;
        this.lockWait = lockWait;
    }

    @Override
    public String said(SQLException error) {
        return switch (code(error)) {
            case BUSY, LOCKED -> "somebody else holds the database's write lock";
            case READONLY -> "the database can only be read";
            case FULL -> "the database may not grow further (disk full or max_page_count reached)";
            default -> firstLine(error);
        };
    }

    @Override
    public SQLException printable(SQLException error) {
        return error;
    }

    @Override
    public boolean connectionLost(SQLException error) {
        return code(error) == IO_ERROR;
    }

    @Override
    public SchemaException unavailable(SQLException error, String doing) {
        return switch (code(error)) {
            case BUSY, LOCKED ->
                new LockTimeout(
                        store,
                        lockWait,
                        "Could not " + doing + " on " + store + ": somebody else holds its write lock, for longer than "
                                + lockWait.toMillis()
                                + " ms. Nothing was applied. Let the other finish, or wait longer:"
                                + " ExecuteOptions.cautious().waitingForLocks(…).",
                        Optional.of(error));
            case NOT_A_DATABASE ->
                unavailable(doing, "the file is not a SQLite database", "Is it the right file?", error);
            case CORRUPT -> unavailable(doing, "the database file is damaged", "Restore it from a backup.", error);
            case READONLY ->
                unavailable(
                        doing,
                        "it can only be read",
                        "Open it for writing, or use plan() and validate(), which only read.",
                        error);
            case FULL ->
                unavailable(
                        doing, "it may not grow further (disk full or max_page_count reached)", "Make room.", error);
            case CANNOT_OPEN ->
                unavailable(
                        doing,
                        "the file cannot be opened",
                        "Does its folder exist, and may this process use it?",
                        error);
            default -> unavailable(doing, firstLine(error), "", error);
        };
    }

    private StoreUnavailable unavailable(String doing, String why, String remedy, SQLException error) {
        return new StoreUnavailable(
                store,
                ("Could not " + doing + " on " + store + ": " + why + ". Nothing was applied. " + remedy).strip(),
                error);
    }

    /** The primary result code; the driver gives extended ones. */
    private static int code(SQLException error) {
        return error.getErrorCode() & 0xff;
    }

    private static String firstLine(SQLException error) {
        return String.valueOf(error.getMessage()).lines().findFirst().orElse("no message");
    }
}
