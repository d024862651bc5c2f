package io.whisperschema.postgres;

import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.postgres.BinaryType.Form;
import java.nio.charset.StandardCharsets;

/**
 * Arrays as PostgreSQL sends them. One of a single dimension that starts at 1 is what an item calls an array; any other is
 * handed on as its text, which fits no field.
 */
final class BinaryArrayReader {
    private static final int NULL = -1;
    private static final int HEADER = 3 * Integer.BYTES;
    private static final int DIMENSION = 2 * Integer.BYTES;

    private final BinaryNumeric numeric;
    private final GrowingBytes elements = new GrowingBytes(1024);

    BinaryArrayReader(BinaryNumeric numeric) {
        this.numeric = numeric;
    }

    /** Puts the array that begins there. */
    void put(BinaryType type, byte[] bytes, int at, Item item, int field) {
        int dimensions = BigEndian.int32(bytes, at);
        boolean fits = dimensions == 0 || (dimensions == 1 && firstPlace(bytes, at, 0) == 1);
        Form form = type.element().orElseThrow().form();
        elements.clear();
        elements.int32(count(bytes, at, dimensions));
        addAll(form, bytes, at + HEADER + dimensions * DIMENSION, count(bytes, at, dimensions));
        if (fits) {
            item.putTyped(field, Tag.ARRAY, elements.array(), 0, elements.length());
        } else {
            byte[] text = literal(bytes, at, dimensions).getBytes(StandardCharsets.UTF_8);
            item.putText(field, text, 0, text.length);
        }
    }

    private static int length(byte[] bytes, int at, int dimension) {
        return BigEndian.int32(bytes, at + HEADER + dimension * DIMENSION);
    }

    private static int firstPlace(byte[] bytes, int at, int dimension) {
        return BigEndian.int32(bytes, at + HEADER + dimension * DIMENSION + Integer.BYTES);
    }

    private static int count(byte[] bytes, int at, int dimensions) {
        int count = dimensions == 0 ? 0 : 1;
        for (int i = 0; i < dimensions; i++) {
            count *= length(bytes, at, i);
        }
        return count;
    }

    private void addAll(Form form, byte[] bytes, int at, int count) {
        int next = at;
        for (int i = 0; i < count; i++) {
            int length = BigEndian.int32(bytes, next);
            next += Integer.BYTES;
            if (length == NULL) {
                elements.int8(Tag.NULL.code());
            } else {
                elements.int8(form.tag().code());
                add(form, bytes, next, length);
                next += length;
            }
        }
    }

    private void add(Form form, byte[] bytes, int at, int length) {
        switch (form) {
            case TEXT, BYTES -> slice(bytes, at, length);
            case JSONB -> slice(bytes, at + 1, length - 1);
            case UUID -> elements.bytes(bytes, at, length);
            case BOOLEAN -> elements.int8(bytes[at]);
            case NUMERIC -> {
                numeric.read(bytes, at);
                elements.int32(numeric.scale());
                slice(numeric.unscaled(), numeric.from(), numeric.size());
            }
            default -> elements.int64(BinaryDecoder.number(form, bytes, at));
        }
    }

    private void slice(byte[] bytes, int at, int length) {
        elements.int32(length);
        elements.bytes(bytes, at, length);
    }

    /** As PostgreSQL writes it, where a dimension that does not start at 1 makes all of them be told. */
    private String literal(byte[] bytes, int at, int dimensions) {
        var text = new StringBuilder();
        for (int i = 0; i < dimensions; i++) {
            int first = firstPlace(bytes, at, i);
            text.append('[')
                    .append(first)
                    .append(':')
                    .append(first + length(bytes, at, i) - 1)
                    .append(']');
        }
        text.append('=');
        nest(text, bytes, at, 0, dimensions, new ItemElements(elements.array(), Integer.BYTES));
        return text.toString();
    }

    private static void nest(
            StringBuilder text, byte[] bytes, int at, int dimension, int dimensions, ItemElements elements) {
        text.append('{');
        for (int i = 0; i < length(bytes, at, dimension); i++) {
            text.append(i == 0 ? "" : ",");
            if (dimension == dimensions - 1) {
                elements.next();
                text.append(ItemText.element(elements));
            } else {
                nest(text, bytes, at, dimension + 1, dimensions, elements);
            }
        }
        text.append('}');
    }
}
