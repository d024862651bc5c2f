package io.whisperschema.internal.move;

import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Passage;
import io.whisperschema.move.ValueKind;
import io.whisperschema.move.ValueKind.LimitedText;
import io.whisperschema.move.ValueKind.LimitedText.Padding;
import io.whisperschema.move.ValueKind.Plain;
import java.util.Arrays;
import java.util.BitSet;

/**
 * How a source spells the values of some fields. Where all are spelled in one way, values mean the same only if they are
 * the same; where not, two that a source tells apart may be one. Not thread-safe.
 */
final class Spellings {
    private static final long NONE = 0;
    private static final long MANY = 1;
    private static final long NUMBER = 2;
    private static final long PLAIN = 3;
    private static final long SMALL = 4;
    private static final long LARGE = 5;
    private static final long FIRST_LAYOUT = 6;
    private static final long MIXER = 0x9E3779B97F4A7C15L;
    private static final int DATE_LENGTH = 10;

    private final Watched[] watched;
    private final BitSet changed = new BitSet();

    /** What is asked of a text. */
    private interface Look {
        /** Its spelling; {@link #NONE} where it is the same in all, {@link #MANY} where it is one of several. */
        long at(byte[] bytes, int from, int length);
    }

    /** A field whose values may be written in several ways. */
    private static final class Watched {
        private final int field;
        private final Look look;
        private long spelling = NONE;

        Watched(int field, Look look) {
            this.field = field;
            this.look = look;
        }

        void add(long other) {
            spelling = spelling == NONE || spelling == other ? other : other == NONE ? spelling : MANY;
        }
    }

    /** Those of the fields that must be unlike. */
    Spellings(Passage passage, BitSet fields) {
        watched = fields.stream()
                .filter(i -> isSpelledVariously(passage.fields().get(i).kind()))
                .mapToObj(i -> new Watched(i, lookOf(passage.fields().get(i).kind())))
                .toArray(Watched[]::new);
    }

    /** What other kinds hold in several ways is a flaw, which a rule mends or nobody. */
    private static boolean isSpelledVariously(ValueKind kind) {
        if (kind instanceof Plain plain) {
            return switch (plain) {
                case MOMENT, LOCAL_MOMENT, UUID, NUMERIC, JSONB -> true;
                default -> false;
            };
        }
        return !(kind instanceof LimitedText text) || text.padding() == Padding.IGNORED;
    }

    private static Look lookOf(ValueKind kind) {
        if (kind == Plain.MOMENT || kind == Plain.LOCAL_MOMENT) {
            return Spellings::layout;
        }
        if (kind == Plain.UUID) {
            return Spellings::letters;
        }
        if (kind == Plain.NUMERIC || kind instanceof ValueKind.Decimal) {
            return Spellings::digits;
        }
        return kind instanceof LimitedText ? Spellings::padding : (bytes, from, length) -> MANY;
    }

    /** Looks at an item as the source returned it. */
    void saw(Item item) {
        for (Watched each : watched) {
            each.add(spelling(each, item));
        }
    }

    private static long spelling(Watched each, Item item) {
        Tag tag = item.tag(each.field);
        if (tag == Tag.RAW_TEXT) {
            return each.look.at(item.arena(), item.offset(each.field), item.length(each.field));
        }
        return tag == Tag.RAW_INTEGER || tag == Tag.RAW_REAL ? NUMBER : NONE;
    }

    /** Those fields hold something else than the source does. */
    void changed(BitSet fields) {
        changed.or(fields);
    }

    /** Adds what was seen elsewhere of the same fields. */
    void addAll(Spellings other) {
        changed.or(other.changed);
        for (int i = 0; i < watched.length; i++) {
            watched[i].add(other.watched[i].spelling);
        }
    }

    /** The fields in which values that a source tells apart may mean the same. */
    BitSet vary() {
        BitSet vary = (BitSet) changed.clone();
        Arrays.stream(watched).filter(each -> each.spelling == MANY).forEach(each -> vary.set(each.field));
        return vary;
    }

    /** The text with a zero for each digit, but those of an offset. */
    private static long layout(byte[] bytes, int from, int length) {
        long layout = length;
        boolean isOffset = false;
        for (int i = 0; i < length; i++) {
            byte character = bytes[from + i];
            isOffset |= i >= DATE_LENGTH && (character == '+' || character == '-');
            layout = layout * MIXER + (isDigit(character) && !isOffset ? '0' : character);
        }
        return FIRST_LAYOUT + (layout >>> 1);
    }

    private static long letters(byte[] bytes, int from, int length) {
        long letters = NONE;
        for (int i = 0; i < length; i++) {
            byte character = bytes[from + i];
            long size = character >= 'a' ? SMALL : character >= 'A' ? LARGE : NONE;
            if (size != NONE && letters != NONE && size != letters) {
                return MANY;
            }
            letters = size == NONE ? letters : size;
        }
        return letters;
    }

    /** Whether a decimal is written as whoever writes it as short as it can be. */
    private static long digits(byte[] bytes, int from, int length) {
        int first = length > 0 && bytes[from] == '-' ? 1 : 0;
        int point = -1;
        for (int i = first; i < length; i++) {
            if (bytes[from + i] == '.' && point < 0) {
                point = i;
            } else if (!isDigit(bytes[from + i])) {
                return MANY;
            }
        }
        int whole = (point < 0 ? length : point) - first;
        boolean zero = whole > 0 && bytes[from + first] == '0';
        boolean plain = whole > 0
                && (!zero || whole == 1)
                && (point < 0 ? !(zero && first == 1) : bytes[from + length - 1] != '0' && point < length - 1);
        return plain ? PLAIN : MANY;
    }

    private static long padding(byte[] bytes, int from, int length) {
        return length > 0 && bytes[from + length - 1] == ' ' ? MANY : PLAIN;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }
}
