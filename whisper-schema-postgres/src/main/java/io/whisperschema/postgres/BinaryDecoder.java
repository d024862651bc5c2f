package io.whisperschema.postgres;

import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.postgres.BinaryType.Form;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows of PostgreSQL's COPY in its binary form as items. Reused from row to row, not thread-safe. */
final class BinaryDecoder {
    private static final int NULL = -1;

    private final FieldReading[] fields;
    private final int columns;
    private final BinaryNumeric numeric = new BinaryNumeric();
    private final BinaryArrayReader arrays = new BinaryArrayReader(numeric);
    private final GrowingBytes decimal = new GrowingBytes(64);

    BinaryDecoder(List<FieldReading> fields) {
        this.fields = fields.toArray(FieldReading[]::new);
        this.columns = (int) fields.stream()
                .mapToLong(field -> field.size().isPresent() ? 2 : 1)
                .sum();
    }

    /** Puts the values of the row that begins there, and tells where the next one does. */
    int read(byte[] bytes, int at, Item item) {
        int count = BigEndian.int16(bytes, at);
        if (count != columns) {
            throw new IllegalStateException("a row of " + count + " columns came, not of " + columns);
        }
        int next = at + Short.BYTES;
        for (int i = 0; i < fields.length; i++) {
            FieldReading field = fields[i];
            int length = BigEndian.int32(bytes, next);
            next += Integer.BYTES;
            if (length == NULL) {
                item.putNull(i);
            } else {
                put(field, bytes, next, length, item, i);
                next += length;
            }
            if (field.size().isPresent()) {
                next = readSize(bytes, next, item, i);
            }
        }
        return next;
    }

    /** Behind a value that may be too large stands how large it is, if so. */
    private static int readSize(byte[] bytes, int at, Item item, int field) {
        int length = BigEndian.int32(bytes, at);
        int behind = at + Integer.BYTES;
        if (length == NULL) {
            return behind;
        }
        item.putTooLarge(field, BigEndian.int32(bytes, behind));
        return behind + length;
    }

    private void put(FieldReading reading, byte[] bytes, int at, int length, Item item, int field) {
        Form form = reading.type().form();
        switch (form) {
            case TEXT, BYTES, UUID -> item.putTyped(field, reading.tag(), bytes, at, length);
            case JSONB -> item.putTyped(field, reading.tag(), bytes, at + 1, length - 1);
            case NUMERIC -> putDecimal(bytes, at, item, field);
            case ARRAY -> arrays.put(reading.type(), bytes, at, item, field);
            case MOMENT, LOCAL_MOMENT -> putMoment(reading.tag(), BigEndian.int64(bytes, at), item, field);
            default -> item.putTyped(field, reading.tag(), number(form, bytes, at));
        }
    }

    private void putDecimal(byte[] bytes, int at, Item item, int field) {
        numeric.read(bytes, at);
        decimal.clear();
        decimal.int32(numeric.scale());
        decimal.bytes(numeric.unscaled(), numeric.from(), numeric.size());
        item.putTyped(field, Tag.DECIMAL, decimal.array(), 0, decimal.length());
    }

    private static void putMoment(Tag tag, long fromServer, Item item, int field) {
        if (BinaryMoments.canHold(fromServer)) {
            item.putTyped(field, tag, BinaryMoments.fromServer(fromServer));
        } else {
            byte[] text = BinaryMoments.text(fromServer).getBytes(StandardCharsets.UTF_8);
            item.putText(field, text, 0, text.length);
        }
    }

    /** The number of an item for what begins there. */
    static long number(Form form, byte[] bytes, int at) {
        return switch (form) {
            case BOOLEAN -> bytes[at];
            case INT2 -> BigEndian.int16(bytes, at);
            case INT4 -> BigEndian.int32(bytes, at);
            case INT8, FLOAT8 -> BigEndian.int64(bytes, at);
            case FLOAT4 -> Double.doubleToRawLongBits(Float.intBitsToFloat(BigEndian.int32(bytes, at)));
            case DATE -> BinaryMoments.fromServerDays(BigEndian.int32(bytes, at));
            case MOMENT, LOCAL_MOMENT -> BinaryMoments.fromServer(BigEndian.int64(bytes, at));
            default -> throw new IllegalStateException("values of " + form + " are no numbers");
        };
    }
}
