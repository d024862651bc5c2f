package io.whisperschema.testkit;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.Facts;
import io.whisperschema.catalog.NativeType;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.ScriptReading;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.View;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.migration.Script;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import io.whisperschema.spi.Ddl;
import io.whisperschema.spi.ScriptPart;
import io.whisperschema.spi.SqlDialect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A dialect that says everything as the definition does; what it calls a statement is for reading. Immutable. */
public final class FakeDialect implements SqlDialect {
    /** The name by which definitions may speak of it. */
    public static final DialectName NAME = new DialectName("fake");

    static final RelationalCatalog EMPTY =
            new RelationalCatalog(NAME, List.of(), List.of(), List.of(), Facts.none("fake"));

    private static final FakeDialect DIALECT = new FakeDialect();

    private FakeDialect() {}

    /** The dialect. */
    public static FakeDialect dialect() {
        return DIALECT;
    }

    @Override
    public DialectName name() {
        return NAME;
    }

    @Override
    public RelationalCatalog spell(SchemaDefinition definition) {
        return new RelationalCatalog(
                NAME,
                definition.relational().tables().stream()
                        .map(FakeDialect::table)
                        .toList(),
                definition.relational().views().stream().map(FakeDialect::view).toList(),
                List.of(),
                Facts.none("fake"));
    }

    @Override
    public List<Step> plan(String store, Diff diff) {
        var steps = new FakeSteps(store, Step.Isolation.IN_TRANSACTION);
        return steps.of(diff, change -> step(steps, change));
    }

    /** A fake runs no statements. */
    @Override
    public List<ScriptPart> statements(Script script) {
        return List.of();
    }

    /** Nor does it read any. */
    @Override
    public ScriptReading read(String script) {
        return new ScriptReading(EMPTY, List.of());
    }

    @Override
    public Ddl ddl(SchemaDefinition definition) {
        RelationalCatalog catalog = spell(definition);
        var tables = new LinkedHashMap<String, List<String>>();
        catalog.tables().forEach(table -> tables.put(table.name(), List.of(statement(table))));
        return new Ddl(
                tables,
                catalog.views().stream()
                        .map(view -> "VIEW " + view.name() + " AS " + view.query())
                        .toList());
    }

    private static Step step(FakeSteps steps, Change change) {
        if (change instanceof RelationalChange.DropTable) {
            return steps.losing(change, "the rows");
        }
        if (change instanceof RelationalChange.DropColumn) {
            return steps.losing(change, "the values");
        }
        if (change instanceof RelationalChange.CreateTable create) {
            return steps.step(
                    change,
                    statement(create.table()),
                    Risk.NONE,
                    new Undo.ByChange(new RelationalChange.DropTable(create.table())));
        }
        return steps.step(change, Risk.NONE, new Undo.Impossible("the fake knows none"));
    }

    private static String statement(CatalogTable table) {
        return table.columns().stream()
                .map(column -> column.name() + " " + column.type() + (column.nullable() ? "" : " not null"))
                .collect(Collectors.joining(", ", "TABLE " + table.name() + " (", ")"));
    }

    private static CatalogTable table(Table table) {
        return new CatalogTable(
                table.name(),
                table.columns().stream().map(FakeDialect::column).toList(),
                table.primaryKey().map(key -> new PrimaryKey(key.name(), key.columns(), Optional.empty())),
                table.foreignKeys().stream().map(key -> key.resolved(NAME)).toList(),
                table.uniques(),
                table.checks(),
                table.indexes(),
                table.comment());
    }

    private static CatalogColumn column(Column column) {
        return new CatalogColumn(
                column.name(),
                new NativeType(column.type().text(), Optional.of(column.type())),
                column.nullable(),
                column.defaultValue(),
                column.identity(),
                column.generated(),
                Optional.ofNullable(column.collations().get(NAME)),
                column.comment());
    }

    /** Nobody writes a query for a fake, so it takes another dialect's. */
    private static CatalogView view(View view) {
        String query = view.queries().entrySet().stream()
                .min(Map.Entry.comparingByKey((one, other) -> one.value().compareTo(other.value())))
                .map(Map.Entry::getValue)
                .orElseThrow();
        return new CatalogView(view.name(), query);
    }
}
