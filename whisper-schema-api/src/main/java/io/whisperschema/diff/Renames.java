package io.whisperschema.diff;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.finding.Finding;
import io.whisperschema.internal.Checks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hints about names, applied to what is there: the changes that they make, and the catalog after them. On SQLite names
 * that differ only by case are the same and take the wished for spelling without a change.
 */
final class Renames {
    private final DialectName dialect;
    private final Map<String, String> tables = new HashMap<>();
    private final Map<String, Map<String, String>> columns = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Finding> remarks = new ArrayList<>();

    /** A hint that does not fit is none: it may have been followed already. */
    Renames(RelationalCatalog actual, RelationalCatalog desired, DiffHints hints) {
        this.dialect = desired.dialect();
        hints.tables().forEach((before, after) -> {
            if (goes(actual.table(before).isPresent(), desired.table(before).isPresent())
                    && comes(
                            actual.table(after).isPresent(),
                            desired.table(after).isPresent())) {
                tables.put(before, after);
                changes.add(new RelationalChange.RenameTable(before, after));
            } else if (actual.table(before).isPresent()) {
                passedOver("table " + before, after, actual.table(after).isPresent());
            }
        });
        if (desired.dialect().equals(DialectName.SQLITE)) {
            respell(names(actual), names(desired), "table ", tables);
        }
        Map<String, CatalogTable> wanted =
                desired.tables().stream().collect(Collectors.toMap(CatalogTable::name, Function.identity()));
        for (CatalogTable table : actual.tables()) {
            String name = tables.getOrDefault(table.name(), table.name());
            if (wanted.containsKey(name)) {
                columns(name, table, wanted.get(name), hints.columns().getOrDefault(name, Map.of()));
            }
        }
    }

    private void columns(String name, CatalogTable table, CatalogTable wanted, Map<String, String> hints) {
        var names = new HashMap<String, String>();
        if (dialect.equals(DialectName.SQLITE)) {
            respell(names(table), names(wanted), "table " + name + ", column ", names);
        }
        hints.forEach((before, after) -> {
            if (goes(table.column(before).isPresent(), wanted.column(before).isPresent())
                    && comes(
                            table.column(after).isPresent(),
                            wanted.column(after).isPresent())) {
                names.put(before, after);
                changes.add(new RelationalChange.RenameColumn(name, before, after));
            } else if (table.column(before).isPresent()) {
                passedOver(
                        "table " + name + ", column " + before,
                        after,
                        table.column(after).isPresent());
            }
        });
        if (!names.isEmpty()) {
            columns.put(name, names);
        }
    }

    /** One whose old name is gone has been followed; one whose old name is there has not. */
    private void passedOver(String place, String after, boolean isTaken) {
        remarks.add(Finding.warning(
                place,
                "the name " + after + ", as a hint says",
                isTaken ? "that something has that name already" : "that the definition does not have it so",
                "The hint is passed over: what is there is compared by its present names. Names that are exchanged or"
                        + " handed on take a plan for each step, by way of a third name."));
    }

    private void respell(Set<String> there, Set<String> wanted, String place, Map<String, String> names) {
        Map<String, String> missing = wanted.stream()
                .filter(one -> !there.contains(one))
                .collect(Collectors.toMap(Checks::folded, Function.identity(), (one, alike) -> one));
        there.stream().filter(name -> !wanted.contains(name)).forEach(name -> {
            Optional.ofNullable(missing.get(Checks.folded(name))).ifPresent(one -> {
                names.put(name, one);
                remarks.add(
                        Finding.notice(place + one, one, name, "SQLite takes both for the same; it is left as it is."));
            });
        });
    }

    private static Set<String> names(RelationalCatalog catalog) {
        return names(catalog.tables().stream().map(CatalogTable::name));
    }

    private static Set<String> names(CatalogTable table) {
        return names(table.columns().stream().map(CatalogColumn::name));
    }

    private static Set<String> names(Stream<String> names) {
        return names.collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean goes(boolean isThere, boolean isWanted) {
        return isThere && !isWanted;
    }

    private static boolean comes(boolean isThere, boolean isWanted) {
        return !isThere && isWanted;
    }

    List<Finding> remarks() {
        return remarks;
    }

    List<Change> changes() {
        return changes;
    }

    Renaming renaming() {
        return new Renaming(tables, columns);
    }
}
