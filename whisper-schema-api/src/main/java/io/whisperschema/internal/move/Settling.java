package io.whisperschema.internal.move;

import io.whisperschema.move.ColumnName;
import io.whisperschema.move.Digits;
import io.whisperschema.move.Field;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Limits;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Nullness;
import io.whisperschema.move.Passage;
import io.whisperschema.move.Rule;
import io.whisperschema.move.Treatment;
import io.whisperschema.move.Treatments;
import io.whisperschema.move.ValueKind;
import io.whisperschema.move.ValueKind.Plain;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes canonical values of the items of one passage, and does to flawed ones what the host said: the same for survey,
 * copy, proof and replay. For one thread; reused from item to item.
 */
final class Settling {
    /** A value may have several flaws, one behind the other. */
    private static final int MOST_FLAWS = 5;

    private final Passage passage;
    private final Treatments treatments;
    private final FieldSettler[] settlers;
    private final Originals originals;
    private final Originals before;
    private final FlawListener listener;
    private final boolean[] key;
    private final BitSet ofNumbers = new BitSet();
    private final BitSet ofMeaning = new BitSet();
    private final Originals unread;

    /** What becomes of an item. */
    enum Verdict {
        /** Its values are canonical. */
        SETTLED,
        /** It goes to the file of rejects. */
        REJECTED,
        /** Nobody said what becomes of it. */
        REFUSED
    }

    private Settling(Passage passage, Treatments treatments, FieldSettlers settlers, FlawListener listener) {
        this.passage = passage;
        this.treatments = treatments;
        this.listener = listener;
        List<Field> fields = passage.fields();
        this.settlers = fields.stream().map(field -> settlers.of(field.kind())).toArray(FieldSettler[]::new);
        originals = new Originals(fields.size());
        before = new Originals(fields.size());
        unread = new Originals(fields.size());
        key = new boolean[fields.size()];
        passage.key().forEach(place -> key[place] = true);
        for (int i = 0; i < fields.size(); i++) {
            ofMeaning.set(i, fields.get(i).kind() instanceof ValueKind.Meaning);
        }
    }

    /**
     * That of items of two stores that are compared by what they mean: rules read both sides alike, and what none reads is
     * as it is.
     */
    static Settling ofCompared(Passage passage, MoveOptions options) {
        var settlers = new FieldSettlers(options.handling().zone(), Limits.none(), FieldSettlers.Json.AS_TEXT);
        return new Settling(passage, options.handling().treatments(), settlers, FlawListener.SILENT);
    }

    /** Whether that is how a passage is settled. */
    static boolean isCompared(Passage passage) {
        return passage.fields().stream().anyMatch(field -> field.kind() instanceof ValueKind.Meaning);
    }

    /** That of items of a source, with the host's treatments, for a target with those limits. */
    static Settling ofSource(Passage passage, MoveOptions options, Limits limits, FlawListener listener) {
        var settlers = new FieldSettlers(options.handling().zone(), limits, FieldSettlers.Json.LOOKED_AT);
        var settling = new Settling(passage, options.handling().treatments(), settlers, listener);
        settling.watchNumbers();
        return settling;
    }

    /** Text that the target would turn into numbers is a flaw of its own. */
    private void watchNumbers() {
        for (int i = 0; i < settlers.length; i++) {
            Field field = passage.fields().get(i);
            ofNumbers.set(i, field.digits() == Digits.MADE_NUMBERS && !isShortDecimal(field.kind()));
        }
    }

    /** A double has all of its digits. */
    private static boolean isShortDecimal(ValueKind kind) {
        return kind instanceof ValueKind.Decimal decimal && decimal.precision() <= Numerals.SURE_DIGITS;
    }

    /** That of items that a target returns: nothing is mended, and moments without a zone are those of the same zone. */
    static Settling ofTarget(Passage passage, MoveOptions options, FlawListener listener) {
        var settlers = new FieldSettlers(options.handling().zone(), Limits.none(), FieldSettlers.Json.AS_TEXT);
        return new Settling(passage, Treatments.refusing(), settlers, listener);
    }

    /** What the last item held before it was settled. */
    Originals originals() {
        return originals;
    }

    /** Those fields hold what was seen to be right, so that their text is not looked at again. */
    void trust(BitSet fields) {
        for (int i = fields.nextSetBit(0); i >= 0; i = fields.nextSetBit(i + 1)) {
            var kind = passage.fields().get(i).kind();
            if (kind == Plain.TEXT || kind == Plain.JSON) {
                settlers[i] = new TrustedText(settlers[i]);
            }
        }
    }

    /** Settles all fields; a flaw that refuses weighs more than one that rejects. */
    Verdict settle(Item item) {
        originals.keep(item);
        unread.keep(item);
        Verdict verdict = Verdict.SETTLED;
        for (int i = 0; i < settlers.length; i++) {
            verdict = worse(verdict, settle(item, i));
        }
        return verdict;
    }

    /** Settles those fields again, which were changed. */
    Verdict settle(Item item, BitSet changed) {
        Verdict verdict = Verdict.SETTLED;
        for (int i = changed.nextSetBit(0); i >= 0; i = changed.nextSetBit(i + 1)) {
            verdict = worse(verdict, settle(item, i));
        }
        return verdict;
    }

    private static Verdict worse(Verdict one, Verdict other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private Verdict settle(Item item, int field) {
        if (ofMeaning.get(field)) {
            read(item, field);
            return Verdict.SETTLED;
        }
        for (int i = 0; i < MOST_FLAWS; i++) {
            Flaw flaw = flawOf(item, field);
            if (flaw == null) {
                return Verdict.SETTLED;
            }
            Verdict verdict = treat(item, field, flaw);
            if (verdict != Verdict.SETTLED) {
                return verdict;
            }
        }
        return refused(field, flawOf(item, field));
    }

    private void read(Item item, int field) {
        for (int i = 0; i < MOST_FLAWS && item.tag(field) != Tag.NULL; i++) {
            Flaw flaw = flawOf(item, field);
            if (flaw == null) {
                return;
            }
            if (!isMended(flaw, item, field)) {
                unread.restore(item, field);
                return;
            }
        }
    }

    private boolean isMended(Flaw flaw, Item item, int field) {
        return treatmentOf(field, flaw) instanceof Treatment.Coerce coercion
                && coercion.rules().stream().anyMatch(rule -> isMended(rule, item, field));
    }

    private @Nullable Flaw flawOf(Item item, int field) {
        Tag tag = item.tag(field);
        if (tag == Tag.NULL) {
            return isNullable(field) ? null : missing(field);
        }
        Flaw flaw = tag == Tag.TOO_LARGE ? Flaw.VALUE_TOO_LARGE : settlers[field].settle(item, field);
        return flaw == null && ofNumbers.get(field) && NumberColumns.change(item, field) ? Flaw.AFFINITY_CHANGES : flaw;
    }

    private boolean isNullable(int field) {
        return passage.fields().get(field).nullness() == Nullness.NULLABLE;
    }

    private Flaw missing(int field) {
        return key[field] ? Flaw.NULL_IN_KEY : Flaw.NULL_REFUSED;
    }

    private Verdict treat(Item item, int field, Flaw flaw) {
        Treatment treatment = treatmentOf(field, flaw);
        if (treatment instanceof Treatment.Coerce coercion) {
            return coerce(coercion.rules(), item, field, flaw);
        }
        if (treatment instanceof Treatment.Reject) {
            listener.rejected(field, flaw);
            return Verdict.REJECTED;
        }
        if (treatment instanceof Treatment.AsNull && item.tag(field) != Tag.NULL) {
            listener.leftEmpty(field, flaw);
            item.putNull(field);
            return Verdict.SETTLED;
        }
        return refused(field, flaw);
    }

    /** What becomes of a flaw in that field. */
    Treatment treatmentOf(int field, Flaw flaw) {
        String column = field < 0 ? "" : passage.fields().get(field).source();
        return treatments.of(flaw, new ColumnName(passage.source(), column));
    }

    private Verdict coerce(List<Rule> rules, Item item, int field, Flaw flaw) {
        for (Rule rule : rules) {
            if (isMended(rule, item, field)) {
                listener.mended(field, flaw, rule);
                return Verdict.SETTLED;
            }
        }
        return refused(field, flaw);
    }

    /** Applies a rule; where it does not apply the value is as before. */
    private boolean isMended(Rule rule, Item item, int field) {
        before.keep(item);
        boolean mended = settlers[field].mend(rule, item, field);
        if (!mended) {
            before.restore(item, field);
        }
        return mended;
    }

    /** Whether a rule mends the value entirely, which is left as it is. */
    boolean wouldMend(Rule rule, Item item, int field) {
        Originals kept = new Originals(settlers.length);
        kept.keep(item);
        boolean mended = settlers[field].mend(rule, item, field)
                && (item.tag(field) == Tag.NULL || settlers[field].settle(item, field) == null);
        kept.restore(item, field);
        return mended;
    }

    /** Treats a flaw of a settled item that only queries tell of, in a field or, where that is -1, in none. */
    Verdict treatFound(Item item, int field, Flaw flaw) {
        Treatment treatment = treatmentOf(field, flaw);
        if (treatment instanceof Treatment.Reject) {
            listener.rejected(field, flaw);
            return Verdict.REJECTED;
        }
        if (treatment instanceof Treatment.AsNull && field >= 0 && isNullable(field)) {
            listener.leftEmpty(field, flaw);
            item.putNull(field);
            return Verdict.SETTLED;
        }
        return refused(field, flaw);
    }

    private Verdict refused(int field, @Nullable Flaw flaw) {
        if (flaw == null) {
            return Verdict.SETTLED;
        }
        listener.refused(field, flaw);
        return Verdict.REFUSED;
    }
}
