package io.whisperschema.cache.internal.entry;

import io.whisperschema.definition.cache.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Changes entries where they are, a piece at a time, each only while it is as it was read. Their expiry stays. For one thread; to be
 * closed. What it is asked may throw StoreUnavailable.
 */
public interface Rewriter extends AutoCloseable {
    /** Begins with the entries of a scope. */
    void begin(EntryScope scope, Wanted wanted);

    /**
     * What of entries is wanted.
     *
     * @param type what is to be under their keys
     * @param fields the fields of hashes
     * @param goals the key that an entry of a key is to get, if another
     */
    record Wanted(ValueType type, Set<String> fields, Function<EntryKey, Optional<EntryKey>> goals) {
        public Wanted {
            fields = Set.copyOf(fields);
        }
    }

    /** The next pieces, a bounded part of all; none at the end. An entry may come twice. */
    List<Piece> next();

    /** A piece as it is now; nothing where its entry, or that part of it, is gone. */
    Optional<Piece> again(Piece piece);

    /**
     * Gives entries other elements; and the key that it is to get to one whose piece is the whole of it, where the key is kept
     * beside it.
     */
    List<Outcome> write(List<Rewrite> rewrites);

    /**
     * Elements that a piece is to have; of sets and sorted sets in any order.
     *
     * @param piece as it was read
     * @param elements what comes in the place of its elements
     */
    record Rewrite(Piece piece, List<byte[]> elements) {
        public Rewrite {
            elements = List.copyOf(elements);
        }
    }

    /** What came of writing. */
    enum Outcome {
        /** It is written, and its key is the one that it is to have. */
        DONE,
        /** A member of a sorted set would become one that is there with another score; nothing is done. */
        KEPT,
        /** Nothing was to be written. */
        UNTOUCHED,
        /** It is written, and has still its key. */
        TO_BE_MOVED,
        /** It has changed since it was read; nothing is done. */
        CHANGED,
        /** Something is under the key that it is to get; nothing is done. */
        TAKEN
    }

    /** Gives an entry another key, under which nothing is, with all that it holds. */
    Outcome move(EntryKey from, EntryKey to);

    /** Takes an entry away that holds the same as another; whether it does, or is gone by itself. */
    boolean dropSame(EntryKey key, EntryKey other);

    /** Takes an entry away. */
    void drop(EntryKey key);

    /** Whether all entries that were there from the beginning to the end came. */
    boolean sawAll();

    @Override
    void close();
}
