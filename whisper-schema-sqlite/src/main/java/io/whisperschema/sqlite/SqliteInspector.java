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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a SQLite database in three queries: the statements that it keeps tell all of its schema. */
final class SqliteInspector {
    /** An index without a statement belongs to a key. */
    private static final String OBJECTS = """
            SELECT s.type, s.name, s.tbl_name, s.sql, coalesce(l.type, '') AS kind
            FROM main.sqlite_schema s
            LEFT JOIN pragma_table_list l ON l.schema = 'main' AND l.name = s.name
            WHERE s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND s.sql IS NOT NULL
            ORDER BY s.name
            """;

    private static final String HIDDEN = """
            SELECT t.type, t.name FROM temp.sqlite_schema t
            JOIN main.sqlite_schema m ON m.name = t.name COLLATE NOCASE
            """;

    private static final String FACTS = """
            SELECT sqlite_version() AS version,
                   (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size) AS bytes
            """;

    private final Connection connection;

    SqliteInspector(Connection connection) {
        this.connection = connection;
    }

    RelationalCatalog inspect() throws SQLException {
        refuseWhatHides();
        var objects = new ArrayList<SqliteObject>();
        each(OBJECTS, row -> {
            objects.add(object(row));
            if (row.getString("type").equals("view")) {
                broken(row).ifPresent(objects::add);
            }
        });
        return SqliteCatalog.of(objects, facts());
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

    /** A temporary table of a name would be meant by every statement that names it. */
    private void refuseWhatHides() throws SQLException {
        each(HIDDEN, row -> {
            throw new SQLException("a temporary " + row.getString("type") + " " + row.getString("name")
                    + " of this connection hides the one of the file; drop it or use another connection");
        });
    }

    private static SqliteObject object(ResultSet row) throws SQLException {
        String name = row.getString("name");
        String sql = row.getString("sql");
        return switch (row.getString("type")) {
            case "table" -> table(name, row.getString("kind"), sql);
            case "view" -> new SqliteObject.View(name, sql);
            case "index" -> new SqliteObject.Index(SqliteDdlReader.index(sql));
            default -> foreign(row.getString("type"), name, Optional.of(row.getString("tbl_name")), sql);
        };
    }

    private Optional<SqliteObject> broken(ResultSet row) throws SQLException {
        String name = row.getString("name");
        return SqliteViews.isBroken(connection, name)
                ? Optional.of(foreign(SqliteViews.BROKEN, name, Optional.empty(), row.getString("sql")))
                : Optional.empty();
    }

    private static SqliteObject table(String name, String kind, String sql) {
        return kind.equals("virtual") || kind.equals("shadow")
                ? foreign(kind + " table", name, Optional.empty(), sql)
                : new SqliteObject.Table(SqliteDdlReader.table(sql));
    }

    private static SqliteObject foreign(String type, String name, Optional<String> table, String sql) {
        return new SqliteObject.Foreign(new ForeignObject(type, name, table, Optional.of(sql)));
    }

    private Facts facts() throws SQLException {
        var facts = new ArrayList<Facts>();
        each(
                FACTS,
                row -> facts.add(new Facts(
                        "SQLite", row.getString("version"), OptionalLong.of(row.getLong("bytes")), Map.of())));
        return List.copyOf(facts).get(0);
    }
}
