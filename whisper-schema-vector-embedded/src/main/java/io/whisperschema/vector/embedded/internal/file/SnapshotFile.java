package io.whisperschema.vector.embedded.internal.file;

import io.whisperschema.vector.embedded.EmbeddedStoreException;
import io.whisperschema.vector.embedded.internal.file.Store.Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;

/**
 * A snapshot: an SQLite database with the tables of a store's file, and a table {@code snapshot} with one row that tells
 * of what it is, when it was taken, and the SHA-256 of all that is in it. Its application id is {@code WQDS}, where that
 * of a store is {@code WQDR}, so that no snapshot is opened as a store and written to. It is never written to again.
 */
public final class SnapshotFile implements AutoCloseable {

    /** What a file that is a digest of a snapshot's bytes ends with, behind the snapshot's name. */
    static final String CHECKSUM = ".checksum";

    private final Path path;
    private final Connection connection;

    private SnapshotFile(Path path, Connection connection) {
        this.path = path;
        this.connection = connection;
    }

    /** What a snapshot is of. */
    public enum Kind {
        /** One collection, without aliases. */
        COLLECTION,
        /** All collections and aliases. */
        FULL;

        private String written() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Writes a snapshot, reads it back, and says when it was taken. */
    static Instant write(Path made, Kind kind, Clock clock, Consumer<Consumer<List<Change>>> content)
            throws IOException, SQLException {
        Instant[] taken = new Instant[1];
        NewFile.database(made, FileHeader.SNAPSHOT, JournalMode.DELETE, (connection, tables) -> {
            content.accept(tables);
            taken[0] = clock.instant();
            conclude(connection, made, kind, taken[0].toString());
        });
        return taken[0];
    }

    private static void conclude(Connection connection, Path made, Kind kind, String taken) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "CREATE TABLE snapshot (kind TEXT NOT NULL, taken TEXT NOT NULL, digest BLOB NOT NULL)");
        }
        ContentDigest digest = new ContentDigest(Reader.NOBODY);
        new Tables(connection).read(digest, damage -> {
            throw new EmbeddedStoreException.Damaged(made + " was not written as it should be: " + damage);
        });
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO snapshot VALUES (?, ?, ?)")) {
            insert.setString(1, kind.written());
            insert.setString(2, taken);
            insert.setBytes(3, digest.part('k', kind.written(), taken).digest());
            insert.executeUpdate();
        }
    }

    /**
     * Opens a snapshot for reading. Its bytes are held against the digest beside it, if there is one.
     *
     * @throws EmbeddedStoreException when it is damaged, of something else, too new, or cannot be read
     */
    public static SnapshotFile open(Path path) {
        try {
            recognise(path);
            compareWithDigest(path);
            SQLiteConfig config = new SQLiteConfig();
            config.setReadOnly(true);
            return new SnapshotFile(path, config.createConnection(Urls.of(path)));
        } catch (NoSuchFileException e) {
            throw new EmbeddedStoreException.Unavailable(path + " is not there. Nothing was changed.", e);
        } catch (IOException e) {
            throw new EmbeddedStoreException.Unavailable(
                    path + " could not be read: " + e + ". Nothing was changed.", e);
        } catch (SQLException e) {
            throw explain(path, e);
        }
    }

    private static void recognise(Path path) throws IOException {
        FileHeader header = FileHeader.of(path);
        if (header.equals(FileHeader.OF_EMPTY_FILE)) {
            throw new EmbeddedStoreException.Damaged(path + " is empty, which no snapshot is. Nothing was changed.");
        }
        if (header.application() == FileHeader.STORE) {
            throw new EmbeddedStoreException.Damaged(
                    path + " is the file of a store, not a snapshot. Open it, and take one. Nothing was changed.");
        }
        if (header.application() != FileHeader.SNAPSHOT) {
            throw new EmbeddedStoreException.Damaged(
                    path + " is no snapshot of EmbeddedQdrant, or its first bytes are damaged. Nothing was changed.");
        }
        if (header.version() > FileHeader.VERSION) {
            throw new EmbeddedStoreException.TooNew(path + " has format " + header.version()
                    + "; this version of the library reads up to " + FileHeader.VERSION
                    + ". Restore it with the version that took it. Nothing was changed.");
        }
    }

    private static void compareWithDigest(Path path) throws IOException {
        Path digest = path.resolveSibling(path.getFileName() + CHECKSUM);
        if (Files.exists(digest) && !Files.readString(digest).strip().equals(Digests.ofFile(path))) {
            throw damaged(path, "its SHA-256 is not the one in " + digest.getFileName());
        }
    }

    private static EmbeddedStoreException damaged(Path path, String what) {
        return new EmbeddedStoreException.Damaged(damage(path, what));
    }

    private static EmbeddedStoreException explain(Path path, SQLException e) {
        return new EmbeddedStoreException.Damaged(damage(path, String.valueOf(e.getMessage())), e);
    }

    private static String damage(Path path, String what) {
        return path + " is damaged: " + what + ". Restore another one. Nothing was changed.";
    }

    /** What it is of. */
    public Kind kind() {
        return header().kind();
    }

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Header(Kind kind, String taken, byte[] digest) {}

    private Header header() {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT coalesce(kind, ''), coalesce(taken, '')," + " coalesce(digest, x'') FROM snapshot")) {
            if (!row.next()) {
                throw damaged(path, "it does not say what it is of");
            }
            Kind kind = row.getString(1).equals(Kind.FULL.written()) ? Kind.FULL : Kind.COLLECTION;
            return new Header(kind, row.getString(2), row.getBytes(3));
        } catch (SQLException e) {
            throw explain(path, e);
        }
    }

    /** The names of the collections in it. */
    public List<String> collections() {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM collections ORDER BY id")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw explain(path, e);
        }
        return names;
    }

    /**
     * Reads all of it. The last thing that is looked at is whether it was all: a reader must be able to take back what it
     * did.
     */
    public void read(Reader reader) {
        Header header = header();
        ContentDigest digest = new ContentDigest(reader);
        try {
            new Tables(connection).read(digest, damage -> {
                throw damaged(path, damage);
            });
        } catch (SQLException e) {
            throw explain(path, e);
        }
        byte[] found = digest.part('k', header.kind().written(), header.taken()).digest();
        if (!MessageDigest.isEqual(found, header.digest())) {
            throw damaged(path, "what is in it is not what was written");
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw explain(path, e);
        }
    }
}
