package io.whisperschema.move;

import static java.util.Objects.requireNonNull;

/**
 * What there is to move of one table.
 *
 * @param source its name on the source
 * @param rows how many rows
 * @param bytes about how many bytes their values have
 * @param chunks in how many parts they move
 */
public record PassageSurvey(String source, long rows, long bytes, int chunks) {
    public PassageSurvey {
        requireNonNull(source);
    }
}
