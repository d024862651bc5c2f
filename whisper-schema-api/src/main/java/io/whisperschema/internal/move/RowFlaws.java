package io.whisperschema.internal.move;

import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Passage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of the rows of one passage beyond their values: which of them queries found, which are doubles of others,
 * which are rejected, and what of those others refer to. Written while a passage is surveyed, under its own lock; only
 * read by then.
 */
final class RowFlaws {
    /** The fields that tell a row apart, whichever they are. */
    static final List<Integer> ROW = List.of();

    private final Map<Found, KeySet> found = new LinkedHashMap<>();
    private final Map<Found, RowPlaces> doubles = new LinkedHashMap<>();
    private final BitSet suspects = new BitSet();
    private final Map<List<Integer>, KeySet> watched = new LinkedHashMap<>();
    private final Map<List<Integer>, RowPlaces> stoodFor = new LinkedHashMap<>();
    private final List<Reference> references = new ArrayList<>();
    private final KeySet rejected = new KeySet();
    private Known known;

    /** How a row that a query found is known again. */
    enum Known {
        /** By its key. */
        BY_KEY,
        /** By all of its values, where several rows may have one key. */
        BY_ALL
    }

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

    RowFlaws(Passage passage) {
        known = passage.key().isEmpty() ? Known.BY_ALL : Known.BY_KEY;
    }

    /** A row of that key has that flaw. */
    void add(Found flaw, ItemHash key) {
        found.computeIfAbsent(flaw, any -> new KeySet()).add(key.keyHigh(), key.keyLow());
    }

    Map<Found, KeySet> found() {
        return found;
    }

    /** A query found rows that hold the same in fields of which this is the first. */
    void suspect(int field) {
        suspects.set(field);
    }

    boolean isSuspect(int field) {
        return suspects.get(field);
    }

    /** The rows that hold in some fields what one before them holds, which moves. */
    Map<Found, RowPlaces> doubles() {
        return doubles;
    }

    RowPlaces doublesOf(Found flaw) {
        return doubles.computeIfAbsent(flaw, any -> new RowPlaces());
    }

    /** The rows that do not move, but hold in those fields what one that moves holds. */
    RowPlaces stoodFor(List<Integer> fields) {
        return stoodFor.computeIfAbsent(fields, any -> new RowPlaces());
    }

    Known known() {
        return known;
    }

    /** Several rows may have one key; what queries found is to be asked again. */
    void knowByAll() {
        known = Known.BY_ALL;
        found.clear();
    }

    /** All rows are going to be looked at again, before anybody who refers to them is. */
    void forgetRejected() {
        rejected.clear();
        watched.values().forEach(KeySet::clear);
    }

    /** The fields that somebody refers to. */
    Set<List<Integer>> watched() {
        return watched.keySet();
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

    /** Whether some rows have a flaw. */
    boolean knowsRows() {
        return !found.isEmpty() || !doubles.isEmpty();
    }

    /**
     * Remembers a rejected row.
     *
     * @return whether somebody may refer to it who did not know
     */
    synchronized boolean reject(Item item, Rows row) {
        if (!isStoodFor(ROW, row)) {
            rejected.add(row.hash().keyHigh(), row.hash().keyLow());
        }
        return staysBehind(item, row);
    }

    /**
     * Remembers a row that does not move for those that refer to it.
     *
     * @return whether somebody may refer to it who did not know
     */
    synchronized boolean staysBehind(Item item, Rows row) {
        FieldsHash hash = row.fieldsHash();
        boolean news = false;
        for (Map.Entry<List<Integer>, KeySet> each : watched.entrySet()) {
            if (!isStoodFor(each.getKey(), row) && hash.hash(item, each.getKey())) {
                news |= each.getValue().add(hash.high(), hash.low());
            }
        }
        return news;
    }

    private boolean isStoodFor(List<Integer> fields, Rows row) {
        RowPlaces others = stoodFor.get(fields);
        return others != null && others.contains(row.chunk(), row.place());
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

    /** The places of fields by their source's names, -1 of one that is none. */
    static List<Integer> places(Passage passage, List<String> columns) {
        return columns.stream().map(column -> place(passage, column)).toList();
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
