package io.whisperschema.sqlite;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.Facts;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.NativeType;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.TableForm;
import io.whisperschema.catalog.Unfinished;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.sql.ExpressionReader;
import io.whisperschema.sql.SqliteDdlReader;
import io.whisperschema.sql.SqliteIndexDdl;
import io.whisperschema.sql.SqliteKey;
import io.whisperschema.sql.SqliteTableDdl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a SQLite database in five queries: columns and actions from its pragmas, and from the statements that it keeps
 * what they do not tell.
 */
final class SqliteInspector {
    private static final String OBJECTS = """
            SELECT s.type, s.name, s.tbl_name, s.sql, coalesce(l.type, '') AS kind
            FROM main.sqlite_schema s
            LEFT JOIN pragma_table_list l ON l.schema = 'main' AND l.name = s.name
            WHERE s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
            ORDER BY s.name
            """;

    private static final String COLUMNS = """
            SELECT s.name AS table_name, x.name, x.type, x."notnull" AS not_null, x.dflt_value, x.hidden
            FROM main.sqlite_schema s, pragma_table_xinfo(s.name, 'main') x
            WHERE s.type = 'table' AND s.sql NOT LIKE 'CREATE VIRTUAL %'
            ORDER BY s.name, x.cid
            """;

    /** SQLite numbers foreign keys from the last written to the first. */
    private static final String FOREIGN_KEYS = """
            SELECT s.name AS table_name, k.on_delete, k.on_update
            FROM main.sqlite_schema s, pragma_foreign_key_list(s.name, 'main') k
            WHERE s.type = 'table' AND s.sql NOT LIKE 'CREATE VIRTUAL %' AND k.seq = 0
            ORDER BY s.name, k.id DESC
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
    private final Map<String, SqliteTableDdl> tables = new LinkedHashMap<>();
    private final Map<String, List<Index>> indexes = new LinkedHashMap<>();
    private final Map<String, List<CatalogColumn>> columns = new LinkedHashMap<>();
    private final Map<String, List<ForeignKey.Actions>> actions = new LinkedHashMap<>();
    private final List<CatalogView> views = new ArrayList<>();
    private final List<ForeignObject> foreignObjects = new ArrayList<>();

    SqliteInspector(Connection connection) {
        this.connection = connection;
    }

    RelationalCatalog inspect() throws SQLException {
        refuseWhatHides();
        each(OBJECTS, this::object);
        if (!tables.isEmpty()) {
            each(COLUMNS, this::column);
            each(FOREIGN_KEYS, this::foreignKey);
        }
        return new RelationalCatalog(
                DialectName.SQLITE,
                tables.entrySet().stream()
                        .map(entry -> table(entry.getKey(), entry.getValue()))
                        .toList(),
                views,
                foreignObjects,
                facts());
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

    private Facts facts() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(FACTS)) {
            row.next();
            return new Facts("SQLite", row.getString("version"), OptionalLong.of(row.getLong("bytes")), Map.of());
        }
    }

    private void object(ResultSet row) throws SQLException {
        String name = row.getString("name");
        String table = row.getString("tbl_name");
        String sql = row.getString("sql");
        switch (row.getString("type")) {
            case "table" -> table(name, row.getString("kind"), sql);
            case "view" -> view(name, sql);
            case "index" -> index(table, sql);
            default ->
                foreignObjects.add(
                        new ForeignObject(row.getString("type"), name, Optional.of(table), Optional.of(sql)));
        }
    }

    /** A temporary table of a name would be meant by every statement that names it. */
    private void refuseWhatHides() throws SQLException {
        each(HIDDEN, row -> {
            throw new SQLException("a temporary " + row.getString("type") + " " + row.getString("name")
                    + " of this connection hides the one of the file; drop it or use another connection");
        });
    }

    private void table(String name, String kind, String sql) {
        if (kind.equals("virtual") || kind.equals("shadow")) {
            foreignObjects.add(new ForeignObject(kind + " table", name, Optional.empty(), Optional.of(sql)));
            return;
        }
        SqliteTableDdl ddl = SqliteDdlReader.table(sql);
        tables.put(name, ddl);
    }

    private void view(String name, String sql) {
        views.add(new CatalogView(name, SqliteViews.query(sql)));
        if (SqliteViews.isBroken(connection, name)) {
            foreignObjects.add(new ForeignObject(SqliteViews.BROKEN, name, Optional.empty(), Optional.of(sql)));
        }
    }

    private void beyond(SqliteConstraints.Beyond beyond, String table) {
        foreignObjects.add(new ForeignObject(beyond.what(), table, Optional.of(table), Optional.of(beyond.clause())));
    }

    /** An index without a statement belongs to a key. */
    private void index(String table, @Nullable String sql) {
        if (sql != null) {
            SqliteIndexDdl ddl = SqliteDdlReader.index(sql);
            indexes.computeIfAbsent(table, name -> new ArrayList<>())
                    .add(new Index(
                            ddl.name(),
                            ddl.keys().stream().map(SqliteInspector::key).toList(),
                            ddl.uniqueness(),
                            ddl.where().map(SqliteInspector::read),
                            Map.of()));
        }
    }

    private static Index.Key key(SqliteKey key) {
        return new Index.Key(
                key.column().map(Expression::column).orElseGet(() -> read(key.expression())),
                key.order(),
                Index.Nulls.USUAL,
                key.collation().map(one -> Map.of(DialectName.SQLITE, one)).orElse(Map.of()),
                Map.of());
    }

    private void column(ResultSet row) throws SQLException {
        String table = row.getString("table_name");
        SqliteTableDdl ddl = tables.get(table);
        if (ddl == null) {
            return;
        }
        String name = row.getString("name");
        NativeType type = SqliteTypes.read(row.getString("type"));
        boolean rowid = SqliteConstraints.isRowid(ddl, name, type);
        columns.computeIfAbsent(table, key -> new ArrayList<>())
                .add(new CatalogColumn(
                        name,
                        type,
                        !rowid && !row.getBoolean("not_null"),
                        defaultValue(row.getString("dflt_value"), type),
                        identity(ddl, name),
                        generated(ddl, name),
                        ddl.column(name).flatMap(SqliteTableDdl.Column::collation),
                        Optional.empty()));
    }

    private static Optional<Generated> generated(SqliteTableDdl table, String column) {
        return table.column(column)
                .flatMap(SqliteTableDdl.Column::generated)
                .map(one -> new Generated(
                        read(one.expression()),
                        Generated.Storage.valueOf(one.storage().name())));
    }

    private void foreignKey(ResultSet row) throws SQLException {
        actions.computeIfAbsent(row.getString("table_name"), name -> new ArrayList<>())
                .add(SqliteConstraints.actions(row.getString("on_delete"), row.getString("on_update")));
    }

    private static Identity identity(SqliteTableDdl table, String column) {
        return table.column(column)
                .filter(found -> found.numbering() == SqliteTableDdl.Numbering.AUTOINCREMENT)
                .map(found -> Identity.GENERATED)
                .orElse(Identity.NONE);
    }

    private static Optional<Expression> defaultValue(@Nullable String sql, NativeType type) {
        return Optional.ofNullable(sql)
                .map(text -> ExpressionReader.readDefault(text, DialectName.SQLITE))
                .map(value -> SqliteDefaults.read(value, type))
                .filter(SqliteDefaults::isSomething);
    }

    private CatalogTable table(String name, SqliteTableDdl ddl) {
        var constraints = SqliteConstraints.of(ddl, tables, actions.getOrDefault(name, List.of()));
        constraints.beyond().forEach(one -> beyond(one, name));
        return new CatalogTable(
                name,
                columns.getOrDefault(name, List.of()),
                constraints.primaryKey(),
                constraints.foreignKeys(),
                constraints.uniques(),
                constraints.checks(),
                List.of(),
                indexes.getOrDefault(name, List.of()),
                form(ddl),
                Unfinished.NOTHING,
                Optional.empty());
    }

    private static TableForm form(SqliteTableDdl table) {
        return TableForm.of(table.options().stream()
                .map(option -> TableForm.Option.valueOf(option.name()))
                .collect(Collectors.toSet()));
    }

    private static Expression read(String sql) {
        return ExpressionReader.read(sql, DialectName.SQLITE);
    }
}
