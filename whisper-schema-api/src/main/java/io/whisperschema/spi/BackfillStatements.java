package io.whisperschema.spi;

import static java.util.Objects.requireNonNull;

/**
 * The statements of a backfill in one dialect.
 *
 * @param batch fills some rows, and answers for each with 1 if it still meets the condition, and with 0 if not
 * @param remaining answers how many rows meet the condition
 */
public record BackfillStatements(String batch, String remaining) {
    public BackfillStatements {
        requireNonNull(batch);
        requireNonNull(remaining);
    }
}
