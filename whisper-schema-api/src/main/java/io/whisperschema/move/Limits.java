package io.whisperschema.move;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Set;

/**
 * What a target cannot hold, beyond what the kinds of its fields say.
 *
 * @param specials the values that are no ordinary number or moment and that it can hold
 * @param earliest the first date that it holds and orders
 * @param latest the last one
 * @param longestKey how many bytes a text in a key may have before its index may refuse it
 */
public record Limits(Set<Special> specials, LocalDate earliest, LocalDate latest, int longestKey) {
    public Limits {
        specials = Set.copyOf(specials);
        requireNonNull(earliest);
        requireNonNull(latest);
    }

    /** A value that is no ordinary number or moment. */
    public enum Special {
        /** A real that is not a number. */
        REAL_NAN,
        /** An infinite real. */
        REAL_INFINITY,
        /** A decimal that is not a number. */
        DECIMAL_NAN,
        /** An infinite decimal. */
        DECIMAL_INFINITY,
        /** A moment or date before or after all others. */
        MOMENT_INFINITY,
        /** Text that is no JSON in a column of JSON that is kept as text. */
        JSON_UNCHECKED
    }

    /** Those of nothing that a database holds. */
    public static Limits none() {
        var lastDay = LocalDate.ofEpochDay(Integer.MAX_VALUE);
        return new Limits(
                Set.of(Special.values()), LocalDate.ofEpochDay(Integer.MIN_VALUE), lastDay, Integer.MAX_VALUE);
    }

    /** Whether the target can hold that value. */
    public boolean holds(Special special) {
        return specials.contains(special);
    }
}
