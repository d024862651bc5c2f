package io.whisperschema.diff;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.definition.relational.Generated;

/** Whether two columns are the same. */
record ColumnComparison(CatalogColumn actual, CatalogColumn desired) {
    Verdict verdict() {
        return Verdict.of(actual.type().text().equals(desired.type().text())
                        && actual.nullable() == desired.nullable()
                        && actual.identity() == desired.identity()
                        && actual.collation().equals(desired.collation())
                        && actual.generated()
                                .map(Generated::storage)
                                .equals(desired.generated().map(Generated::storage))
                        && actual.comment().equals(desired.comment()))
                .and(ExpressionComparison.compare(actual.defaultValue(), desired.defaultValue()))
                .and(ExpressionComparison.compare(
                        actual.generated().map(Generated::expression),
                        desired.generated().map(Generated::expression)));
    }
}
