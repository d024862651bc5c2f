package io.whisperschema.vector.embedded.internal.file;

import io.whisperschema.vector.embedded.EmbeddedStoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Making, locking and recognising the file. */
final class StoreFile {

    /** "WQDR", in the header of the file */
    private static final int APPLICATION = 0x57514452;

    private static final int APPLICATION_AT = 68;

    private static final int HEADER_BYTES = 100;

    private static final int VERSION = 1;

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

    /** Under another name first, so that a process that dies here leaves no file that is half made. */
    private static void make(Path path) throws IOException {
        if (Files.exists(beside(path, "-wal"))) {
            throw new EmbeddedStoreException.Damaged(path + " is missing, but " + path.getFileName()
                    + "-wal, which belongs to it, is there. Restore the one or delete the other. Nothing was touched.");
        }
        Path made = Files.createTempFile(
                path.toAbsolutePath().getParent(), path.getFileName().toString(), ".new");
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + made);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA page_size = 16384");
            statement.execute("PRAGMA journal_mode = WAL");
            connection.setAutoCommit(false);
            statement.executeUpdate("PRAGMA application_id = " + APPLICATION);
            statement.executeUpdate("PRAGMA user_version = " + VERSION);
            Tables.create(statement);
            connection.commit();
        } catch (SQLException e) {
            Files.deleteIfExists(made);
            throw explain(path, e);
        }
        name(made, path);
    }

    /** A link, unlike a move, never takes the place of a file that another process made meanwhile. */
    private static void name(Path made, Path path) throws IOException {
        try {
            Files.createLink(path, made);
            Files.delete(made);
        } catch (FileAlreadyExistsException e) {
            Files.delete(made);
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.move(made, path);
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
            connection = config.createConnection("jdbc:sqlite:" + path);
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

    /** From its first bytes, since SQLite may write to a file that it opens. */
    private static void recognise(Path path) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        try (InputStream bytes = Files.newInputStream(path)) {
            header.put(bytes.readNBytes(HEADER_BYTES)).flip();
        }
        if (header.limit() == 0) {
            throw new EmbeddedStoreException.Damaged(path + " is empty, which none of our files ever is. If nothing"
                    + " was in it, delete it; otherwise restore it. It was not touched.");
        }
        if (header.limit() < HEADER_BYTES || header.getInt(APPLICATION_AT) != APPLICATION) {
            throw new EmbeddedStoreException.Damaged(
                    path + " is a file of something else, not of EmbeddedQdrant, or its"
                            + " first bytes are damaged. It was not touched.");
        }
    }

    private static void refuseNewer(Path path, Connection connection) throws SQLException {
        int version = pragma(connection, "user_version");
        if (version > VERSION) {
            throw new EmbeddedStoreException.TooNew(path + " has format " + version + "; this version of the library"
                    + " reads up to " + VERSION + ". Open it with the version that wrote it. It was not touched.");
        }
    }

    /** In this mode the first write takes the lock, and it is kept until the connection is closed. */
    private static void lock(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            statement.executeUpdate("PRAGMA user_version = " + VERSION);
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
            default -> new EmbeddedStoreException.Unavailable(path + " could not be opened: " + e.getMessage(), e);
        };
    }

    static String damaged(Path path, String what) {
        return path + " is damaged: " + what + ". Restore it from a snapshot or a backup. It was not touched.";
    }

    private static Path beside(Path path, String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }
}
