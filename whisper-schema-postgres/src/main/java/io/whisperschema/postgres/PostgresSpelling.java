package io.whisperschema.postgres;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.Facts;
import io.whisperschema.catalog.NativeType;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.definition.relational.View;
import io.whisperschema.sql.postgres.IndexCollations;
import io.whisperschema.sql.postgres.PostgresLiterals;
import io.whisperschema.sql.postgres.PostgresTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A definition as a PostgreSQL schema would hold it. */
final class PostgresSpelling {
    private PostgresSpelling() {}

    static RelationalCatalog of(SchemaDefinition definition) {
        return new RelationalCatalog(
                DialectName.POSTGRES,
                definition.relational().tables().stream()
                        .map(PostgresSpelling::table)
                        .toList(),
                definition.relational().views().stream()
                        .map(PostgresSpelling::view)
                        .flatMap(Optional::stream)
                        .toList(),
                List.of(),
                Facts.none("PostgreSQL"));
    }

    private static CatalogTable table(Table table) {
        PostgresExpressions expressions = PostgresExpressions.over(table);
        return IndexCollations.saidOnlyWhereOther(new CatalogTable(
                table.name(),
                columns(expressions, table),
                table.primaryKey().map(PostgresSpelling::primaryKey),
                table.foreignKeys().stream()
                        .map(key -> key.resolved(DialectName.POSTGRES))
                        .toList(),
                uniques(table),
                table.checks().stream()
                        .map(check -> new Check(check.name(), expressions.of("check", check.condition())))
                        .toList(),
                table.indexes().stream().map(index -> index(expressions, index)).toList(),
                said(table.comment())));
    }

    private static List<CatalogColumn> columns(PostgresExpressions expressions, Table table) {
        var columns = new ArrayList<CatalogColumn>();
        table.primaryKey().flatMap(PrimaryKey::surrogate).ifPresent(surrogate -> columns.add(surrogate(surrogate)));
        List<String> key = table.primaryKey().map(PrimaryKey::columns).orElse(List.of());
        for (Column column : table.columns()) {
            columns.add(column(expressions, column, column.nullable() && !key.contains(column.name())));
        }
        return columns;
    }

    private static CatalogColumn surrogate(PrimaryKey.Surrogate surrogate) {
        return new CatalogColumn(
                surrogate.column(),
                PostgresTypes.spell(surrogate.type()),
                false,
                Optional.empty(),
                surrogate.identity(),
                Optional.empty());
    }

    private static CatalogColumn column(PostgresExpressions expressions, Column column, boolean nullable) {
        NativeType type = PostgresTypes.spell(column.type());
        String what = "column " + column.name();
        return new CatalogColumn(
                column.name(),
                type,
                nullable,
                column.defaultValue()
                        .map(value -> expressions.defaultValue(what, value, column.type()))
                        .filter(PostgresLiterals::isSomething),
                column.identity(),
                column.generated()
                        .map(generated ->
                                new Generated(expressions.of(what, generated.expression()), Generated.Storage.STORED)),
                Optional.ofNullable(column.collations().get(DialectName.POSTGRES)),
                said(column.comment()));
    }

    /** An empty comment is none to PostgreSQL. */
    private static Optional<String> said(Optional<String> comment) {
        return comment.filter(text -> !text.isEmpty());
    }

    private static PrimaryKey primaryKey(PrimaryKey key) {
        return key.surrogate()
                .map(surrogate -> PrimaryKey.of(surrogate.column()))
                .orElse(key);
    }

    /** Beside a surrogate the natural key is unique. */
    private static List<Unique> uniques(Table table) {
        var uniques = new ArrayList<Unique>();
        table.primaryKey()
                .filter(key -> key.surrogate().isPresent())
                .ifPresent(key -> uniques.add(new Unique(key.name(), key.columns())));
        uniques.addAll(table.uniques());
        return uniques;
    }

    private static Index index(PostgresExpressions expressions, Index index) {
        String what = "index " + index.name();
        return new Index(
                index.name(),
                index.keys().stream().map(key -> key(expressions, what, key)).toList(),
                index.included(),
                index.uniqueness(),
                index.where().map(where -> expressions.of(what, where)),
                method(index));
    }

    private static Index.Key key(PostgresExpressions expressions, String what, Index.Key key) {
        return new Index.Key(
                expressions.of(what, key.expression()),
                key.order(),
                isUsual(key) ? Index.Nulls.USUAL : key.nulls(),
                own(key.collations()),
                own(key.operatorClasses()));
    }

    private static boolean isUsual(Index.Key key) {
        return key.nulls() == (key.order() == Index.Order.ASCENDING ? Index.Nulls.LAST : Index.Nulls.FIRST);
    }

    private static Map<DialectName, String> own(Map<DialectName, String> words) {
        String word = words.get(DialectName.POSTGRES);
        return word == null ? Map.of() : Map.of(DialectName.POSTGRES, word);
    }

    /** PostgreSQL's own default need not be said. */
    private static Map<DialectName, String> method(Index index) {
        String method = index.methods().get(DialectName.POSTGRES);
        return method == null || method.equals("btree") ? Map.of() : Map.of(DialectName.POSTGRES, method);
    }

    private static Optional<CatalogView> view(View view) {
        return Optional.ofNullable(view.queries().get(DialectName.POSTGRES))
                .map(query -> new CatalogView(view.name(), query));
    }
}
