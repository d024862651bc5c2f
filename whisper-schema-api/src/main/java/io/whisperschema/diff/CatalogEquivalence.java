package io.whisperschema.diff;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.finding.Finding;
import io.whisperschema.internal.sql.RawComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** How two catalogs differ logically. */
final class CatalogEquivalence {
    static final String BRING_BOTH = "validate says which store differs from the definition; plan and execute mend it.";
    private static final String BEYOND = "The definition does not speak of it; add it, if it shall be in both stores.";

    private final Equivalence.Side expected;
    private final Equivalence.Side found;
    private final Adoption adoption;
    private final List<Finding> findings = new ArrayList<>();

    CatalogEquivalence(Equivalence.Side expected, Equivalence.Side found, Adoption adoption) {
        this.expected = expected;
        this.found = found;
        this.adoption = adoption;
    }

    List<Finding> findings() {
        for (CatalogTable table : expected.holds().tables()) {
            found.holds()
                    .table(table.name())
                    .ifPresentOrElse(other -> compare(table, other), () -> lonely(table, expected));
        }
        found.holds().tables().stream()
                .filter(table -> expected.holds().table(table.name()).isEmpty())
                .forEach(table -> lonely(table, found));
        views();
        foreign(expected);
        foreign(found);
        return findings;
    }

    private void compare(CatalogTable left, CatalogTable right) {
        var one = LogicalTable.of(expected, left, right);
        var other = LogicalTable.of(found, right, left);
        findings.addAll(new TableEquivalence(one, other, adoption).findings());
    }

    private void lonely(CatalogTable table, Equivalence.Side where) {
        String place = "table " + table.name();
        Optional<String> whole = table.form().partitionOf().map(partition -> partition.table());
        if (whole.isPresent()) {
            findings.add(
                    only(Finding::notice, place, "a partition", where, "Its rows are those of " + whole.get() + "."));
        } else if (isSpokenOf(catalog -> catalog.table(table.name()).isPresent())) {
            findings.add(only(Finding::error, place, "the table", where, BRING_BOTH));
        } else {
            findings.add(only(Finding::warning, place, "the table", where, BEYOND));
        }
    }

    /** Without a definition everything counts. */
    private boolean isSpokenOf(Predicate<RelationalCatalog> holds) {
        return (expected.meant().isEmpty() && found.meant().isEmpty())
                || expected.meant().filter(holds).isPresent()
                || found.meant().filter(holds).isPresent();
    }

    private void views() {
        for (CatalogView view : expected.holds().views()) {
            found.holds()
                    .view(view.name())
                    .ifPresentOrElse(other -> compare(view, other), () -> lonely(view, expected, found));
        }
        found.holds().views().stream()
                .filter(view -> expected.holds().view(view.name()).isEmpty())
                .forEach(view -> lonely(view, found, expected));
    }

    private void compare(CatalogView left, CatalogView right) {
        boolean asMeant = isAsMeant(left, expected) && isAsMeant(right, found);
        boolean same = expected.holds().dialect().equals(found.holds().dialect())
                && RawComparison.same(
                        left.query(), right.query(), expected.holds().dialect());
        if (!asMeant && !same) {
            findings.add(Finding.warning(
                    "view " + left.name(),
                    in(expected, left.query()),
                    in(found, right.query()),
                    "We cannot tell whether these ask the same; compare them by eye."));
        }
    }

    private static boolean isAsMeant(CatalogView view, Equivalence.Side side) {
        return side.meant()
                .flatMap(meant -> meant.view(view.name()))
                .filter(meant -> RawComparison.same(
                        meant.query(), view.query(), side.holds().dialect()))
                .isPresent();
    }

    private void lonely(CatalogView view, Equivalence.Side where, Equivalence.Side missing) {
        String place = "view " + view.name();
        if (missing.meant().isPresent() && isMeant(view, where) && !isMeant(view, missing)) {
            findings.add(
                    only(Finding::notice, place, "the view", where, "The definition has it for this dialect alone."));
        } else if (isSpokenOf(catalog -> catalog.view(view.name()).isPresent())) {
            findings.add(only(Finding::error, place, "the view", where, BRING_BOTH));
        } else {
            findings.add(only(Finding::warning, place, "the view", where, BEYOND));
        }
    }

    private static boolean isMeant(CatalogView view, Equivalence.Side side) {
        return side.meant().flatMap(meant -> meant.view(view.name())).isPresent();
    }

    private void foreign(Equivalence.Side side) {
        for (ForeignObject object : side.holds().foreignObjects()) {
            findings.add(only(
                    Finding::notice,
                    object.type() + " " + object.name()
                            + object.table().map(table -> " on table " + table).orElse(""),
                    "it",
                    side,
                    "No definition speaks of such things; see to it yourself in the other store."));
        }
    }

    /** How a finding is made. */
    interface Made {
        Finding of(String place, String expected, String found, String remedy);
    }

    private Finding only(Made severity, String place, String what, Equivalence.Side where, String remedy) {
        return where.equals(expected)
                ? severity.of(place, in(expected, what), in(found, "nothing"), remedy)
                : severity.of(place, in(expected, "nothing"), in(found, what), remedy);
    }

    private static String in(Equivalence.Side side, String what) {
        return what + " (" + side.store() + ")";
    }
}
