package io.whisperschema.diff;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Unique;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One of two tables that are compared logically.
 *
 * @param store where it is
 * @param dialect in whose words it is
 * @param table what it is, as the database has it
 * @param meant what the definition means it to be
 * @param surrogate the column that numbers its rows beside the key that tells them apart in the other table
 */
record LogicalTable(
        String store,
        DialectName dialect,
        CatalogTable table,
        Optional<CatalogTable> meant,
        Optional<CatalogColumn> surrogate) {

    static LogicalTable of(Equivalence.Side side, CatalogTable table, CatalogTable other) {
        return new LogicalTable(
                side.store(),
                side.holds().dialect(),
                table,
                side.meant().flatMap(meant -> meant.table(table.name())),
                surrogate(table, other));
    }

    /** A numbered key that the other does not know, whose key is unique here. */
    private static Optional<CatalogColumn> surrogate(CatalogTable table, CatalogTable other) {
        List<String> natural = columns(other.primaryKey());
        return columns(table.primaryKey()).stream()
                .map(table::column)
                .flatMap(Optional::stream)
                .filter(column -> columns(table.primaryKey()).size() == 1)
                .filter(column -> column.identity() != Identity.NONE)
                .filter(column -> other.column(column.name()).isEmpty())
                .filter(column -> table.uniques().stream()
                        .anyMatch(unique -> unique.columns().equals(natural)))
                .findFirst();
    }

    private static List<String> columns(Optional<PrimaryKey> key) {
        return key.map(PrimaryKey::columns).orElse(List.of());
    }

    /** Its columns, without the surrogate. */
    List<CatalogColumn> columns() {
        return table.columns().stream()
                .filter(column -> surrogate.filter(column::equals).isEmpty())
                .toList();
    }

    /** By what its rows are told apart; empty where that is left to the other table's key. */
    Optional<List<String>> key() {
        return surrogate.isPresent() ? Optional.empty() : Optional.of(columns(table.primaryKey()));
    }

    /** What the definition means a column to be. */
    Optional<CatalogColumn> meant(CatalogColumn column) {
        return meant.flatMap(one -> one.column(column.name()));
    }

    boolean isSurrogateMeant() {
        return surrogate.flatMap(this::meant).isPresent();
    }

    /** In what no two rows agree: constraints, and indexes that are as good as one. */
    List<Unlike> uniques() {
        return Stream.concat(
                        table.uniques().stream().map(Unlike::of),
                        table.indexes().stream().map(Unlike::of).flatMap(Optional::stream))
                .distinct()
                .toList();
    }

    /** The indexes that are not as good as a constraint. */
    List<Index> indexes() {
        return table.indexes().stream()
                .filter(index -> Unlike.of(index).isEmpty())
                .toList();
    }

    LogicalType type(CatalogColumn column) {
        return LogicalType.of(column.type(), dialect);
    }

    String in(String what) {
        return what + " (" + store + ")";
    }

    /**
     * Columns in which no two rows agree.
     *
     * @param columns which, in no order
     * @param nulls whether rows without a value agree
     */
    record Unlike(Set<String> columns, Unique.Nulls nulls) {
        private static Unlike of(Unique unique) {
            return new Unlike(Set.copyOf(unique.columns()), unique.nulls());
        }

        private static Optional<Unlike> of(Index index) {
            boolean sortsAsItsColumns =
                    index.keys().stream().allMatch(key -> key.collations().isEmpty());
            Unique.Nulls nulls =
                    index.uniqueness() == Index.Uniqueness.UNIQUE ? Unique.Nulls.DIFFER : Unique.Nulls.AGREE;
            return index.uniqueColumns()
                    .filter(columns -> sortsAsItsColumns)
                    .map(columns -> new Unlike(Set.copyOf(columns), nulls));
        }

        String words() {
            return "unique (" + String.join(", ", columns.stream().sorted().toList()) + ")"
                    + (nulls == Unique.Nulls.AGREE ? " nulls agree" : "");
        }
    }
}
