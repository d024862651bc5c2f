package io.whisperschema.definition;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.RelationalModel;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.View;
import io.whisperschema.error.InvalidDefinition;
import io.whisperschema.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a definition out of a catalog. What a definition cannot say exactly becomes a finding, never a guess. */
final class CatalogReading {
    private final RelationalCatalog catalog;
    private final List<Finding> findings = new ArrayList<>();

    CatalogReading(RelationalCatalog catalog) {
        this.catalog = catalog;
    }

    SchemaDefinition.Reading read(String name) {
        List<Table> bare = catalog.tables().stream().map(this::table).toList();
        List<Table> tables =
                bare.stream().map(table -> withForeignKeys(table, bare)).toList();
        List<View> views = catalog.views().stream().map(this::view).toList();
        catalog.foreignObjects().forEach(this::foreign);
        RelationalModel model = new RelationalModel(tables, views);
        catalog.tables().forEach(this::sayWhatIsLeft);
        SchemaDefinition empty = SchemaDefinition.named(name);
        return new SchemaDefinition.Reading(
                new SchemaDefinition(name, model, empty.vectors(), empty.cache(), empty.graph(), List.of(), List.of()),
                findings);
    }

    private Table table(CatalogTable table) {
        var bare = new Table(
                table.name(),
                table.columns().stream().map(column -> column(table, column)).toList(),
                table.primaryKey(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                table.comment());
        return new Table(
                table.name(),
                bare.columns(),
                table.primaryKey(),
                List.of(),
                table.uniques(),
                sayable(table.checks(), check -> with(bare, List.of(check), List.of())),
                sayable(table.indexes(), index -> with(bare, List.of(), List.of(index))),
                table.comment());
    }

    private void sayWhatIsLeft(CatalogTable table) {
        table.exclusions()
                .forEach(exclusion -> foreign(
                        new ForeignObject("exclusion constraint", exclusion.name(), Optional.of(table.name()))));
        if (!table.form().isPlain()) {
            foreign(new ForeignObject("form of table", table.name(), Optional.of(table.name())));
        }
    }

    /** SQLite also takes a column by a name of another case; a definition does not. */
    private <T> List<T> sayable(List<T> parts, Consumer<T> alone) {
        var kept = new ArrayList<T>();
        for (T part : parts) {
            try {
                alone.accept(part);
                kept.add(part);
            } catch (InvalidDefinition unfit) {
                findings.add(left(unfit.place(), unfit));
            }
        }
        return kept;
    }

    private static Table with(Table table, List<Check> checks, List<Index> indexes) {
        return new Table(
                table.name(),
                table.columns(),
                table.primaryKey(),
                List.of(),
                List.of(),
                checks,
                indexes,
                table.comment());
    }

    private Column column(CatalogTable table, CatalogColumn column) {
        String place = "table " + table.name() + ", column " + column.name();
        ColumnType type = column.type().portable().orElseGet(() -> unknownType(place, column));
        if (numbersItself(table, column)) {
            findings.add(Finding.notice(
                    place,
                    "identity()",
                    "INTEGER PRIMARY KEY without AUTOINCREMENT",
                    "SQLite numbers this column by itself, PostgreSQL will not; add identity() if rows rely on it."));
        }
        return new Column(
                column.name(),
                type,
                column.nullable(),
                column.defaultValue().filter(value -> fits(place, type, column.nullable(), value)),
                column.identity(),
                column.generated(),
                column.collation()
                        .map(collation -> Map.of(catalog.dialect(), collation))
                        .orElse(Map.of()),
                column.comment());
    }

    private boolean fits(String place, ColumnType type, boolean nullable, Expression value) {
        boolean fits = type.takes(value) && (nullable || !(value instanceof Expression.Null));
        if (!fits) {
            findings.add(Finding.warning(
                    place,
                    "a default of type " + type.text(),
                    value.toString(),
                    "It is left out of the definition; write it with perDialect(…) if rows rely on it."));
        }
        return fits;
    }

    private ColumnType unknownType(String place, CatalogColumn column) {
        findings.add(Finding.warning(
                place,
                "a portable type",
                column.type().text(),
                "The definition says text; choose the type that its values have."));
        return ScalarType.TEXT;
    }

    private boolean numbersItself(CatalogTable table, CatalogColumn column) {
        return catalog.dialect().equals(DialectName.SQLITE)
                && column.identity() == Identity.NONE
                && column.type().text().equals("INTEGER")
                && table.primaryKey()
                        .filter(key -> key.columns().equals(List.of(column.name())))
                        .isPresent();
    }

    /** The foreign keys that a definition can hold: to a key that is there, of the same type. */
    private Table withForeignKeys(Table table, List<Table> all) {
        CatalogTable found = catalog.table(table.name()).orElseThrow();
        var kept = new ArrayList<ForeignKey>();
        for (ForeignKey key : found.foreignKeys()) {
            try {
                List<Table> pair = all.stream()
                        .filter(one ->
                                one.name().equals(key.table()) && !one.name().equals(table.name()))
                        .toList();
                var both = new ArrayList<>(pair);
                both.add(with(table, List.of(key)));
                new RelationalModel(both, List.of());
                kept.add(key);
            } catch (InvalidDefinition unfit) {
                findings.add(left(unfit.place(), unfit));
            }
        }
        return with(table, kept);
    }

    private static Table with(Table table, List<ForeignKey> keys) {
        return new Table(
                table.name(),
                table.columns(),
                table.primaryKey(),
                keys,
                table.uniques(),
                table.checks(),
                table.indexes(),
                table.comment());
    }

    private View view(CatalogView view) {
        return new View(view.name(), Map.of(catalog.dialect(), view.query()));
    }

    private void foreign(ForeignObject object) {
        findings.add(Finding.notice(
                object.type() + " " + object.name(),
                "nothing",
                "it",
                "A definition does not speak of it; it stays with the database."));
    }

    private static Finding left(String place, InvalidDefinition unfit) {
        return Finding.warning(
                place, "something a definition can say", unfit.problem(), "It is left out of the definition.");
    }
}
