package io.whisperschema.sql.sqlite;

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
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.sql.ExpressionReader;
import io.whisperschema.sql.SqliteIndexDdl;
import io.whisperschema.sql.SqliteKey;
import io.whisperschema.sql.SqliteTableDdl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The catalog of a SQLite database, out of the statements in which it keeps its schema. */
public final class SqliteCatalog {
    private final Map<String, SqliteTableDdl> tables = new LinkedHashMap<>();
    private final Map<String, List<Index>> indexes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<CatalogView> views = new ArrayList<>();
    private final List<ForeignObject> foreignObjects = new ArrayList<>();

    private SqliteCatalog() {}

    /** The catalog of a database that holds these, in whatever order. */
    public static RelationalCatalog of(List<SqliteObject> objects, Facts facts) {
        var catalog = new SqliteCatalog();
        objects.stream()
                .sorted(Comparator.comparing(SqliteObject::name, SqliteNames.BINARY))
                .forEach(catalog::add);
        return catalog.read(facts);
    }

    private void add(SqliteObject object) {
        if (object instanceof SqliteObject.Table table) {
            tables.put(table.name(), table.ddl());
        } else if (object instanceof SqliteObject.Index index) {
            indexes.computeIfAbsent(index.ddl().table(), name -> new ArrayList<>())
                    .add(index(index.ddl()));
        } else if (object instanceof SqliteObject.View view) {
            views.add(new CatalogView(view.name(), SqliteViews.query(view.sql())));
        } else if (object instanceof SqliteObject.Foreign foreign) {
            foreignObjects.add(foreign.object());
        }
    }

    private void beyond(SqliteConstraints.Beyond beyond, SqliteTableDdl table) {
        foreignObjects.add(new ForeignObject(
                beyond.what(), table.name(), Optional.of(table.name()), Optional.of(beyond.clause())));
    }

    private RelationalCatalog read(Facts facts) {
        List<CatalogTable> read = tables.values().stream().map(this::table).toList();
        return new RelationalCatalog(DialectName.SQLITE, read, views, foreignObjects, facts);
    }

    private CatalogTable table(SqliteTableDdl table) {
        var constraints = SqliteConstraints.of(table, tables);
        constraints.beyond().forEach(what -> beyond(what, table));
        return new CatalogTable(
                table.name(),
                table.columns().stream().map(column -> column(table, column)).toList(),
                constraints.primaryKey(),
                constraints.foreignKeys(),
                constraints.uniques(),
                constraints.checks(),
                List.of(),
                indexes.getOrDefault(table.name(), List.of()),
                form(table),
                Unfinished.NOTHING,
                Optional.empty());
    }

    private static CatalogColumn column(SqliteTableDdl table, SqliteTableDdl.Column column) {
        NativeType type = SqliteTypes.read(column.type());
        return new CatalogColumn(
                column.name(),
                type,
                !SqliteConstraints.refusesNull(table, column, type),
                column.defaultText()
                        .map(text -> ExpressionReader.readDefault(text, DialectName.SQLITE))
                        .map(value -> SqliteDefaults.read(value, type))
                        .filter(SqliteDefaults::isSomething),
                column.numbering() == SqliteTableDdl.Numbering.AUTOINCREMENT ? Identity.GENERATED : Identity.NONE,
                column.generated().map(SqliteCatalog::generated),
                column.collation(),
                Optional.empty());
    }

    private static Generated generated(SqliteTableDdl.Generated generated) {
        return new Generated(
                read(generated.expression()),
                Generated.Storage.valueOf(generated.storage().name()));
    }

    private static Index index(SqliteIndexDdl index) {
        return new Index(
                index.name(),
                index.keys().stream().map(SqliteCatalog::key).toList(),
                index.uniqueness(),
                index.where().map(SqliteCatalog::read),
                Map.of());
    }

    private static Index.Key key(SqliteKey key) {
        return new Index.Key(
                key.column().map(Expression::column).orElseGet(() -> read(key.expression())),
                key.order(),
                Index.Nulls.USUAL,
                key.collation().map(one -> Map.of(DialectName.SQLITE, one)).orElse(Map.of()),
                Map.of());
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
