package io.whisperschema;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import io.whisperschema.move.MoveScope;
import io.whisperschema.move.Strangers;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of a source that its definition does not speak of and that move too.
 *
 * @param tables as they are read
 * @param findings what of them cannot be said exactly
 */
record CarriedTables(List<Table> tables, List<Finding> findings) {
    CarriedTables {
        tables = List.copyOf(tables);
        findings = List.copyOf(findings);
    }

    /**
     * Those of a source.
     *
     * @param from what the source holds
     * @param wanted what the target will hold by the definition
     * @param known the tables of the definition
     */
    static CarriedTables of(RelationalCatalog from, RelationalCatalog wanted, List<Table> known, MoveScope scope) {
        if (scope.strangers() != Strangers.CARRIED) {
            return new CarriedTables(List.of(), List.of());
        }
        Set<String> strangers = from.tables().stream()
                .filter(table -> table.form().partitionOf().isEmpty())
                .map(CatalogTable::name)
                .filter(scope.selection()::takes)
                .filter(name -> wanted.table(scope.targetName(name)).isEmpty())
                .collect(Collectors.toSet());
        SchemaDefinition.Reading reading = SchemaDefinition.from("carried", from);
        List<Table> read = reading.definition().relational().tables().stream()
                .filter(table -> strangers.contains(table.name()))
                .toList();
        Stream<Finding> inexact = reading.findings().stream()
                .filter(finding -> strangers.stream().anyMatch(name -> isOf(finding, name)))
                .map(CarriedTables::noticed);
        var keys = new CarriedKeys(read, known, scope::targetName);
        List<Table> tables = keys.tables();
        return new CarriedTables(
                tables, Stream.concat(inexact, keys.findings().stream()).toList());
    }

    private static boolean isOf(Finding finding, String table) {
        String place = "table " + table;
        return finding.place().equals(place) || finding.place().startsWith(place + ",");
    }

    /** Whatever cannot be carried at all is an error of the pairing. */
    private static Finding noticed(Finding finding) {
        return finding.severity() == Severity.NOTICE
                ? finding
                : Finding.notice(finding.place(), finding.expected(), finding.found(), finding.remedy());
    }

    /** A definition that speaks of them too. */
    SchemaDefinition with(SchemaDefinition definition) {
        return tables.isEmpty() ? definition : definition.tables(tables.toArray(Table[]::new));
    }

    /** What a target holds with them that has none of them yet. */
    RelationalCatalog beside(RelationalCatalog now, RelationalCatalog spelled) {
        List<CatalogTable> missing = tables.stream()
                .map(Table::name)
                .filter(name -> now.table(name).isEmpty())
                .flatMap(name -> spelled.table(name).stream())
                .toList();
        return new RelationalCatalog(
                now.dialect(),
                Stream.concat(now.tables().stream(), missing.stream()).toList(),
                now.views(),
                now.foreignObjects(),
                now.facts());
    }
}
