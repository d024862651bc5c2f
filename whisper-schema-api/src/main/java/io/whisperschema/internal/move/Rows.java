package io.whisperschema.internal.move;

import io.whisperschema.error.MoveRefused;
import io.whisperschema.internal.move.RowFlaws.FieldsHash;
import io.whisperschema.internal.move.RowFlaws.Found;
import io.whisperschema.internal.move.RowFlaws.Known;
import io.whisperschema.internal.move.RowFlaws.Reference;
import io.whisperschema.internal.move.Settling.Verdict;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Limits;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Passage;
import io.whisperschema.move.RowTransform;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of the rows of one passage of a source: settled, transformed, and looked at for what queries found. For one
 * thread; the same in survey, copy, narrowing and replay.
 */
final class Rows {
    /** How many rows a transform is tried on twice, as its result has to be the same in survey, copy and proof. */
    private static final int TRIED_TWICE = 100;

    private final Passage passage;
    private final Settling settling;
    private final Optional<RowTransform> transform;
    private final TransformedRow transformed;
    private final RowFlaws flaws;
    private final ItemHash hash;
    private final Originals settled;
    private final FieldsHash fieldsHash = new FieldsHash();
    private int toTryTwice = TRIED_TWICE;
    private int chunk;
    private int place = -1;
    private long foundHigh;
    private long foundLow;

    /** What becomes of a row. */
    enum Fate {
        /** It moves. */
        KEPT,
        /** A transform leaves it out. */
        LEFT_OUT,
        /** It goes to the file of rejects. */
        REJECTED,
        /** Nobody said. */
        REFUSED
    }

    Rows(Passage passage, MoveOptions options, Limits limits, RowFlaws flaws, FlawListener listener) {
        this.passage = passage;
        this.flaws = flaws;
        settled = new Originals(passage.fields().size());
        settling = Settling.isCompared(passage)
                ? Settling.ofCompared(passage, options)
                : Settling.ofSource(passage, options, limits, listener);
        transform = Optional.ofNullable(options.scope().transforms().get(passage.source()));
        transformed = new TransformedRow(passage);
        hash = new ItemHash(passage);
    }

    Settling settling() {
        return settling;
    }

    /** Those fields hold what was seen to be right. */
    void trust(BitSet fields) {
        settling.trust(fields);
    }

    /** The next item is the first of that chunk. */
    void begin(Chunk of) {
        chunk = of.number();
        place = -1;
    }

    /** The number of the chunk of the last item. */
    int chunk() {
        return chunk;
    }

    /** The place of the last item in its chunk. */
    int place() {
        return place;
    }

    /** The fields of the last item that a transform changed. */
    BitSet changed() {
        return transformed.changed();
    }

    /** The hashes of the last item that was hashed. */
    ItemHash hash() {
        return hash;
    }

    FieldsHash fieldsHash() {
        return fieldsHash;
    }

    /** Settles an item, and tells what becomes of it. */
    Fate prepare(Item item) {
        place++;
        Verdict verdict = settling.settle(item);
        if (verdict == Verdict.SETTLED && !flaws.found().isEmpty()) {
            hashFound(item);
        }
        if (verdict == Verdict.SETTLED && transform.isPresent()) {
            if (transform(transform.get(), item) == RowTransform.Outcome.LEAVE_OUT) {
                return Fate.LEFT_OUT;
            }
            verdict = settling.settle(item, transformed.changed());
        }
        if (verdict == Verdict.SETTLED && flaws.knowsRows()) {
            verdict = found(item);
        }
        if (verdict == Verdict.SETTLED && !flaws.references().isEmpty()) {
            verdict = references(item);
        }
        return verdict == Verdict.SETTLED ? Fate.KEPT : verdict == Verdict.REJECTED ? Fate.REJECTED : Fate.REFUSED;
    }

    private RowTransform.Outcome transform(RowTransform by, Item item) {
        if (toTryTwice == 0) {
            return transformed.apply(by, item);
        }
        toTryTwice--;
        settled.keep(item);
        RowTransform.Outcome first = transformed.apply(by, item);
        hash.hash(item);
        long high = hash.high();
        long low = hash.low();
        for (int i = 0; i < item.fields(); i++) {
            settled.restore(item, i);
        }
        RowTransform.Outcome second = transformed.apply(by, item);
        hash.hash(item);
        if (first != second || high != hash.high() || low != hash.low()) {
            throw new MoveRefused(
                    passage.source(),
                    List.of("the transform " + by.name()
                            + " makes one thing of a row and another of the same row when it is called again"));
        }
        return second;
    }

    /** Queries find rows as the source holds them, not as a transform makes them. */
    private void hashFound(Item item) {
        hash.hash(item);
        boolean byKey = flaws.known() == Known.BY_KEY;
        foundHigh = byKey ? hash.keyHigh() : hash.high();
        foundLow = byKey ? hash.keyLow() : hash.low();
    }

    private Verdict found(Item item) {
        Verdict verdict = Verdict.SETTLED;
        for (Map.Entry<Found, KeySet> each : flaws.found().entrySet()) {
            if (each.getValue().contains(foundHigh, foundLow)) {
                verdict = worse(verdict, treat(item, each.getKey()));
            }
        }
        for (Map.Entry<Found, RowPlaces> each : flaws.doubles().entrySet()) {
            if (each.getValue().contains(chunk, place)) {
                verdict = worse(verdict, treat(item, each.getKey()));
            }
        }
        return verdict;
    }

    private Verdict references(Item item) {
        Verdict verdict = Verdict.SETTLED;
        for (Reference reference : flaws.references()) {
            List<Integer> fields = reference.fields();
            if (!reference.isNever() && fieldsHash.hash(item, fields) && reference.isBrokenBy(fieldsHash)) {
                verdict = worse(verdict, treat(item, new Found(reference.flaw(), fields.get(0))));
            }
        }
        return verdict;
    }

    private Verdict treat(Item item, Found found) {
        return settling.treatFound(item, found.field(), found.flaw());
    }

    private static Verdict worse(Verdict one, Verdict other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Takes away what could not be read, so that a row that is rejected has a hash. */
    void hashRejected(Item item) {
        for (int i = 0; i < item.fields(); i++) {
            if (item.tag(i) == Tag.TOO_LARGE) {
                item.putNull(i);
            }
        }
        hash.hash(item);
    }
}
