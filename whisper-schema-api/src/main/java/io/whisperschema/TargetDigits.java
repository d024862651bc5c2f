package io.whisperschema;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.move.Digits;
import io.whisperschema.move.Field;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.SqlDialect;
import java.util.Optional;

/**
 * What a target makes of text that reads as a number.
 *
 * @param dialect the target's dialect
 * @param holds what it holds, or will hold where it is not there yet
 */
record TargetDigits(SqlDialect dialect, RelationalCatalog holds) {
    /** The same field, told so. */
    Field of(Passage passage, Field field) {
        return new Field(field.source(), field.target(), field.kind(), field.nullness(), digits(passage, field));
    }

    /** Columns that are spelled alike have made numbers of all such text before. */
    private Digits digits(Passage passage, Field field) {
        Optional<CatalogTable> table = holds.table(passage.target());
        return field.kind().isOfSqlite()
                ? Digits.KEPT
                : table.flatMap(one -> one.column(field.target()).map(column -> dialect.digits(one, column)))
                        .orElse(Digits.KEPT);
    }
}
