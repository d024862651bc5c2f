package io.whisperschema;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.NativeType;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.finding.Finding;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.Sorting;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where two stores answer in another order although they hold the same.
 *
 * @param one one of them
 * @param other the other
 */
record SortingNotices(Side one, Side other) {
    /**
     * A store.
     *
     * @param store its name
     * @param sorting how it sorts
     */
    record Side(String store, Sorting sorting) {
        private String collation(CatalogColumn column) {
            return sorting.collation(column.collation());
        }

        private String order(String collation) {
            return (sorting.isByBytes(collation) ? "by bytes" : "by " + collation) + " (" + store + ")";
        }

        private String nulls() {
            return sorting.nulls().name().toLowerCase(Locale.ROOT) + " (" + store + ")";
        }
    }

    /**
     * A column in both stores.
     *
     * @param table the table of the one
     * @param ofOne the column of the one
     * @param ofOther the column of the other
     */
    record Pair(CatalogTable table, CatalogColumn ofOne, CatalogColumn ofOther) {
        private boolean isText() {
            return isText(ofOne.type()) && isText(ofOther.type());
        }

        private static boolean isText(NativeType type) {
            String words = type.text().toLowerCase(Locale.ROOT);
            return type.portable().filter(ScalarType.TEXT::equals).isPresent()
                    || words.startsWith("char")
                    || words.startsWith("varchar");
        }

        private boolean isSortedBy() {
            Stream<List<String>> keys = Stream.concat(
                    table.primaryKey().stream().map(PrimaryKey::columns),
                    table.uniques().stream().map(Unique::columns));
            return keys.anyMatch(columns -> columns.contains(ofOne.name()))
                    || table.indexes().stream()
                            .flatMap(index -> index.keys().stream())
                            .anyMatch(key -> key.expression() instanceof Expression.Column column
                                    && column.name().equals(ofOne.name()));
        }

        private String name() {
            return table.name() + "." + ofOne.name();
        }
    }

    /** The columns of a passage. */
    static Stream<Pair> pairs(Passage passage, RelationalCatalog from, RelationalCatalog to) {
        return passage.fields().stream()
                .flatMap(field ->
                        pair(from.table(passage.source()), field.source(), to.table(passage.target()), field.target()));
    }

    /** The columns of one name in two catalogs. */
    static Stream<Pair> pairs(RelationalCatalog from, RelationalCatalog to) {
        return from.tables().stream()
                .flatMap(table -> table.columns().stream()
                        .flatMap(column ->
                                pair(Optional.of(table), column.name(), to.table(table.name()), column.name())));
    }

    private static Stream<Pair> pair(
            Optional<CatalogTable> from, String ofOne, Optional<CatalogTable> to, String ofOther) {
        return from.stream()
                .flatMap(table -> table.column(ofOne).stream()
                        .flatMap(column -> to.flatMap(there -> there.column(ofOther)).stream()
                                .map(there -> new Pair(table, column, there))));
    }

    /** Those of two stores that tell how they sort. */
    static Optional<SortingNotices> between(RelationalStore one, RelationalStore other) {
        return one.sorting()
                .flatMap(first -> other.sorting()
                        .map(second ->
                                new SortingNotices(new Side(one.name(), first), new Side(other.name(), second))));
    }

    /** How texts of the columns are sorted otherwise, a notice for each way. */
    List<Finding> texts(List<Pair> columns) {
        return columns.stream()
                .filter(pair -> pair.isText() && !isAlike(pair))
                .map(this::orders)
                .distinct()
                .map(orders -> notice(orders, columns))
                .toList();
    }

    private boolean isAlike(Pair pair) {
        String first = one.collation(pair.ofOne());
        String second = other.collation(pair.ofOther());
        boolean bytes = one.sorting().isByBytes(first) && other.sorting().isByBytes(second);
        boolean sameKind = one.sorting().byBytes().equals(other.sorting().byBytes());
        return bytes || (sameKind && first.equals(second));
    }

    private Orders orders(Pair pair) {
        return new Orders(one.order(one.collation(pair.ofOne())), other.order(other.collation(pair.ofOther())));
    }

    /** Two ways to sort. */
    private record Orders(String ofOne, String ofOther) {}

    private Finding notice(Orders orders, List<Pair> columns) {
        List<String> sorted = columns.stream()
                .filter(pair -> pair.isText() && pair.isSortedBy() && !isAlike(pair))
                .filter(pair -> orders(pair).equals(orders))
                .map(Pair::name)
                .toList();
        return Finding.notice(
                "order of texts",
                orders.ofOne(),
                orders.ofOther(),
                "Where order matters, say it with collate(…) in the definition or COLLATE in the query"
                        + (sorted.isEmpty()
                                ? "."
                                : "; these are in keys or indexes: " + String.join(", ", sorted) + "."));
    }

    /** Where rows without a value stand, if that differs and a column may be without. */
    List<Finding> nulls(List<Pair> columns) {
        boolean differs = one.sorting().nulls() != other.sorting().nulls()
                && columns.stream().anyMatch(pair -> pair.ofOther().nullable());
        return differs
                ? List.of(Finding.notice(
                        "order of rows without a value",
                        one.nulls(),
                        other.nulls(),
                        "Where order matters, say NULLS FIRST or NULLS LAST in the query."))
                : List.of();
    }
}
