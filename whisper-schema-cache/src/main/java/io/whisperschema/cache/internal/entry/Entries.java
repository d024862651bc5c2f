package io.whisperschema.cache.internal.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The entries of one cache, wherever it is. What it is asked may throw StoreUnavailable. To be closed when nobody asks any more; who
 * asks it then opens it again. Thread-safe.
 */
public interface Entries extends AutoCloseable {
    /** The store's name, for errors. */
    String store();

    /** What time it is by the clock by which entries expire, in milliseconds since 1970. */
    long now();

    /** A reader, for one thread at a time; to be closed. */
    Reader reader();

    /** A writer, for one thread at a time; to be closed. */
    Writer writer();

    /** What changes entries where they are, for one thread at a time; to be closed. */
    Rewriter rewriter();

    /** How many readers or writers there may be at a time. */
    int lanes();

    /** The keys in scope and what is under each, in small steps, until nobody wants more. */
    void keys(EntryScope scope, KeySink sink);

    /** How many keys are in scope. */
    long count(EntryScope scope);

    /**
     * Lets entries be over at those moments, where they would be up to so many milliseconds sooner or later; of how many it set
     * that. Those that are not there or never over stay as they are.
     */
    long expireAt(Map<EntryKey, Long> moments, long within);

    /** What is kept under one of our keys, field by field; nothing where nothing is. */
    Map<String, String> remembered(EntryKey key);

    /** Keeps that under one of our keys, unless something is there; whether nothing was. */
    boolean rememberFirst(EntryKey key, Map<String, String> fields);

    /** Keeps more under one of our keys that is there; whether it is. */
    boolean remember(EntryKey key, Map<String, String> fields);

    /** Forgets what is kept under one of our keys. */
    void forget(EntryKey key);

    /** Forgets one field of what is kept under one of our keys. */
    void forget(EntryKey key, String field);

    /** How its servers are set up; none of a cache in this process. */
    List<ServerSettings> servers();

    @Override
    void close();

    /** Takes keys. */
    interface KeySink {
        /** Takes a key; whether more are wanted. */
        boolean take(Listed key);
    }

    /** Reads entries part by part. */
    interface Reader extends AutoCloseable {
        /** Begins with the entries of a scope. */
        void begin(EntryScope scope);

        /** The next part; those of one entry come one behind the other, each entry once. */
        Optional<EntryPart> next();

        @Override
        void close();
    }

    /**
     * Writes entries part by part. An entry is there whole, with its expiry, or as it was before; writing it again does no harm.
     */
    interface Writer extends AutoCloseable {
        /** Writes the next part, now or later. */
        void write(EntryPart part);

        /** Ends the last entry; all that was written is there when this returns. */
        void flush();

        /** Forgets what is not written yet. */
        void abandon();

        @Override
        void close();
    }
}
