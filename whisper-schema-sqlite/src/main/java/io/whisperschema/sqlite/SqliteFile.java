package io.whisperschema.sqlite;

import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.sql.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteConfig;

/** Opens a file as the one connection of a {@link SqliteStore}. */
final class SqliteFile {
    private static final Duration BUSY = Duration.ofSeconds(5);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    private SqliteFile() {}

    static Connection open(Path file) {
        var errors = new SqliteErrors("sqlite", BUSY);
        var patience = Patience.of(BUSY, LONGEST_PAUSE);
        while (true) {
            try {
                return prepared(file);
            } catch (SQLException error) {
                if (!errors.isBusy(error) || patience.isOver()) {
                    throw errors.unavailable(error, "open the file " + name(file));
                }
            }
            patience.pause();
        }
    }

    /** Another connection to a file that is there, for reading alone. */
    static Connection read(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        return config.createConnection("jdbc:sqlite:" + file.toUri());
    }

    /** SQLite does not wait when it changes a file's journal mode while others do too: it says at once that it is busy. */
    private static Connection prepared(Path file) throws SQLException {
        boolean made = !hasContent(file);
        Connection connection = connect(file);
        try {
            prepare(connection, made);
            return connection;
        } catch (SQLException error) {
            connection.close();
            throw error;
        }
    }

    private static boolean hasContent(Path file) {
        try {
            return Files.exists(file) && Files.size(file) > 0;
        } catch (IOException error) {
            throw new StoreUnavailable(
                    "sqlite",
                    "Could not open the file " + name(file) + " on sqlite: " + error.getMessage()
                            + ". Nothing was applied. May this process read it?",
                    error);
        }
    }

    /** The root of a file system has no name. */
    private static Path name(Path file) {
        Path name = file.getFileName();
        return name == null ? file : name;
    }

    /** As a URI: the driver takes what stands behind a question mark in a plain path for settings. */
    private static Connection connect(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.enforceForeignKeys(true);
        config.setBusyTimeout((int) BUSY.toMillis());
        return config.createConnection("jdbc:sqlite:" + file.toUri());
    }

    /** Also reads the header, so that a file of another kind is told at once. */
    private static void prepare(Connection connection, boolean made) throws SQLException {
        SqliteTransaction.execute(connection, made ? "PRAGMA journal_mode = WAL" : "PRAGMA schema_version");
    }
}
