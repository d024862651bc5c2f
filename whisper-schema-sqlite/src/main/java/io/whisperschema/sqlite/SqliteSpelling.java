package io.whisperschema.sqlite;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.Facts;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.Deferral;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.definition.relational.View;
import io.whisperschema.error.InvalidDefinition;
import io.whisperschema.sql.DialectExpression;
import io.whisperschema.sql.ExpressionWriter;
import io.whisperschema.sql.sqlite.SqliteDefaults;
import io.whisperschema.sql.sqlite.SqliteTypes;
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
                table.columns().stream()
                        .map(column -> column(place, table, column))
                        .toList(),
                table.primaryKey().map(key -> primaryKey(table, key)),
                table.foreignKeys().stream()
                        .map(key -> key.resolved(DialectName.SQLITE))
                        .toList(),
                table.uniques().stream().map(unique -> unique(place, unique)).toList(),
                table.checks().stream()
                        .map(check -> new Check(check.name(), expression(place, check.condition())))
                        .toList(),
                table.indexes().stream().map(index -> index(place, index)).toList(),
                Optional.empty());
    }

    private static CatalogColumn column(String place, Table table, Column column) {
        String where = place + ", column " + column.name();
        return new CatalogColumn(
                column.name(),
                SqliteTypes.spell(column.type()),
                column.nullable() && !isRowid(table, column),
                column.defaultValue()
                        .map(value -> SqliteDefaults.spell(expression(where, value), SqliteTypes.spell(column.type())))
                        .filter(SqliteDefaults::isSomething),
                column.identity() == Identity.NONE ? Identity.NONE : Identity.GENERATED,
                column.generated()
                        .map(generated ->
                                new Generated(expression(where, generated.expression()), generated.storage())),
                Optional.ofNullable(column.collations().get(DialectName.SQLITE)),
                Optional.empty());
    }

    /** A key that is one whole number is the rowid, which is never null, whatever is said. */
    private static boolean isRowid(Table table, Column column) {
        return SqliteTypes.spell(column.type()).text().equals("INTEGER")
                && table.primaryKey()
                        .filter(key -> key.columns().equals(List.of(column.name())))
                        .isPresent();
    }

    /** A surrogate is PostgreSQL's affair: here the natural key is the primary key. */
    private static PrimaryKey primaryKey(Table table, PrimaryKey key) {
        boolean numbered = table.columns().stream().anyMatch(column -> column.identity() != Identity.NONE);
        // AUTOINCREMENT must be written beside the column, where a key cannot have a name.
        return new PrimaryKey(numbered ? Optional.empty() : key.name(), key.columns(), Optional.empty());
    }

    private static Unique unique(String place, Unique unique) {
        if (unique.nulls() == Unique.Nulls.AGREE) {
            throw cannotAgree(place + ", unique (" + String.join(", ", unique.columns()) + ")");
        }
        return unique.checked(Deferral.NOT_DEFERRABLE);
    }

    private static InvalidDefinition cannotAgree(String place) {
        return new InvalidDefinition(
                place,
                "on SQLite rows without a value differ always",
                "Leave nullsAgree() out, or make the columns not null.");
    }

    /** What an index carries along, and where it has its nulls, changes no result here. */
    private static Index index(String place, Index index) {
        if (index.uniqueness() == Index.Uniqueness.UNIQUE_NULLS_AGREE) {
            throw cannotAgree(place + ", index " + index.name());
        }
        return new Index(
                index.name(),
                index.keys().stream().map(key -> key(place, key)).toList(),
                index.uniqueness(),
                index.where().map(where -> expression(place, where)),
                Map.of());
    }

    private static Index.Key key(String place, Index.Key key) {
        String collation = key.collations().get(DialectName.SQLITE);
        return new Index.Key(
                expression(place, key.expression()),
                key.order(),
                Index.Nulls.USUAL,
                collation == null ? Map.of() : Map.of(DialectName.SQLITE, collation),
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
