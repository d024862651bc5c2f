package io.whisperschema.sqlite;

import io.whisperschema.catalog.Facts;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.sql.SqliteDdlReader;
import io.whisperschema.sql.sqlite.SqliteCatalog;
import io.whisperschema.sql.sqlite.SqliteObject;
import io.whisperschema.sql.sqlite.SqliteViews;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a SQLite database from the statements that it keeps, which tell all of its schema. */
final class SqliteInspector {
    /** An index without a statement belongs to a key. */
    private static final String OBJECTS = """
            SELECT type, name, tbl_name, sql, type = 'table' AND rootpage = 0 AS virtual
            FROM main.sqlite_schema
            WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql IS NOT NULL
            ORDER BY name
            """;

    private static final String KINDS =
            "SELECT name, type FROM pragma_table_list WHERE schema = 'main' AND type IN ('virtual', 'shadow')";

    /** Lists the temporary database from the first temporary table on; to select from it would make it. */
    private static final String DATABASES = "PRAGMA database_list";

    private static final String HIDDEN = """
            SELECT t.type, t.name FROM temp.sqlite_schema t
            JOIN main.sqlite_schema m ON m.name = t.name COLLATE NOCASE
            """;

    private final Connection connection;

    SqliteInspector(Connection connection) {
        this.connection = connection;
    }

    RelationalCatalog inspect() throws SQLException {
        long pages = pages();
        return read(kept(pages), facts(pages));
    }

    /** The same from one query, so that no transaction is needed; none where the schema takes more of them. */
    Optional<RelationalCatalog> inspectAtOnce() throws SQLException {
        long pages = pages();
        List<Kept> kept = kept(pages);
        return kept.stream().anyMatch(Kept::takesAnotherQuery)
                ? Optional.empty()
                : Optional.of(read(kept, facts(pages)));
    }

    /** Without what is no part of a comparison. */
    RelationalCatalog inspectWithoutFacts() throws SQLException {
        return read(kept(pages()), Facts.none("SQLite"));
    }

    private long pages() throws SQLException {
        return number("PRAGMA main.page_count");
    }

    private List<Kept> kept(long pages) throws SQLException {
        refuseWhatHides();
        var kept = new ArrayList<Kept>();
        if (isNew(pages)) {
            return kept;
        }
        each(OBJECTS, row -> kept.add(Kept.in(row)));
        return kept;
    }

    private RelationalCatalog read(List<Kept> kept, Facts facts) throws SQLException {
        Map<String, String> kinds = kinds(kept);
        var objects = new ArrayList<SqliteObject>();
        for (Kept one : kept) {
            objects.add(object(one, kinds));
            if (one.isView() && SqliteViews.isBroken(connection, one.name())) {
                objects.add(foreign(SqliteViews.BROKEN, one, Optional.empty()));
            }
        }
        return SqliteCatalog.of(objects, facts);
    }

    /**
     * What SQLite keeps of an object.
     *
     * @param virtual whether it is a table without rows of its own
     */
    private record Kept(String type, String name, String table, String sql, boolean virtual) {
        static Kept in(ResultSet row) throws SQLException {
            return new Kept(
                    row.getString("type"),
                    row.getString("name"),
                    row.getString("tbl_name"),
                    row.getString("sql"),
                    row.getBoolean("virtual"));
        }

        boolean isView() {
            return type.equals("view");
        }

        /** SQLite is asked whether a view still works, and which tables belong to a virtual one. */
        boolean takesAnotherQuery() {
            return virtual || isView();
        }
    }

    /** Which tables are virtual, or keep the rows of one that is. */
    private Map<String, String> kinds(List<Kept> kept) throws SQLException {
        var kinds = new HashMap<String, String>();
        if (kept.stream().anyMatch(Kept::virtual)) {
            each(KINDS, row -> kinds.put(row.getString("name"), row.getString("type")));
        }
        return kinds;
    }

    /** What is done with a row. */
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String query, RowReader reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                reader.read(row);
            }
        }
    }

    /** A new file has no page, or the one that a transaction began with, and its schema has never changed. */
    private boolean isNew(long pages) throws SQLException {
        return pages == 0 || (pages == 1 && number("PRAGMA main.schema_version") == 0);
    }

    /** A temporary table of a name would be meant by every statement that names it. */
    private void refuseWhatHides() throws SQLException {
        each(DATABASES, database -> {
            if (database.getString("name").equals("temp")) {
                each(HIDDEN, row -> {
                    throw new SQLException("a temporary " + row.getString("type") + " " + row.getString("name")
                            + " of this connection hides the one of the file; drop it or use another connection");
                });
            }
        });
    }

    private static SqliteObject object(Kept kept, Map<String, String> kinds) {
        String kind = kinds.get(kept.name());
        if (kind != null) {
            return foreign(kind + " table", kept, Optional.empty());
        }
        return switch (kept.type()) {
            case "table" -> new SqliteObject.Table(SqliteDdlReader.table(kept.sql()));
            case "view" -> new SqliteObject.View(kept.name(), kept.sql());
            case "index" -> new SqliteObject.Index(SqliteDdlReader.index(kept.sql()));
            default -> foreign(kept.type(), kept, Optional.of(kept.table()));
        };
    }

    private static SqliteObject foreign(String type, Kept kept, Optional<String> table) {
        return new SqliteObject.Foreign(new ForeignObject(type, kept.name(), table, Optional.of(kept.sql())));
    }

    private Facts facts(long pages) throws SQLException {
        long bytes = pages == 0 ? 0 : pages * number("PRAGMA main.page_size");
        String version = connection.getMetaData().getDatabaseProductVersion();
        return new Facts("SQLite", version, OptionalLong.of(bytes), Map.of());
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
