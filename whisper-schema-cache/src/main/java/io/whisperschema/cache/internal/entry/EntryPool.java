package io.whisperschema.cache.internal.entry;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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

    /** Puts what a function makes of the elements of an entry in their place, alone on its key. Its expiry stays. */
    Rewriter.Outcome change(String key, Change change);

    /** Puts an entry under a key under which nothing is, changed, with its expiry; for a moment both are there. */
    Rewriter.Outcome move(String from, String to, Change change);

    /** Makes other elements of those that are there now, or none if it will not. */
    interface Change extends Function<List<byte[]>, Optional<List<byte[]>>> {}

    /** What time it is by the clock by which entries expire, in milliseconds since 1970. */
    long now();
}
