package io.whisperschema.internal.move;

import io.whisperschema.internal.move.RowFlaws.FieldsHash;
import io.whisperschema.internal.move.RowFlaws.Found;
import io.whisperschema.internal.move.RowFlaws.Reference;
import io.whisperschema.internal.move.Settling.Verdict;
import io.whisperschema.move.Flaw;
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
    private final Settling settling;
    private final Optional<RowTransform> transform;
    private final TransformedRow transformed;
    private final RowFlaws flaws;
    private final ItemHash hash;
    private final FieldsHash fieldsHash = new FieldsHash();

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
        this.flaws = flaws;
        settling = Settling.ofSource(passage, options, limits, listener);
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

    /** The hashes of the last item that was hashed. */
    ItemHash hash() {
        return hash;
    }

    FieldsHash fieldsHash() {
        return fieldsHash;
    }

    /** Settles an item, and tells what becomes of it. */
    Fate prepare(Item item) {
        Verdict verdict = settling.settle(item);
        if (verdict == Verdict.SETTLED && transform.isPresent()) {
            if (transformed.apply(transform.get(), item) == RowTransform.Outcome.LEAVE_OUT) {
                return Fate.LEFT_OUT;
            }
            verdict = settling.settle(item, transformed.changed());
        }
        if (verdict == Verdict.SETTLED && flaws.knowsKeys()) {
            verdict = found(item);
        }
        if (verdict == Verdict.SETTLED && !flaws.references().isEmpty()) {
            verdict = references(item);
        }
        return verdict == Verdict.SETTLED ? Fate.KEPT : verdict == Verdict.REJECTED ? Fate.REJECTED : Fate.REFUSED;
    }

    private Verdict found(Item item) {
        hash.hash(item);
        long high = hash.keyHigh();
        long low = hash.keyLow();
        Verdict verdict = Verdict.SETTLED;
        for (Map.Entry<Found, KeySet> each : flaws.found().entrySet()) {
            if (each.getValue().contains(high, low)) {
                Found found = each.getKey();
                verdict = worse(verdict, treat(item, found.flaw(), found.field()));
            }
        }
        return verdict;
    }

    private Verdict references(Item item) {
        Verdict verdict = Verdict.SETTLED;
        for (Reference reference : flaws.references()) {
            List<Integer> fields = reference.fields();
            if (!reference.rejected().isEmpty()
                    && fieldsHash.hash(item, fields)
                    && reference.rejected().contains(fieldsHash.high(), fieldsHash.low())) {
                verdict = worse(verdict, treat(item, Flaw.REFERS_TO_REJECTED, fields.get(0)));
            }
        }
        return verdict;
    }

    private Verdict treat(Item item, Flaw flaw, int field) {
        return settling.treatFound(item, field, flaw);
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
