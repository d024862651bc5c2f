package io.whisperschema.cache.internal.entry;

import java.util.List;
import java.util.Optional;

/** The entries of a cache in this process, for moves and checks. What has expired is not there. Thread-safe. */
public interface EntryPool {
    /** The keys that are there now, in no order; others may write meanwhile. */
    List<String> keys();

    /** The entry under a key, without looking at it being an access that keeps it alive. */
    Optional<RawEntry> entry(String key);

    /** Puts an entry, whose key is text, in the place of what is under its key; one that has expired takes it away. */
    void put(RawEntry entry);

    /** Takes an entry away, if it is there. */
    void remove(String key);

    /** Takes an entry away if it holds these elements; whether it did. */
    boolean remove(String key, List<byte[]> elements);

    /** Puts other elements in the place of those that an entry holds, if it does; whether it did. Its expiry stays. */
    boolean replace(String key, List<byte[]> before, List<byte[]> after);

    /**
     * Puts an entry that holds these elements under a key under which nothing is, with others and its expiry; for a moment both
     * are there.
     */
    Rewriter.Outcome move(String from, List<byte[]> before, String to, List<byte[]> after);

    /** What time it is by the clock by which entries expire, in milliseconds since 1970. */
    long now();
}
