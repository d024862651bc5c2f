package io.whisperschema.diff;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.definition.relational.Identity;
import java.util.Set;

/** Whether two columns are the same. */
record ColumnComparison(CatalogColumn actual, CatalogColumn desired) {
    private static final Set<Identity> SPELLINGS = Set.of(Identity.SERIAL, Identity.GENERATED);

    Verdict verdict() {
        return Verdict.of(actual.type().text().equals(desired.type().text())
                        && actual.nullable() == desired.nullable()
                        && numbersAlike()
                        && actual.collation().equals(desired.collation())
                        && actual.comment().equals(desired.comment()))
                .and(ExpressionComparison.compare(actual.defaultValue(), desired.defaultValue()))
                .and(computation());
    }

    Verdict computation() {
        return Verdict.of(actual.generated()
                        .map(Generated::storage)
                        .equals(desired.generated().map(Generated::storage)))
                .and(ExpressionComparison.compare(
                        actual.generated().map(Generated::expression),
                        desired.generated().map(Generated::expression)));
    }

    private boolean numbersAlike() {
        return actual.identity() == desired.identity() || isNumberedInAnotherSpelling();
    }

    /** A SERIAL does all that an identity does, and the reverse; nobody wants a table changed for it. */
    boolean isNumberedInAnotherSpelling() {
        return actual.identity() != desired.identity()
                && SPELLINGS.contains(actual.identity())
                && SPELLINGS.contains(desired.identity());
    }
}
