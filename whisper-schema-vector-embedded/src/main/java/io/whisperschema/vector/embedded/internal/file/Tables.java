package io.whisperschema.vector.embedded.internal.file;

import io.whisperschema.vector.embedded.internal.file.Change.Counts;
import io.whisperschema.vector.embedded.internal.file.Change.DropCollection;
import io.whisperschema.vector.embedded.internal.file.Change.DropIndex;
import io.whisperschema.vector.embedded.internal.file.Change.DropPoint;
import io.whisperschema.vector.embedded.internal.file.Change.DropSpace;
import io.whisperschema.vector.embedded.internal.file.Change.DropVector;
import io.whisperschema.vector.embedded.internal.file.Change.MakeRoom;
import io.whisperschema.vector.embedded.internal.file.Change.PutAliases;
import io.whisperschema.vector.embedded.internal.file.Change.PutCollection;
import io.whisperschema.vector.embedded.internal.file.Change.PutIndex;
import io.whisperschema.vector.embedded.internal.file.Change.PutPoint;
import io.whisperschema.vector.embedded.internal.file.Change.PutSpace;
import io.whisperschema.vector.embedded.internal.file.Change.PutVector;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** The tables of a file, version 1, and how changes are written to them. Used by one thread at a time. */
final class Tables {

    private static final List<String> DEFINITIONS = List.of("collections", "spaces", "indexes", "aliases");

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Tables(Connection connection) {
        this.connection = connection;
    }

    static void create(Statement statement) throws SQLException {
        statement.executeUpdate("CREATE TABLE collections (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
                + " config BLOB NOT NULL, sum INTEGER NOT NULL)");
        statement.executeUpdate("CREATE TABLE spaces (collection INTEGER NOT NULL, id INTEGER NOT NULL,"
                + " name TEXT NOT NULL, sum INTEGER NOT NULL, PRIMARY KEY (collection, id), UNIQUE (collection, name))"
                + " WITHOUT ROWID");
        statement.executeUpdate("CREATE TABLE indexes (collection INTEGER NOT NULL, field TEXT NOT NULL,"
                + " schema BLOB NOT NULL, sum INTEGER NOT NULL, PRIMARY KEY (collection, field)) WITHOUT ROWID");
        statement.executeUpdate("CREATE TABLE arriving (collection INTEGER PRIMARY KEY)");
        statement.executeUpdate("CREATE TABLE aliases (alias TEXT PRIMARY KEY, collection INTEGER NOT NULL,"
                + " sum INTEGER NOT NULL) WITHOUT ROWID");
        statement.executeUpdate("CREATE TABLE counts (name TEXT PRIMARY KEY, rows INTEGER NOT NULL) WITHOUT ROWID");
    }

    void writeAll(List<Change> changes) {
        try {
            for (Change change : changes) {
                write(change);
            }
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    void write(Change change) throws SQLException {
        if (change instanceof PutVector put) {
            update(
                    "INSERT OR REPLACE INTO " + vectors(put.collection(), put.space()) + " VALUES (?, ?, ?)",
                    put.slot(),
                    put.data(),
                    Sums.ofVector(put.slot(), put.data()));
        } else if (change instanceof PutPoint put) {
            update(
                    "INSERT OR REPLACE INTO " + points(put.collection()) + " VALUES (?, ?, ?, ?, ?)",
                    put.slot(),
                    put.id(),
                    put.version(),
                    put.payload(),
                    Sums.ofPoint(put.slot(), put.id(), put.version(), put.payload()));
        } else if (change instanceof DropPoint drop) {
            update("DELETE FROM " + points(drop.collection()) + " WHERE slot = ?", drop.slot());
        } else if (change instanceof DropVector drop) {
            update("DELETE FROM " + vectors(drop.collection(), drop.space()) + " WHERE slot = ?", drop.slot());
        } else if (change instanceof Counts counts) {
            count(points(counts.collection()), counts.points());
            for (Map.Entry<Integer, Long> space : counts.vectors().entrySet()) {
                count(vectors(counts.collection(), space.getKey()), space.getValue());
            }
        } else {
            writeDefinition(change);
            countDefinitions();
        }
    }

    private void countDefinitions() throws SQLException {
        for (String table : DEFINITIONS) {
            count(table, number("SELECT count(*) FROM " + table));
        }
    }

    private void count(String table, long rows) throws SQLException {
        update("INSERT OR REPLACE INTO counts VALUES (?, ?)", table, rows);
    }

    private void writeDefinition(Change change) throws SQLException {
        if (change instanceof PutCollection put) {
            update(
                    "INSERT INTO collections VALUES (?, ?, ?, ?) ON CONFLICT (id)"
                            + " DO UPDATE SET config = excluded.config, sum = excluded.sum",
                    put.collection(),
                    put.name(),
                    put.config(),
                    Sums.of(put.collection(), put.name(), put.config()));
            update("DELETE FROM arriving WHERE collection = ?", put.collection());
            createPoints(put.collection());
        } else if (change instanceof MakeRoom make) {
            update("INSERT INTO arriving VALUES (?)", make.collection());
            createPoints(make.collection());
        } else if (change instanceof DropCollection drop) {
            dropCollection(drop.collection());
        } else if (change instanceof PutSpace put) {
            update(
                    "INSERT INTO spaces VALUES (?, ?, ?, ?)",
                    put.collection(),
                    put.space(),
                    put.name(),
                    Sums.of(put.collection(), put.space(), put.name()));
            ddl("CREATE TABLE " + vectors(put.collection(), put.space())
                    + " (slot INTEGER PRIMARY KEY, data BLOB NOT NULL, sum INTEGER NOT NULL)");
        } else if (change instanceof DropSpace drop) {
            update("DELETE FROM spaces WHERE collection = ? AND id = ?", drop.collection(), drop.space());
            drop(vectors(drop.collection(), drop.space()));
        } else if (change instanceof PutIndex put) {
            update(
                    "INSERT OR REPLACE INTO indexes VALUES (?, ?, ?, ?)",
                    put.collection(),
                    put.field(),
                    put.schema(),
                    Sums.of(put.collection(), put.field(), put.schema()));
        } else if (change instanceof DropIndex drop) {
            update("DELETE FROM indexes WHERE collection = ? AND field = ?", drop.collection(), drop.field());
        } else if (change instanceof PutAliases put) {
            update("DELETE FROM aliases");
            for (Map.Entry<String, Integer> alias : put.aliases().entrySet()) {
                update(
                        "INSERT INTO aliases VALUES (?, ?, ?)",
                        alias.getKey(),
                        alias.getValue(),
                        Sums.of(alias.getKey(), alias.getValue()));
            }
        }
    }

    private void createPoints(int collection) throws SQLException {
        ddl("CREATE TABLE IF NOT EXISTS " + points(collection) + " (slot INTEGER PRIMARY KEY, id NOT NULL,"
                + " version INTEGER NOT NULL, payload BLOB NOT NULL, sum INTEGER NOT NULL)");
    }

    /** Drops what was on its way in when a process ended. Whether there was anything. */
    boolean dropArriving() throws SQLException {
        List<Integer> arriving = ids("SELECT collection FROM arriving");
        for (int collection : arriving) {
            dropCollection(collection);
        }
        if (!arriving.isEmpty()) {
            countDefinitions();
        }
        return !arriving.isEmpty();
    }

    private void dropCollection(int collection) throws SQLException {
        for (int space : spaces(collection)) {
            drop(vectors(collection, space));
        }
        drop(points(collection));
        update("DELETE FROM spaces WHERE collection = ?", collection);
        update("DELETE FROM indexes WHERE collection = ?", collection);
        update("DELETE FROM aliases WHERE collection = ?", collection);
        update("DELETE FROM arriving WHERE collection = ?", collection);
        update("DELETE FROM collections WHERE id = ?", collection);
    }

    private void drop(String table) throws SQLException {
        ddl("DROP TABLE " + table);
        update("DELETE FROM counts WHERE name = ?", table);
    }

    private List<Integer> spaces(int collection) throws SQLException {
        return ids("SELECT id FROM spaces WHERE collection = " + collection + " ORDER BY id");
    }

    private List<Integer> ids(String sql) throws SQLException {
        List<Integer> ids = new ArrayList<>();
        query(sql, row -> ids.add(row.getInt(1)));
        return ids;
    }

    /** Reads all there is; what is damaged goes to the consumer, which must throw. */
    void read(Store.Reader reader, Consumer<String> damage) throws SQLException {
        new Reading(reader, damage).all();
    }

    /** Reads all tables, and holds each row against its sum and each table against its count. */
    private final class Reading {
        private final Store.Reader reader;
        private final Consumer<String> damage;
        private final Map<String, Long> counts = new HashMap<>();

        Reading(Store.Reader reader, Consumer<String> damage) {
            this.reader = reader;
            this.damage = damage;
        }

        void all() throws SQLException {
            query("SELECT name, rows FROM counts", row -> counts.put(text(row, 1), row.getLong(2)));
            for (String table : DEFINITIONS) {
                complete(table, number("SELECT count(*) FROM " + table));
            }
            for (int collection : ids("SELECT id FROM collections ORDER BY id")) {
                collection(collection);
            }
            query("SELECT alias, collection, sum FROM aliases ORDER BY alias", row -> {
                verify("aliases", text(row, 1), Sums.of(text(row, 1), row.getInt(2)), row.getLong(3));
                reader.alias(text(row, 1), row.getInt(2));
            });
        }

        /** Of a table that was never counted nothing is known. */
        private void complete(String table, long rows) {
            long counted = counts.getOrDefault(table, rows);
            if (counted != rows) {
                damage.accept(table + " has " + rows + " rows, and " + counted + " were written");
            }
        }

        private void verify(String table, Object row, long sum, long written) {
            if (sum != written) {
                damage.accept("row " + row + " of " + table + " is not what was written");
            }
        }

        private void collection(int collection) throws SQLException {
            query("SELECT name, config, sum FROM collections WHERE id = " + collection, row -> {
                verify("collections", collection, Sums.of(collection, text(row, 1), bytes(row, 2)), row.getLong(3));
                reader.collection(collection, text(row, 1), bytes(row, 2));
            });
            query(
                    "SELECT field, schema, sum FROM indexes WHERE collection = " + collection + " ORDER BY field",
                    row -> {
                        long sum = Sums.of(collection, text(row, 1), bytes(row, 2));
                        verify("indexes", text(row, 1), sum, row.getLong(3));
                        reader.index(text(row, 1), bytes(row, 2));
                    });
            points(collection);
            for (int space : spaces(collection)) {
                space(collection, space);
            }
            reader.collectionEnds();
        }

        private void points(int collection) throws SQLException {
            String table = Tables.points(collection);
            complete(table, query("SELECT slot, id, version, payload, sum FROM " + table + " ORDER BY slot", row -> {
                int slot = row.getInt(1);
                Object id = row.getObject(2) instanceof byte[] uuid ? uuid : (Object) row.getLong(2);
                byte[] payload = bytes(row, 4);
                verify(table, slot, Sums.ofPoint(slot, id, row.getLong(3), payload), row.getLong(5));
                reader.point(slot, id, row.getLong(3), payload);
            }));
        }

        private void space(int collection, int space) throws SQLException {
            query("SELECT name, sum FROM spaces WHERE collection = " + collection + " AND id = " + space, row -> {
                verify("spaces", space, Sums.of(collection, space, text(row, 1)), row.getLong(2));
                reader.space(space, text(row, 1));
            });
            String table = vectors(collection, space);
            complete(table, query("SELECT slot, data, sum FROM " + table + " ORDER BY slot", row -> {
                int slot = row.getInt(1);
                byte[] data = bytes(row, 2);
                verify(table, slot, Sums.ofVector(slot, data), row.getLong(3));
                reader.vector(slot, data);
            }));
        }
    }

    private static String points(int collection) {
        return "points_" + collection;
    }

    private static String vectors(int collection, int space) {
        return "vectors_" + collection + "_" + space;
    }

    /** Where a damaged row has nothing, its sum will not fit. */
    private static byte[] bytes(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNullElse(row.getBytes(column), new byte[0]);
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    private interface Row {
        void take(ResultSet row) throws SQLException;
    }

    /** How many rows there were. */
    private long query(String sql, Row each) throws SQLException {
        long count = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                each.take(rows);
                count++;
            }
        }
        return count;
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getLong(1);
        }
    }

    /** A table that goes or comes makes prepared statements on it stale. */
    private void ddl(String sql) throws SQLException {
        closeStatements();
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private void update(String sql, Object... values) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.executeUpdate();
    }

    void closeStatements() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        statements.clear();
    }
}
