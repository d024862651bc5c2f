package io.whisperschema.diff;

import static io.whisperschema.diff.CatalogEquivalence.BRING_BOTH;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ExpressionParts;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.finding.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.IntStream;

/** How two tables of one name differ logically. */
final class TableEquivalence {
    private static final String BY_EYE = "We cannot tell whether these are the same; compare them by eye.";

    private final LogicalTable expected;
    private final LogicalTable found;
    private final Adoption adoption;
    private final String place;
    private final List<Finding> findings = new ArrayList<>();

    TableEquivalence(LogicalTable expected, LogicalTable found, Adoption adoption) {
        this.expected = expected;
        this.found = found;
        this.adoption = adoption;
        this.place = "table " + expected.table().name();
    }

    List<Finding> findings() {
        surrogate(expected);
        surrogate(found);
        columns();
        key();
        uniques();
        foreignKeys();
        checks();
        indexes();
        exclusions();
        return findings;
    }

    private void surrogate(LogicalTable table) {
        table.surrogate().filter(column -> !table.isSurrogateMeant()).ifPresent(column -> {
            String number = "column " + column.name() + " beside the natural key";
            findings.add(only(
                    Finding::notice,
                    table,
                    number,
                    "It numbers the rows, which the other store tells apart without it."));
        });
    }

    private void columns() {
        for (CatalogColumn column : expected.columns()) {
            found.table()
                    .column(column.name())
                    .ifPresentOrElse(other -> compare(column, other), () -> lonely(column, expected));
        }
        found.columns().stream()
                .filter(column -> expected.table().column(column.name()).isEmpty())
                .forEach(column -> lonely(column, found));
    }

    private void lonely(CatalogColumn column, LogicalTable where) {
        findings.add(only(
                Finding::error, where, "column " + column.name() + " " + RelationalWords.column(column), BRING_BOTH));
    }

    private void compare(CatalogColumn left, CatalogColumn right) {
        findings.addAll(new ColumnEquivalence(expected, left, found, right, adoption).findings());
    }

    /** A table with a surrogate has the other's key by its very definition. */
    private void key() {
        if (expected.key().isPresent()
                && found.key().isPresent()
                && !expected.key().equals(found.key())) {
            findings.add(
                    Finding.error(place, expected.in(words(expected.key())), found.in(words(found.key())), BRING_BOTH));
        }
    }

    private static String words(Optional<List<String>> key) {
        return key.filter(columns -> !columns.isEmpty())
                .map(columns -> "primary key (" + String.join(", ", columns) + ")")
                .orElse("no primary key");
    }

    private void uniques() {
        List<LogicalTable.Unlike> left = withoutKey(expected, found);
        List<LogicalTable.Unlike> right = withoutKey(found, expected);
        left.stream()
                .filter(one -> !right.contains(one))
                .forEach(one -> findings.add(only(Finding::error, expected, one.words(), BRING_BOTH)));
        right.stream()
                .filter(one -> !left.contains(one))
                .forEach(one -> findings.add(only(Finding::error, found, one.words(), BRING_BOTH)));
    }

    /** Beside a surrogate the other's key is unique; that is all there is to it. */
    private static List<LogicalTable.Unlike> withoutKey(LogicalTable table, LogicalTable other) {
        List<String> key = table.surrogate().isPresent() ? other.key().orElse(List.of()) : List.of();
        return table.uniques().stream()
                .filter(unlike -> !unlike.columns().equals(Set.copyOf(key)))
                .toList();
    }

    private void foreignKeys() {
        var pairs = new Pairs<>(expected.table().foreignKeys(), found.table().foreignKeys());
        pairs.pair((left, right) -> reference(left).equals(reference(right)), this::compare);
        pairs.left()
                .forEach(key ->
                        findings.add(only(Finding::error, expected, RelationalWords.foreignKey(key), BRING_BOTH)));
        pairs.right()
                .forEach(key -> findings.add(only(Finding::error, found, RelationalWords.foreignKey(key), BRING_BOTH)));
    }

    private static Map<String, String> reference(ForeignKey key) {
        var columns = new HashMap<String, String>();
        for (int i = 0; i < key.columns().size(); i++) {
            columns.put(
                    key.columns().get(i), key.table() + "." + key.references().get(i));
        }
        return columns;
    }

    private void compare(ForeignKey left, ForeignKey right) {
        boolean same = left.actions().equals(right.actions()) && left.deferral() == right.deferral();
        if (!same && !(isMeant(left, expected) && isMeant(right, found))) {
            findings.add(Finding.error(
                    place,
                    expected.in(RelationalWords.foreignKey(left)),
                    found.in(RelationalWords.foreignKey(right)),
                    "Deleting and changing keys does not do the same in both. If that is meant, say so per dialect with"
                            + " onDelete(…)."));
        }
    }

    private static boolean isMeant(ForeignKey key, LogicalTable table) {
        return table.meant()
                .filter(meant ->
                        meant.foreignKeys().stream().anyMatch(one -> ConstraintComparison.sameButName(one, key)))
                .isPresent();
    }

    private void checks() {
        var pairs = new Pairs<>(expected.table().checks(), found.table().checks());
        pairs.pair((left, right) -> sameWords(left.condition(), right.condition()), (left, right) -> {});
        pairs.pair(asMeant(table -> table.checks(), ConstraintComparison::compareButName), (left, right) -> {});
        pairs.pair(
                (left, right) -> isInWords(left.condition()) || isInWords(right.condition()),
                (left, right) -> findings.add(Finding.warning(
                        place,
                        expected.in(RelationalWords.check(left)),
                        found.in(RelationalWords.check(right)),
                        BY_EYE)));
        pairs.left().forEach(check -> lonely(check, expected));
        pairs.right().forEach(check -> lonely(check, found));
    }

    private void lonely(Check check, LogicalTable where) {
        findings.add(only(Finding::error, where, RelationalWords.check(check), BRING_BOTH));
    }

    /** Words of a dialect mean the same only within it. */
    private boolean sameWords(Expression left, Expression right) {
        return (expected.dialect().equals(found.dialect()) || !isInWords(left))
                && ExpressionComparison.compare(left, right) == Verdict.EQUAL;
    }

    private static boolean isInWords(Expression expression) {
        return ExpressionParts.any(expression, Expression.Raw.class::isInstance);
    }

    /** Both are what one part of the definition is in their dialects; it has its parts in one order for all. */
    private <T> BiPredicate<T, T> asMeant(Function<CatalogTable, List<T>> parts, BiFunction<T, T, Verdict> compare) {
        List<T> one = expected.meant().map(parts).orElse(List.of());
        List<T> other = found.meant().map(parts).orElse(List.of());
        return (left, right) -> one.size() == other.size()
                && IntStream.range(0, one.size())
                        .anyMatch(i -> compare.apply(left, one.get(i)) == Verdict.EQUAL
                                && compare.apply(right, other.get(i)) == Verdict.EQUAL);
    }

    private void indexes() {
        var pairs = new Pairs<>(expected.indexes(), found.indexes());
        pairs.pair(this::sameRows, (left, right) -> {});
        pairs.pair(asMeant(table -> table.indexes(), ConstraintComparison::compareButName), (left, right) -> {});
        pairs.pair(
                (left, right) -> left.uniqueness() == right.uniqueness() && (isInWords(left) || isInWords(right)),
                (left, right) -> findings.add(Finding.warning(
                        place,
                        expected.in(RelationalWords.index(left)),
                        found.in(RelationalWords.index(right)),
                        BY_EYE)));
        pairs.left().forEach(index -> lonely(index, expected));
        pairs.right().forEach(index -> lonely(index, found));
    }

    private void lonely(Index index, LogicalTable where) {
        boolean refuses = index.uniqueness() != Index.Uniqueness.REPEATING;
        findings.add(only(
                refuses ? Finding::error : Finding::warning,
                where,
                RelationalWords.index(index),
                refuses ? BRING_BOTH : "The same rows are found without it, but slower. " + BRING_BOTH));
    }

    private boolean sameRows(Index left, Index right) {
        return left.uniqueness() == right.uniqueness()
                && left.keys().size() == right.keys().size()
                && left.where().isPresent() == right.where().isPresent()
                && left.where()
                        .map(where -> sameWords(where, right.where().orElseThrow()))
                        .orElse(true)
                && IntStream.range(0, left.keys().size())
                        .allMatch(i -> sameKey(left.keys().get(i), right.keys().get(i)));
    }

    private boolean sameKey(Index.Key left, Index.Key right) {
        return left.order() == right.order()
                && left.collations().isEmpty() == right.collations().isEmpty()
                && sameWords(left.expression(), right.expression());
    }

    private static boolean isInWords(Index index) {
        return index.where().filter(TableEquivalence::isInWords).isPresent()
                || index.keys().stream()
                        .anyMatch(key ->
                                isInWords(key.expression()) || !key.collations().isEmpty());
    }

    private void exclusions() {
        var pairs = new Pairs<>(expected.table().exclusions(), found.table().exclusions());
        pairs.pair(ConstraintComparison::same, (left, right) -> {});
        String remedy = "The other store takes rows that this one refuses.";
        pairs.left()
                .forEach(one ->
                        findings.add(only(Finding::warning, expected, "exclusion constraint " + one.name(), remedy)));
        pairs.right()
                .forEach(one ->
                        findings.add(only(Finding::warning, found, "exclusion constraint " + one.name(), remedy)));
    }

    private Finding only(CatalogEquivalence.Made severity, LogicalTable where, String what, String remedy) {
        return where.equals(expected)
                ? severity.of(place, expected.in(what), found.in("nothing"), remedy)
                : severity.of(place, expected.in("nothing"), found.in(what), remedy);
    }
}
