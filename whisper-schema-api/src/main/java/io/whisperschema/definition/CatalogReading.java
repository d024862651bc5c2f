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
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.RelationalModel;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.definition.relational.View;
import io.whisperschema.error.InvalidDefinition;
import io.whisperschema.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Reads a definition out of a catalog. What a definition cannot say exactly becomes a finding, never a guess. */
final class CatalogReading {
    private final RelationalCatalog catalog;
    private final List<Finding> findings = new ArrayList<>();

    CatalogReading(RelationalCatalog catalog) {
        this.catalog = catalog;
    }

    SchemaDefinition.Reading read(String name) {
        List<Table> bare = catalog.tables().stream()
                .map(this::table)
                .flatMap(Optional::stream)
                .toList();
        List<Table> tables = new ArrayList<>();
        for (Table table : bare) {
            try {
                new RelationalModel(and(tables, table), List.of());
                tables.add(table);
            } catch (InvalidDefinition unfit) {
                findings.add(left("table " + table.name(), unfit));
            }
        }
        List<Table> linked =
                tables.stream().map(table -> withForeignKeys(table, tables)).toList();
        List<View> views = new ArrayList<>();
        for (CatalogView view : catalog.views()) {
            perhaps("view " + view.name(), () -> new RelationalModel(linked, and(views, WordRules.held(view(view)))))
                    .ifPresent(fits -> views.add(view(view)));
        }
        catalog.foreignObjects().forEach(this::foreign);
        catalog.tables().forEach(this::sayWhatIsLeft);
        SchemaDefinition empty = SchemaDefinition.named(name);
        return new SchemaDefinition.Reading(
                new SchemaDefinition(
                        name,
                        new RelationalModel(linked, views),
                        empty.vectors(),
                        empty.cache(),
                        empty.graph(),
                        List.of(),
                        List.of()),
                findings);
    }

    private void sayWhatIsLeft(CatalogTable table) {
        table.exclusions()
                .forEach(exclusion -> foreign(
                        new ForeignObject("exclusion constraint", exclusion.name(), Optional.of(table.name()))));
        if (!table.form().isPlain()) {
            foreign(new ForeignObject("form of table", table.name(), Optional.of(table.name())));
        }
    }

    /** A table of what of it a definition can say; without columns there is nothing to say. */
    private Optional<Table> table(CatalogTable table) {
        List<Column> columns = table.columns().stream()
                .map(column -> perhaps(
                        "table " + table.name() + ", column " + column.name(),
                        () -> WordRules.held("table " + table.name(), column(table, column))))
                .flatMap(Optional::stream)
                .toList();
        return perhaps("table " + table.name(), () -> bare(table, columns)).map(bare -> parts(table, bare));
    }

    private static Table bare(CatalogTable table, List<Column> columns) {
        return new Table(
                table.name(),
                columns.stream().map(CatalogReading::withoutRules).toList(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                table.comment());
    }

    /** A column alone: numbers need a key, and a computation other columns. */
    private static Column withoutRules(Column column) {
        return new Column(
                column.name(),
                column.type(),
                column.nullable(),
                column.defaultValue(),
                Identity.NONE,
                Optional.empty(),
                column.collations(),
                column.comment());
    }

    private Table parts(CatalogTable table, Table bare) {
        Table whole = bare;
        if (table.primaryKey().isPresent()) {
            whole = perhaps(whole, one -> with(one, table.primaryKey()));
        }
        for (CatalogColumn column : table.columns()) {
            whole = perhaps(whole, one -> withRules(one, column));
        }
        for (Unique unique : table.uniques()) {
            whole = perhaps(whole, one -> with(one, and(one.uniques(), unique), one.checks(), one.indexes()));
        }
        for (Check check : table.checks()) {
            whole = perhaps(whole, one -> with(one, one.uniques(), and(one.checks(), check), one.indexes()));
        }
        for (Index index : table.indexes()) {
            whole = perhaps(whole, one -> with(one, one.uniques(), one.checks(), and(one.indexes(), index)));
        }
        return whole;
    }

    private static Table withRules(Table table, CatalogColumn rules) {
        return with(
                table,
                table.columns().stream()
                        .map(column -> column.name().equals(rules.name())
                                ? new Column(
                                        column.name(),
                                        column.type(),
                                        column.nullable(),
                                        column.defaultValue(),
                                        rules.identity(),
                                        rules.generated(),
                                        column.collations(),
                                        column.comment())
                                : column)
                        .toList(),
                table.primaryKey());
    }

    private static Table with(Table table, Optional<PrimaryKey> key) {
        return with(table, table.columns(), key);
    }

    private static Table with(Table table, List<Column> columns, Optional<PrimaryKey> key) {
        return new Table(
                table.name(),
                columns,
                key,
                table.foreignKeys(),
                table.uniques(),
                table.checks(),
                table.indexes(),
                table.comment());
    }

    private static Table with(Table table, List<Unique> uniques, List<Check> checks, List<Index> indexes) {
        return new Table(
                table.name(),
                table.columns(),
                table.primaryKey(),
                table.foreignKeys(),
                uniques,
                checks,
                indexes,
                table.comment());
    }

    private static <T> List<T> and(List<T> some, T more) {
        var all = new ArrayList<>(some);
        all.add(more);
        return all;
    }

    /** With that, or with a finding without it. */
    private Table perhaps(Table table, UnaryOperator<Table> more) {
        return perhaps("table " + table.name(), () -> WordRules.held(more.apply(table)))
                .orElse(table);
    }

    private <T> Optional<T> perhaps(String where, Supplier<T> saying) {
        try {
            return Optional.of(saying.get());
        } catch (InvalidDefinition unfit) {
            findings.add(left(place(where, unfit), unfit));
            return Optional.empty();
        }
    }

    /** A column alone does not know its table. */
    private static String place(String where, InvalidDefinition unfit) {
        String own = unfit.place();
        if (own.startsWith("table ") || own.startsWith("view ")) {
            return own;
        }
        return where.endsWith(own) ? where : where + ", " + own;
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
