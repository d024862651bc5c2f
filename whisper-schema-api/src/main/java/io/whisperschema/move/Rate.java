package io.whisperschema.move;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * How fast a move may be at most.
 *
 * @param rows rows a second, if limited
 * @param bytes bytes a second, if limited
 */
public record Rate(OptionalLong rows, OptionalLong bytes) {
    public Rate {
        requireNonNull(rows);
        requireNonNull(bytes);
        requirePositive(rows);
        requirePositive(bytes);
    }

    /** At most so many rows a second. */
    public static Rate ofRows(long aSecond) {
        return new Rate(OptionalLong.of(aSecond), OptionalLong.empty());
    }

    /** At most so many bytes a second. */
    public static Rate ofBytes(long aSecond) {
        return new Rate(OptionalLong.empty(), OptionalLong.of(aSecond));
    }

    private static void requirePositive(OptionalLong limit) {
        if (limit.isPresent() && limit.getAsLong() < 1) {
            throw new IllegalArgumentException("a rate of " + limit.getAsLong() + " a second would never end");
        }
    }
}
