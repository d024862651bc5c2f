package io.whisperschema.vector.internal.chroma;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/**
 * {@code chroma.sqlite3}, opened so that SQLite writes nothing, neither there nor beside it. One read transaction lasts as long
 * as this is open: what is read is of one moment, and a writer that commits meanwhile is told that the database is locked.
 */
final class ChromaDatabase implements AutoCloseable {
    static final String FILE = "chroma.sqlite3";
    static final String WAL = FILE + "-wal";
    static final String JOURNAL = FILE + "-journal";

    private static final String MAGIC = "SQLite format 3\0";
    private static final int FORMAT = 18;
    private static final int WAL_FORMAT = 2;
    private static final int LONGEST_VALUE = 1 << 28;
    private static final Set<String> NEEDED = Set.of(
            "migrations",
            "collections",
            "collection_metadata",
            "segments",
            "segment_metadata",
            "embeddings",
            "embedding_metadata",
            "max_seq_id",
            "embeddings_queue");
    private static final Set<String> LATER = Set.of("databases", "embedding_metadata_array");

    /** The newest migrations of ChromaDB's own that this release knows, up to server 1.5. */
    private static final Map<String, Integer> NEWEST = Map.of("sysdb", 10, "metadb", 6, "embeddings_queue", 2);

    private final Connection connection;

    private ChromaDatabase(Connection connection) {
        this.connection = connection;
    }

    /** The database of that folder. */
    static ChromaDatabase open(Path folder) throws IOException, SQLException {
        Path file = folder.resolve(FILE);
        ChromaFault.unless(
                Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS),
                "there is no %s, or it is no plain file; ChromaDB has one since 0.4",
                FILE);
        boolean isImmutable = isInWalMode(file);
        requireNoJournal(folder);
        var database = new ChromaDatabase(connect(file, isImmutable ? "?immutable=1" : "?mode=ro"));
        try {
            database.begin();
            return database;
        } catch (IOException | SQLException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** A database in that mode would get files beside it if it was opened as usual. */
    private static boolean isInWalMode(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] header = stream.readNBytes(100);
            ChromaFault.unless(
                    header.length == 100 && new String(header, 0, 16, StandardCharsets.ISO_8859_1).equals(MAGIC),
                    "%s is no SQLite database",
                    FILE);
            return header[FORMAT] == WAL_FORMAT || header[FORMAT + 1] == WAL_FORMAT;
        }
    }

    /** Neither journal may hold anything: what is committed there, or has to be taken back, would be read wrongly. */
    static void requireNoJournal(Path folder) throws IOException {
        ChromaFault.unless(
                isEmpty(folder.resolve(WAL)),
                "%s holds what is not yet in the database. End ChromaDB, or open the folder with it once",
                WAL);
        ChromaFault.unless(
                isEmpty(folder.resolve(JOURNAL)) || isZeroed(folder.resolve(JOURNAL)),
                "%s is of a transaction that is under way or was interrupted. End ChromaDB, or open the folder with it"
                        + " once",
                JOURNAL);
    }

    private static boolean isEmpty(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == 0;
    }

    /** A journal that SQLite has done with, in a mode that keeps the file. */
    private static boolean isZeroed(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (byte one : stream.readNBytes(8)) {
                if (one != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private static Connection connect(Path file, String mode) throws IOException, SQLException {
        try {
            var settings = new Properties();
            settings.setProperty("open_mode", "65"); // read only, named by a URI
            settings.setProperty("busy_timeout", "0");
            Connection connection = JDBC.createConnection("jdbc:sqlite:" + file.toUri() + mode, settings);
            ((SQLiteConnection) connection).setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, LONGEST_VALUE);
            return connection;
        } catch (NoClassDefFoundError missing) {
            var fault = new ChromaFault(
                    "SQLite's driver is not on the class path. Add org.xerial:sqlite-jdbc, which this module needs for"
                            + " ChromaDB only");
            fault.initCause(missing);
            throw fault;
        }
    }

    private void begin() throws IOException, SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA trusted_schema = OFF");
            statement.execute("PRAGMA cell_size_check = ON");
            statement.execute("PRAGMA temp_store = MEMORY");
            statement.execute("BEGIN");
        }
        Set<String> tables = tables();
        ChromaFault.unless(
                tables.containsAll(NEEDED), "%s is no database of ChromaDB 0.4 or later, it lacks tables", FILE);
        requireKnownVersion();
        for (String table : tables) {
            requireSound(table);
        }
    }

    /** Those of its tables that are read, and nothing else of these names: a view or a virtual table could do anything. */
    private Set<String> tables() throws SQLException {
        var tables = new HashSet<String>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        var read = new HashSet<>(NEEDED);
        read.addAll(LATER);
        tables.retainAll(read);
        return tables;
    }

    private void requireKnownVersion() throws IOException, SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT dir, max(version) FROM migrations GROUP BY dir")) {
            while (rows.next()) {
                Integer newest = NEWEST.get(rows.getString(1));
                ChromaFault.unless(
                        newest != null && rows.getInt(2) <= newest,
                        "%s is of a newer ChromaDB than the 1.5 that this release knows",
                        FILE);
            }
        }
    }

    /** Table by table: the index for searching texts may be damaged, as it is at times, and is not read here. */
    private void requireSound(String table) throws IOException, SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA integrity_check('" + table + "')")) {
            ChromaFault.unless(rows.next() && "ok".equals(rows.getString(1)), "%s is damaged in table %s", FILE, table);
        }
    }

    boolean hasTable(String table) throws SQLException {
        return tables().contains(table);
    }

    boolean hasColumn(String table, String column) throws SQLException {
        return text("SELECT 1 FROM pragma_table_info(?) WHERE name = ?", table, column)
                .isPresent();
    }

    PreparedStatement prepare(String sql, String... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setString(i + 1, parameters[i]);
        }
        return statement;
    }

    /** The one text a query finds, which may be nothing. */
    Optional<String> text(String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
    }

    /** The files beside the database that must not come to hold anything while it is read, and itself. */
    static List<Path> watched(Path folder) {
        return List.of(folder.resolve(FILE), folder.resolve(WAL), folder.resolve(JOURNAL));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
