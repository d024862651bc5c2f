package io.whisperschema.internal.move;

import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Rule;
import io.whisperschema.move.ValueKind;
import io.whisperschema.move.ValueKind.Plain;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settles arrays: as a store has them, or a JSON array. JSON of the binary form is in it as it is; of all else there are
 * numbers, truths, nulls and strings. A string is text, a moment, a date, a UUID, JSON that is kept as text, an exact
 * decimal, bytes as hexadecimal digits, or {@code NaN}, {@code Infinity}, {@code -Infinity}.
 */
final class ArraySettler implements FieldSettler {
    private static final int HEAD = 1 + Integer.BYTES;

    private final ValueKind kind;
    private final FieldSettler settler;
    private final JsonLook look = new JsonLook();
    private final Item element = new Item(1);
    private final Encoding encoding = new Encoding();

    ArraySettler(ValueKind kind, FieldSettler settler) {
        this.kind = kind;
        this.settler = settler;
    }

    @Override
    public @Nullable Flaw settle(Item item, int field) {
        return switch (item.tag(field)) {
            case ARRAY -> kind == Plain.JSONB && !settleElements(item, field) ? Flaw.INVALID_ARRAY : null;
            case RAW_TEXT -> isFine(item, field) && settleText(item, field) ? null : Flaw.INVALID_ARRAY;
            default -> Flaw.INVALID_ARRAY;
        };
    }

    private boolean isFine(Item item, int field) {
        return Values.scan(item, field) == Utf8.Look.CLEAN
                && look.of(item.arena(), item.offset(field), item.length(field)) == JsonLook.Look.FINE;
    }

    private boolean settleText(Item item, int field) {
        if (!(JsonTree.of(item.text(field)) instanceof List<?> elements)) {
            return false;
        }
        encoding.clear();
        for (Object each : elements) {
            element.clear();
            if (!put(each) || !added()) {
                return false;
            }
        }
        return finished(item, field, elements.size());
    }

    /** Makes the JSON in an array, as a store returned it, canonical. */
    private boolean settleElements(Item item, int field) {
        ByteBuffer from = ByteBuffer.wrap(item.arena(), item.offset(field), item.length(field));
        int count = from.getInt();
        encoding.clear();
        for (int i = 0; i < count; i++) {
            element.clear();
            if (from.get(from.position()) == Tag.NULL.code()) {
                from.get();
            } else {
                int length = from.getInt(from.position() + 1);
                element.putTyped(0, Tag.JSONB, from.array(), from.position() + HEAD, length);
                from.position(from.position() + HEAD + length);
            }
            if (!added()) {
                return false;
            }
        }
        return finished(item, field, count);
    }

    private boolean added() {
        boolean fits = element.tag(0) == Tag.NULL || settler.settle(element, 0) == null;
        if (fits) {
            encoding.add(element, 0);
        }
        return fits;
    }

    private boolean finished(Item item, int field, int count) {
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES + encoding.length())
                .putInt(count)
                .put(encoding.bytes(), 0, encoding.length())
                .array();
        item.putTyped(field, Tag.ARRAY, bytes, 0, bytes.length);
        return true;
    }

    private boolean put(Object value) {
        if (kind == Plain.JSONB && value != JsonTree.NULL) {
            return Values.putText(element, 0, JsonTree.canonical(value));
        }
        if (value instanceof String text) {
            return putString(text);
        }
        if (value instanceof BigDecimal number) {
            return putNumber(number);
        }
        if (value instanceof Boolean truth) {
            return kind == Plain.BOOLEAN && Values.putNumber(element, 0, Tag.BOOLEAN, truth ? 1 : 0);
        }
        return value == JsonTree.NULL;
    }

    private boolean putNumber(BigDecimal number) {
        if (kind == Plain.BOOLEAN) {
            return false;
        }
        if (isReal()) {
            element.putReal(0, number.doubleValue());
            return true;
        }
        return isInteger(number) ? putInteger(number) : Values.putText(element, 0, number.toString());
    }

    private static boolean isInteger(BigDecimal number) {
        return number.precision() - number.scale() <= 19
                && number.stripTrailingZeros().scale() <= 0
                && Numerals.fitsLong(number.toBigInteger());
    }

    private boolean putInteger(BigDecimal number) {
        element.putInteger(0, number.longValue());
        return true;
    }

    private boolean isReal() {
        return kind == Plain.REAL || kind == Plain.FLOAT;
    }

    private boolean putString(String text) {
        if (isReal()) {
            return putSpecial(text);
        }
        return kind == Plain.BYTES ? putHex(text) : Values.putText(element, 0, text);
    }

    private boolean putSpecial(String word) {
        boolean special = Arrays.asList("NaN", "Infinity", "-Infinity").contains(word);
        if (special) {
            element.putReal(0, Double.parseDouble(word));
        }
        return special;
    }

    private boolean putHex(String digits) {
        try {
            byte[] bytes = HexFormat.of().parseHex(digits);
            element.putBlob(0, bytes, 0, bytes.length);
            return true;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    @Override
    public boolean mend(Rule rule, Item item, int field) {
        return false;
    }
}
