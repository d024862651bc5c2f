package io.whisperschema.sqlite;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.Facts;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.View;
import io.whisperschema.sql.DialectExpression;
import io.whisperschema.sql.ExpressionWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A definition as a SQLite database would hold it. */
final class SqliteSpelling {
    private SqliteSpelling() {}

    static RelationalCatalog of(SchemaDefinition definition) {
        return new RelationalCatalog(
                DialectName.SQLITE,
                definition.relational().tables().stream()
                        .map(SqliteSpelling::table)
                        .toList(),
                definition.relational().views().stream()
                        .map(SqliteSpelling::view)
                        .flatMap(Optional::stream)
                        .toList(),
                List.of(),
                Facts.none("SQLite"));
    }

    private static CatalogTable table(Table table) {
        String place = "table " + table.name();
        return new CatalogTable(
                table.name(),
                table.columns().stream().map(column -> column(place, column)).toList(),
                table.primaryKey().map(key -> primaryKey(table, key)),
                table.foreignKeys().stream()
                        .map(key -> key.resolved(DialectName.SQLITE))
                        .toList(),
                table.uniques(),
                table.checks().stream()
                        .map(check -> new Check(check.name(), expression(place, check.condition())))
                        .toList(),
                table.indexes().stream().map(index -> index(place, index)).toList(),
                Optional.empty());
    }

    private static CatalogColumn column(String place, Column column) {
        String where = place + ", column " + column.name();
        return new CatalogColumn(
                column.name(),
                SqliteTypes.spell(column.type()),
                column.nullable(),
                column.defaultValue()
                        .map(value -> SqliteDefaults.spell(expression(where, value), SqliteTypes.spell(column.type())))
                        .filter(SqliteDefaults::isSomething),
                column.identity() == Identity.NONE ? Identity.NONE : Identity.GENERATED,
                Optional.empty());
    }

    /** A surrogate is PostgreSQL's affair: here the natural key is the primary key. */
    private static PrimaryKey primaryKey(Table table, PrimaryKey key) {
        boolean numbered = table.columns().stream().anyMatch(column -> column.identity() != Identity.NONE);
        // AUTOINCREMENT must be written beside the column, where a key cannot have a name.
        return new PrimaryKey(numbered ? Optional.empty() : key.name(), key.columns(), Optional.empty());
    }

    private static Index index(String place, Index index) {
        return new Index(
                index.name(),
                index.keys().stream()
                        .map(key -> new Index.Key(expression(place, key.expression()), key.order()))
                        .toList(),
                index.uniqueness(),
                index.where().map(where -> expression(place, where)),
                Map.of());
    }

    private static Optional<CatalogView> view(View view) {
        return Optional.ofNullable(view.queries().get(DialectName.SQLITE))
                .map(query -> new CatalogView(view.name(), query));
    }

    private static Expression expression(String place, Expression expression) {
        return DialectExpression.resolved(place, expression, ExpressionWriter.Style.SQLITE);
    }
}
