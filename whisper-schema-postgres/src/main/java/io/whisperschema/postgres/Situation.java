package io.whisperschema.postgres;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.diff.Renaming;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a plan is made from.
 *
 * @param store the store's name
 * @param found what there is
 * @param from what there is, under the new names
 * @param to what there should be
 * @param changes the changes of the difference
 * @param touched the columns whose change others feel
 */
record Situation(
        String store,
        RelationalCatalog found,
        RelationalCatalog from,
        RelationalCatalog to,
        List<RelationalChange> changes,
        TouchedColumns touched) {
    static Situation of(String store, Diff diff) {
        List<RelationalChange> changes =
                diff.changes().stream().map(RelationalChange.class::cast).toList();
        RelationalCatalog from = Renaming.of(diff).applied((RelationalCatalog) diff.from());
        var to = (RelationalCatalog) diff.to();
        return new Situation(
                store, (RelationalCatalog) diff.from(), from, to, changes, TouchedColumns.by(changes, from, to));
    }

    /** The changes of that kind. */
    <T extends RelationalChange> List<T> all(Class<T> kind) {
        return changes.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Whether exactly that change is among the changes. */
    boolean changes(RelationalChange change) {
        return changes.contains(change);
    }

    /** The tables that stay, under their new names. */
    List<CatalogTable> stayingTables() {
        return from.tables().stream()
                .filter(table -> all(RelationalChange.DropTable.class).stream()
                        .noneMatch(drop -> drop.table().name().equals(table.name())))
                .toList();
    }

    /** What a constraint of that table is called afterwards. */
    String renamedConstraint(String table, String name) {
        return all(RelationalChange.RenameConstraint.class).stream()
                .filter(rename ->
                        rename.table().equals(table) && rename.before().equals(name))
                .map(RelationalChange.RenameConstraint::after)
                .findFirst()
                .orElse(name);
    }

    /** What an index of that table is called afterwards. */
    String renamedIndex(String table, String name) {
        return all(RelationalChange.RenameIndex.class).stream()
                .filter(rename ->
                        rename.table().equals(table) && rename.before().name().equals(name))
                .map(rename -> rename.after().name())
                .findFirst()
                .orElse(name);
    }

    /** What that table was called before; the texts of views and foreign objects know it by that name. */
    String oldTable(String name) {
        return all(RelationalChange.RenameTable.class).stream()
                .filter(rename -> rename.after().equals(name))
                .map(RelationalChange.RenameTable::before)
                .findFirst()
                .orElse(name);
    }

    /** What that column was called before. */
    String oldColumn(String table, String name) {
        return all(RelationalChange.RenameColumn.class).stream()
                .filter(rename -> rename.table().equals(table) && rename.after().equals(name))
                .map(RelationalChange.RenameColumn::before)
                .findFirst()
                .orElse(name);
    }

    /** The old names that are given up, each as a table or as a table and its column. */
    List<List<String>> namesGivenUp() {
        return Stream.concat(
                        all(RelationalChange.RenameTable.class).stream().map(rename -> List.of(rename.before())),
                        all(RelationalChange.RenameColumn.class).stream()
                                .map(rename -> List.of(oldTable(rename.table()), rename.before())))
                .toList();
    }

    /** Whether that table comes with these changes. */
    boolean isNew(String table) {
        return all(RelationalChange.CreateTable.class).stream()
                .anyMatch(create -> create.table().name().equals(table));
    }

    /** Whether that table, as it is or will be, is divided into partitions. */
    boolean isPartitioned(String table) {
        return from.table(table)
                .or(() -> to.table(table))
                .flatMap(one -> one.form().partitionedBy())
                .isPresent();
    }

    /** The table of that name as it should be. */
    Optional<CatalogTable> wanted(String table) {
        return to.table(table);
    }
}
