package io.whisperschema.postgres;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.Exclusion;
import io.whisperschema.catalog.Facts;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.NativeType;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.TableForm;
import io.whisperschema.catalog.Unfinished;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.Deferral;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.ReferentialAction;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.sql.ExpressionReader;
import io.whisperschema.sql.postgres.IndexCollations;
import io.whisperschema.sql.postgres.PostgresLiterals;
import io.whisperschema.sql.postgres.PostgresTypes;
import io.whisperschema.sql.postgres.PostgresViews;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one schema of a PostgreSQL database from its catalogue, in five queries. Within a transaction. */
final class PostgresInspector {
    private final Connection connection;
    private final String schema;
    private final Map<String, TableParts> tables = new LinkedHashMap<>();
    private final List<CatalogView> views = new ArrayList<>();
    private final List<ForeignObject> foreignObjects = new ArrayList<>();
    private final Map<String, Long> rows = new LinkedHashMap<>();

    PostgresInspector(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    RelationalCatalog inspect() throws SQLException {
        PostgresSession.Server server = PostgresSession.begin(connection, schema);
        if (!server.hasSchema()) {
            // 3F000 is what PostgreSQL itself would say of the first statement that names the schema.
            throw new SQLException("schema \"" + schema + "\" does not exist", "3F000");
        }
        if (server.hasContent()) {
            each(PostgresQueries.COLUMNS, this::column);
            each(PostgresQueries.constraints(server.majorVersion()), this::constraint);
            each(PostgresQueries.indexes(server.majorVersion()), this::index);
            each(PostgresQueries.OTHERS, this::other);
        }
        return new RelationalCatalog(
                DialectName.POSTGRES,
                tables.values().stream().map(TableParts::table).toList(),
                views,
                foreignObjects,
                new Facts("PostgreSQL", server.version(), OptionalLong.empty(), rows));
    }

    /** What is done with a row. */
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String query, RowReader reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reader.read(row);
                }
            }
        }
    }

    private void column(ResultSet row) throws SQLException {
        String name = row.getString("table_name");
        TableParts table = tables.get(name);
        if (table == null) {
            table = new TableParts(name, Optional.ofNullable(row.getString("table_comment")));
            tables.put(name, table);
            // -1: never analysed.
            long estimate = row.getLong("row_estimate");
            if (estimate >= 0) {
                rows.put(name, estimate);
            }
            table.form = form(row);
            beyond(row.getBoolean("is_unlogged"), "unlogged table", name, name);
            beyond(row.getBoolean("is_inheriting"), "inheriting table", name, name);
        }
        String column = row.getString("name");
        if (column != null) {
            table.columns.add(column(row, column));
            beyond(row.getBoolean("has_own_numbering"), "numbering of column", column, name);
            if (!row.getString("generated").isEmpty()) {
                table.generated.put(
                        column, new Computation(row.getString("default_value"), row.getString("generated")));
            }
        }
    }

    private static TableForm form(ResultSet row) throws SQLException {
        String parent = row.getString("partition_of");
        return new TableForm(
                Set.of(),
                Optional.ofNullable(row.getString("partitioned_by")),
                parent == null
                        ? Optional.empty()
                        : Optional.of(new TableForm.PartitionOf(parent, row.getString("partition_bound"))));
    }

    /** What a catalog has no place for is listed, so that nobody believes it is not there. */
    private void beyond(boolean there, String type, String name, String table) {
        if (there) {
            foreignObjects.add(new ForeignObject(type, name, Optional.of(table)));
        }
    }

    private CatalogColumn column(ResultSet row, String name) throws SQLException {
        NativeType type = PostgresTypes.read(row.getString("type"));
        String defaultValue = row.getString("default_value");
        Identity identity = identity(row, defaultValue);
        return new CatalogColumn(
                name,
                type,
                !row.getBoolean("not_null"),
                identity == Identity.NONE && row.getString("generated").isEmpty()
                        ? defaultValue(defaultValue, type)
                        : Optional.empty(),
                identity,
                Optional.empty(),
                Optional.ofNullable(row.getString("collation")),
                Optional.ofNullable(row.getString("comment")));
    }

    /** A SERIAL is an integer whose default takes numbers from a sequence that it owns. */
    private static Identity identity(ResultSet row, @Nullable String defaultValue) throws SQLException {
        if (!row.getString("identity").isEmpty()) {
            return row.getString("identity").equals("a") ? Identity.ALWAYS : Identity.GENERATED;
        }
        boolean serial = row.getString("sequence") != null
                && defaultValue != null
                && defaultValue.startsWith("nextval(")
                && row.getBoolean("not_null");
        return serial ? Identity.SERIAL : Identity.NONE;
    }

    private static Optional<Expression> defaultValue(@Nullable String sql, NativeType type) {
        return Optional.ofNullable(sql)
                .map(text -> ExpressionReader.readDefault(text, DialectName.POSTGRES))
                .map(value -> PostgresLiterals.PRINTED.defaultValue(value, type))
                .filter(PostgresLiterals::isSomething);
    }

    private void constraint(ResultSet row) throws SQLException {
        TableParts table = tables.get(row.getString("table_name"));
        if (table == null) {
            return;
        }
        Optional<String> name = Optional.of(row.getString("name"));
        if (row.getBoolean("is_unproven")) {
            table.unproven.add(row.getString("name"));
        }
        beyond(row.getBoolean("has_included"), "included columns of constraint", row.getString("name"), table.name);
        beyond(
                !row.getString("beyond").isEmpty(),
                row.getString("beyond") + " of constraint",
                row.getString("name"),
                table.name);
        switch (row.getString("type")) {
            case "p" -> {
                table.primaryKey = new PrimaryKey(name, strings(row, "columns"), Optional.empty());
                beyond(row.getBoolean("is_deferrable"), "deferrable primary key", row.getString("name"), table.name);
            }
            case "u" ->
                table.uniques.add(new Unique(
                        name,
                        strings(row, "columns"),
                        row.getBoolean("nulls_agree") ? Unique.Nulls.AGREE : Unique.Nulls.DIFFER,
                        deferral(row)));
            case "c" -> table.checks.add(new Check(name, table.read(row.getString("expression"))));
            case "f" -> {
                if (row.getString("referred_schema").equals(schema)) {
                    table.foreignKeys.add(foreignKey(name, row));
                } else {
                    foreignObjects.add(new ForeignObject(
                            "foreign key to another schema",
                            row.getString("name"),
                            Optional.of(table.name),
                            Optional.of(row.getString("definition"))));
                }
            }
            default -> table.exclusions.add(new Exclusion(row.getString("name"), row.getString("definition")));
        }
    }

    private static Deferral deferral(ResultSet row) throws SQLException {
        if (!row.getBoolean("is_deferrable")) {
            return Deferral.NOT_DEFERRABLE;
        }
        return row.getBoolean("is_deferred") ? Deferral.INITIALLY_DEFERRED : Deferral.DEFERRABLE;
    }

    private ForeignKey foreignKey(Optional<String> name, ResultSet row) throws SQLException {
        return new ForeignKey(
                name,
                strings(row, "columns"),
                row.getString("referred"),
                strings(row, "referred_columns"),
                new ForeignKey.Actions(action(row.getString("on_delete")), action(row.getString("on_update"))),
                Map.of(),
                deferral(row));
    }

    private static ReferentialAction action(String code) {
        return switch (code) {
            case "a" -> ReferentialAction.NO_ACTION;
            case "r" -> ReferentialAction.RESTRICT;
            case "c" -> ReferentialAction.CASCADE;
            case "n" -> ReferentialAction.SET_NULL;
            case "d" -> ReferentialAction.SET_DEFAULT;
            default -> throw new IllegalStateException("PostgreSQL knows an action " + code + " that we do not");
        };
    }

    private void index(ResultSet row) throws SQLException {
        TableParts table = tables.get(row.getString("table_name"));
        if (table == null) {
            return;
        }
        String name = row.getString("name");
        if (row.getBoolean("is_invalid")) {
            table.invalid.add(name);
        }
        beyond(row.getBoolean("has_options"), "storage options of index", name, table.name);
        String method = row.getString("method");
        table.indexes.add(new Index(
                name,
                keys(table, row),
                included(row),
                uniqueness(row),
                Optional.ofNullable(row.getString("predicate")).map(table::read),
                method.equals("btree") ? Map.of() : Map.of(DialectName.POSTGRES, method)));
    }

    private static List<Index.Key> keys(TableParts table, ResultSet row) throws SQLException {
        List<String> keys = strings(row, "keys");
        Integer[] options = (Integer[]) row.getArray("options").getArray();
        List<String> operators = strings(row, "operator_classes");
        List<String> collations = strings(row, "collations");
        var read = new ArrayList<Index.Key>();
        for (int i = 0; i < keys.size(); i++) {
            read.add(new Index.Key(
                    table.read(keys.get(i)),
                    (options[i] & 1) == 0 ? Index.Order.ASCENDING : Index.Order.DESCENDING,
                    nulls(options[i]),
                    word(collations.get(i)),
                    word(operators.get(i))));
        }
        return read;
    }

    /** The first bit says descending, the second nulls first; usual are neither and both. */
    private static Index.Nulls nulls(int options) {
        return switch (options & 3) {
            case 1 -> Index.Nulls.LAST;
            case 2 -> Index.Nulls.FIRST;
            default -> Index.Nulls.USUAL;
        };
    }

    private static Map<DialectName, String> word(String word) {
        return word.isEmpty() ? Map.of() : Map.of(DialectName.POSTGRES, word);
    }

    private static List<String> included(ResultSet row) throws SQLException {
        return row.getArray("included") == null
                ? List.of()
                : strings(row, "included").stream().map(PostgresInspector::name).toList();
    }

    /** The server quotes names where they need it. */
    private static String name(String written) {
        return written.startsWith("\"")
                ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                : written;
    }

    private static Index.Uniqueness uniqueness(ResultSet row) throws SQLException {
        if (!row.getBoolean("is_unique")) {
            return Index.Uniqueness.REPEATING;
        }
        return row.getBoolean("nulls_agree") ? Index.Uniqueness.UNIQUE_NULLS_AGREE : Index.Uniqueness.UNIQUE;
    }

    private void other(ResultSet row) throws SQLException {
        String type = row.getString("type");
        String name = row.getString("name");
        if (type.equals("view")) {
            views.add(new CatalogView(name, PostgresViews.query(row.getString("definition"), schema)));
        } else {
            foreignObjects.add(new ForeignObject(
                    type,
                    name,
                    Optional.ofNullable(row.getString("table_name")),
                    Optional.ofNullable(row.getString("definition"))));
        }
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    /** A table while it is being read. */
    private static final class TableParts {
        private final String name;
        private final Optional<String> comment;
        private final List<CatalogColumn> columns = new ArrayList<>();
        private @Nullable PrimaryKey primaryKey;
        private final List<ForeignKey> foreignKeys = new ArrayList<>();
        private final List<Unique> uniques = new ArrayList<>();
        private final List<Check> checks = new ArrayList<>();
        private final List<Exclusion> exclusions = new ArrayList<>();
        private final List<Index> indexes = new ArrayList<>();
        private final Map<String, Computation> generated = new HashMap<>();
        private final Set<String> unproven = new HashSet<>();
        private final Set<String> invalid = new HashSet<>();
        private TableForm form = TableForm.PLAIN;

        TableParts(String name, Optional<String> comment) {
            this.name = name;
            this.comment = comment;
        }

        /** An expression over this table's columns. */
        Expression read(String sql) {
            var names = new HashMap<String, String>();
            var types = new HashMap<String, ColumnType>();
            for (CatalogColumn column : columns) {
                names.put(column.name(), column.type().text());
                column.type().portable().ifPresent(type -> types.put(column.name(), type));
            }
            return PostgresLiterals.PRINTED.expression(ExpressionReader.read(sql, DialectName.POSTGRES, names), types);
        }

        CatalogTable table() {
            return IndexCollations.saidOnlyWhereOther(new CatalogTable(
                    name,
                    columns.stream().map(this::computed).toList(),
                    Optional.ofNullable(primaryKey),
                    foreignKeys,
                    uniques,
                    checks,
                    exclusions,
                    indexes,
                    form,
                    new Unfinished(unproven, invalid),
                    comment));
        }

        /** Once all columns are known: the computation may name any of them. */
        private CatalogColumn computed(CatalogColumn column) {
            return column.computed(Optional.ofNullable(generated.get(column.name()))
                    .map(one -> new Generated(read(one.sql()), one.storage())));
        }
    }

    /**
     * How a column is computed.
     *
     * @param sql the expression
     * @param code s or v
     */
    private record Computation(String sql, String code) {
        Generated.Storage storage() {
            return code.equals("s") ? Generated.Storage.STORED : Generated.Storage.VIRTUAL;
        }
    }
}
