package io.whisperschema.diff;

import io.whisperschema.catalog.CatalogColumn;

/** Whether two columns are the same. */
record ColumnComparison(CatalogColumn actual, CatalogColumn desired) {
    Verdict verdict() {
        return Verdict.of(actual.type().text().equals(desired.type().text())
                        && actual.nullable() == desired.nullable()
                        && actual.identity() == desired.identity()
                        && actual.comment().equals(desired.comment()))
                .and(ExpressionComparison.compare(actual.defaultValue(), desired.defaultValue()));
    }
}
