package io.whisperschema.vector.embedded.internal.file;

import io.whisperschema.vector.embedded.EmbeddedStoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Making, locking and recognising the file. */
final class StoreFile {

    private StoreFile() {}

    static Connection open(Path path) {
        try {
            if (!Files.exists(path)) {
                make(path);
            }
            recognise(path);
            return openExisting(path);
        } catch (IOException e) {
            throw new EmbeddedStoreException.Unavailable(path + " could not be opened: " + e, e);
        }
    }

    private static void make(Path path) throws IOException {
        try {
            make(path, (connection, tables) -> {});
        } catch (FileAlreadyExistsException e) {
            // Another process made it meanwhile.
        }
    }

    /** Makes a store with what is written to its tables. */
    static void make(Path path, NewFile.Content content) throws IOException {
        if (Files.exists(path)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        if (Files.exists(beside(path, "-wal"))) {
            throw new EmbeddedStoreException.Damaged(path + " is missing, but " + path.getFileName()
                    + "-wal, which belongs to it, is there. Restore the one or delete the other. Nothing was touched.");
        }
        Path made = Files.createTempFile(
                path.toAbsolutePath().getParent(), path.getFileName().toString(), NewFile.SUFFIX);
        try {
            NewFile.name(NewFile.database(made, FileHeader.STORE, JournalMode.WAL, content), path);
        } catch (SQLException e) {
            throw explain(path, e);
        } finally {
            Files.deleteIfExists(made);
        }
    }

    private static Connection openExisting(Path path) {
        Connection connection = null;
        try {
            SQLiteConfig config = new SQLiteConfig();
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
            config.setBusyTimeout(0);
            // Otherwise the driver asks for the last row's number after each row, which takes longer than the row.
            config.setGetGeneratedKeys(false);
            connection = config.createConnection(Urls.of(path));
            refuseNewer(path, connection);
            lock(connection);
            return connection;
        } catch (SQLException e) {
            close(connection, e);
            throw explain(path, e);
        } catch (EmbeddedStoreException e) {
            close(connection, e);
            throw e;
        }
    }

    private static void recognise(Path path) throws IOException {
        FileHeader header = FileHeader.of(path);
        if (header.equals(FileHeader.OF_EMPTY_FILE)) {
            throw new EmbeddedStoreException.Damaged(path + " is empty, which none of our files ever is. If nothing"
                    + " was in it, delete it; otherwise restore it. It was not touched.");
        }
        if (header.application() == FileHeader.SNAPSHOT) {
            throw new EmbeddedStoreException.Damaged(path + " is a snapshot, which is only read from."
                    + " EmbeddedQdrant.restore makes a store of it. It was not touched.");
        }
        if (header.application() != FileHeader.STORE) {
            throw new EmbeddedStoreException.Damaged(
                    path + " is a file of something else, not of EmbeddedQdrant, or its"
                            + " first bytes are damaged. It was not touched.");
        }
    }

    private static void refuseNewer(Path path, Connection connection) throws SQLException {
        int version = pragma(connection, "user_version");
        if (version > FileHeader.VERSION) {
            throw new EmbeddedStoreException.TooNew(path + " has format " + version + "; this version of the library"
                    + " reads up to " + FileHeader.VERSION
                    + ". Open it with the version that wrote it. Nothing in it was changed.");
        }
    }

    /**
     * In this mode the lock is kept until the connection is closed. Nothing is written for it: a file that is found damaged
     * afterwards is as it was.
     */
    private static void lock(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("COMMIT");
        }
        connection.setAutoCommit(false);
    }

    private static int pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA " + name)) {
            return row.getInt(1);
        }
    }

    private static void close(@Nullable Connection connection, Exception cause) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                cause.addSuppressed(e);
            }
        }
    }

    static EmbeddedStoreException explain(Path path, SQLException e) {
        SQLiteErrorCode code =
                e instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        return switch (code.code & 0xff) {
            case 5, 6 ->
                new EmbeddedStoreException.InUse(
                        path + " is open already, in another process or in this one: one process at a time. Close it"
                                + " there first, or share the one that has it open through serve(port). Nothing was"
                                + " changed.",
                        e);
            case 11, 26 -> new EmbeddedStoreException.Damaged(damaged(path, String.valueOf(e.getMessage())), e);
            case 13 -> new EmbeddedStoreException.Unavailable(path + " could not be written: the disk is full", e);
            default -> new EmbeddedStoreException.Unavailable(path + " could not be opened: " + e.getMessage(), e);
        };
    }

    static String damaged(Path path, String what) {
        return path + " is damaged: " + what + ". Restore it from a snapshot or a backup. Nothing in it was changed.";
    }

    private static Path beside(Path path, String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }
}
