package io.whisperschema.internal.move;

import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Passage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of the rows of one passage beyond their values: which of them queries found, which are rejected, and what
 * of those others refer to. Written while a passage is surveyed, under its own lock; only read by then.
 */
final class RowFlaws {
    private final Map<Found, KeySet> found = new LinkedHashMap<>();
    private final Map<List<Integer>, KeySet> watched = new LinkedHashMap<>();
    private final List<Reference> references = new ArrayList<>();
    private final KeySet rejected = new KeySet();

    /**
     * A flaw that a query found.
     *
     * @param flaw which
     * @param field in which field, -1 in none
     */
    record Found(Flaw flaw, int field) {}

    /**
     * A reference to rows of which some are known.
     *
     * @param fields the referring fields
     * @param known the keys of those that are known
     * @param flaw what a reference to one of them is, or for {@link Flaw#ORPHAN} to any other
     */
    record Reference(List<Integer> fields, KeySet known, Flaw flaw) {
        /** Whether it can be found in no row. */
        boolean isNever() {
            return flaw != Flaw.ORPHAN && known.isEmpty();
        }

        boolean isBrokenBy(FieldsHash hash) {
            return known.contains(hash.high(), hash.low()) != (flaw == Flaw.ORPHAN);
        }
    }

    /** A row of that key has that flaw. */
    void add(Found flaw, ItemHash key) {
        found.computeIfAbsent(flaw, any -> new KeySet()).add(key.keyHigh(), key.keyLow());
    }

    Map<Found, KeySet> found() {
        return found;
    }

    /** The keys of rejected rows as far as those fields go, which somebody refers to. */
    KeySet watch(List<Integer> fields) {
        return watched.computeIfAbsent(fields, any -> new KeySet());
    }

    /** Those fields may refer to rows of those keys that are rejected. */
    void refer(List<Integer> fields, KeySet rejected) {
        references.add(new Reference(fields, rejected, Flaw.REFERS_TO_REJECTED));
    }

    /** Those fields refer to rows of those keys, which are all that there are. */
    void need(List<Integer> fields, KeySet there) {
        references.add(new Reference(fields, there, Flaw.ORPHAN));
    }

    List<Reference> references() {
        return references;
    }

    KeySet rejected() {
        return rejected;
    }

    /** Whether a row has to be looked at by its key. */
    boolean knowsKeys() {
        return !found.isEmpty();
    }

    /**
     * Remembers a rejected row.
     *
     * @return whether somebody may refer to it who did not know
     */
    synchronized boolean reject(Item item, ItemHash key, FieldsHash hash) {
        rejected.add(key.keyHigh(), key.keyLow());
        return staysBehind(item, hash);
    }

    /**
     * Remembers a row that does not move for those that refer to it.
     *
     * @return whether somebody may refer to it who did not know
     */
    synchronized boolean staysBehind(Item item, FieldsHash hash) {
        boolean news = false;
        for (Map.Entry<List<Integer>, KeySet> each : watched.entrySet()) {
            if (hash.hash(item, each.getKey())) {
                news |= each.getValue().add(hash.high(), hash.low());
            }
        }
        return news;
    }

    /** The hash of some fields. Reused, not thread-safe. */
    static final class FieldsHash {
        private final Encoding encoding = new Encoding();
        private final RowHash hash = new RowHash();

        /** Hashes those fields, unless one of them has no value. */
        boolean hash(Item item, List<Integer> fields) {
            encoding.clear();
            for (int field : fields) {
                if (item.tag(field) == Tag.NULL || item.tag(field) == Tag.TOO_LARGE) {
                    return false;
                }
                encoding.add(item, field);
            }
            hash.hash(encoding.bytes(), 0, encoding.length());
            return true;
        }

        long high() {
            return hash.high();
        }

        long low() {
            return hash.low();
        }
    }

    /** The place of a field by its source's name, or -1. */
    static int place(Passage passage, String column) {
        for (int i = 0; i < passage.fields().size(); i++) {
            if (passage.fields().get(i).source().equals(column)) {
                return i;
            }
        }
        return -1;
    }
}
