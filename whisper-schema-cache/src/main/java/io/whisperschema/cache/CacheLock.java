package io.whisperschema.cache;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * The right to be the only one at work on a channel, until it ends by itself. It moves with the rest of a cache: its holder extends it or
 * gives it back on the other one, where nobody else gets it meanwhile and numbers go on behind it.
 *
 * @param channel the channel
 * @param token its number: greater than that of every lock of the channel before it, so that whoever is written to can refuse a
 *     late writer
 * @param owner what tells this holder from others
 * @param lasting how long it lasts from when it was taken or extended, in whole milliseconds
 */
public record CacheLock(String channel, long token, String owner, Duration lasting) {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(36500);

    /** @throws IllegalArgumentException if it lasts less than a millisecond or more than a hundred years */
    public CacheLock {
        requireNonNull(channel);
        requireNonNull(owner);
        lasting = wholeMillis(lasting);
    }

    /** The whole milliseconds of a time that a lock can last. */
    static Duration wholeMillis(Duration lasting) {
        if (lasting.compareTo(SHORTEST) < 0 || lasting.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a lock would last " + lasting + "; give a millisecond to a hundred years");
        }
        return lasting.truncatedTo(ChronoUnit.MILLIS);
    }
}
