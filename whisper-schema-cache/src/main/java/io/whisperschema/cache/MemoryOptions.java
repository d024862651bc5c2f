package io.whisperschema.cache;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.InstantSource;

/**
 * How a {@link MemoryCache} works.
 *
 * @param maximumBytes how much its entries may weigh at most: each key 200 bytes and two for each of its characters, each message
 *     and each name and value of a field 24 bytes and those that it is written as; a list that is cut at more than a hundred messages
 *     weighs up to an eighth more. Beyond that it gives up entries that are seldom asked for, and not the one that was written last. Of
 *     an entry that alone weighs more nothing stays
 * @param codec how it writes messages
 * @param clock what time it is; no time passes while it goes back
 * @param damaged what to do about a file that cannot be read
 */
public record MemoryOptions(long maximumBytes, MessageCodec codec, InstantSource clock, Damaged damaged) {
    private static final long USUAL_BYTES = 64L << 20;

    public MemoryOptions {
        if (maximumBytes < 1) {
            throw new IllegalArgumentException("a cache of " + maximumBytes + " bytes holds nothing; give it more");
        }
        requireNonNull(codec);
        requireNonNull(clock);
        requireNonNull(damaged);
    }

    /** What to do about a file that cannot be read. */
    public enum Damaged {
        /** Open no cache over it. */
        REFUSED,
        /** Rename it, say so among the cache's findings, and begin with an empty cache. */
        SET_ASIDE
    }

    /** 64 MiB, {@link MessageCodec#messagePack}, the system's clock, no cache over a damaged file. */
    public static MemoryOptions usual() {
        return new MemoryOptions(USUAL_BYTES, MessageCodec.messagePack(), Clock.systemUTC(), Damaged.REFUSED);
    }

    /** Holding that many bytes at most. */
    public MemoryOptions holdingAtMost(long bytes) {
        return new MemoryOptions(bytes, codec, clock, damaged);
    }

    /** Writing messages so. */
    public MemoryOptions codec(MessageCodec other) {
        return new MemoryOptions(maximumBytes, other, clock, damaged);
    }

    /** By that clock. */
    public MemoryOptions clock(InstantSource other) {
        return new MemoryOptions(maximumBytes, codec, other, damaged);
    }

    /** A file that cannot be read is renamed, and the cache begins empty. */
    public MemoryOptions settingDamagedFilesAside() {
        return new MemoryOptions(maximumBytes, codec, clock, Damaged.SET_ASIDE);
    }
}
