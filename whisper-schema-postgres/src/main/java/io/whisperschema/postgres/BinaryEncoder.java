package io.whisperschema.postgres;

import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/** Items as rows of PostgreSQL's COPY in its binary form. Reused from row to row, not thread-safe. */
final class BinaryEncoder {
    /** What such a COPY begins with; two integers of nothing follow. */
    static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

    private static final int END = -1;
    private static final int NULL = -1;

    private final BinaryType[] types;
    private final CopyBytes to;
    private final BinaryNumeric numeric = new BinaryNumeric();
    private final BinaryArrays arrays;

    BinaryEncoder(List<BinaryType> types, CopyBytes to) {
        this.types = types.toArray(BinaryType[]::new);
        this.to = to;
        this.arrays = new BinaryArrays(this, to);
    }

    /** To be called before the first row. */
    void begin() throws SQLException {
        to.bytes(SIGNATURE, 0, SIGNATURE.length);
        to.int32(0);
        to.int32(0);
    }

    /** Adds a row. */
    void add(Item item) throws SQLException {
        to.int16(types.length);
        for (int i = 0; i < types.length; i++) {
            add(types[i], item, i);
        }
        to.endRow();
    }

    /** To be called behind the last row. */
    void end() throws SQLException {
        to.int16(END);
        to.send();
    }

    private void add(BinaryType type, Item item, int field) throws SQLException {
        Tag tag = item.tag(field);
        byte[] arena = item.arena();
        int at = item.offset(field);
        if (tag == Tag.NULL) {
            addNull();
        } else if (tag == Tag.DECIMAL) {
            int scale = BigEndian.int32(arena, at);
            addDecimal(type, scale, arena, at + Integer.BYTES, item.length(field) - Integer.BYTES);
        } else if (tag == Tag.ARRAY) {
            arrays.write(type, arena, at);
        } else if (tag.hasBytes()) {
            addBytes(type, tag, arena, at, item.length(field));
        } else {
            addNumber(type, tag, item.number(field));
        }
    }

    void addNull() {
        to.int32(NULL);
    }

    void addNumber(BinaryType type, Tag tag, long number) {
        require(type.form().tag() == tag, type, tag);
        switch (type.form()) {
            case BOOLEAN -> {
                to.int32(1);
                to.int8((int) number);
            }
            case INT2 -> {
                to.int32(Short.BYTES);
                to.int16(fitting((short) number, number));
            }
            case INT4 -> {
                to.int32(Integer.BYTES);
                to.int32(fitting((int) number, number));
            }
            case FLOAT4 -> {
                to.int32(Float.BYTES);
                to.int32(Float.floatToRawIntBits((float) Double.longBitsToDouble(number)));
            }
            case DATE -> {
                to.int32(Integer.BYTES);
                to.int32(BinaryMoments.toServerDays(number));
            }
            case MOMENT, LOCAL_MOMENT -> {
                to.int32(Long.BYTES);
                to.int64(BinaryMoments.toServer(number));
            }
            case INT8, FLOAT8 -> {
                to.int32(Long.BYTES);
                to.int64(number);
            }
            default -> throw mismatch(type, tag);
        }
    }

    /** Values that do not fit are found before they come here; this keeps a mistake from being silent. */
    private static int fitting(int narrowed, long number) {
        if (narrowed != number) {
            throw new IllegalStateException("a number does not fit the column that it is for");
        }
        return narrowed;
    }

    void addDecimal(BinaryType type, int scale, byte[] from, int at, int length) {
        require(type.form() == BinaryType.Form.NUMERIC, type, Tag.DECIMAL);
        numeric.write(scale, from, at, length, to);
    }

    void addBytes(BinaryType type, Tag tag, byte[] from, int at, int length) throws SQLException {
        switch (type.form()) {
            case TEXT -> require(tag == Tag.TEXT || tag == Tag.OPAQUE || tag == Tag.JSONB, type, tag);
            case JSONB -> require(tag == Tag.JSONB || tag == Tag.TEXT, type, tag);
            default -> require(type.form().tag() == tag, type, tag);
        }
        if (type.form() == BinaryType.Form.JSONB) {
            to.int32(1 + length);
            to.int8(1);
        } else {
            to.int32(length);
        }
        to.bytes(from, at, length);
    }

    private static void require(boolean fits, BinaryType type, Tag tag) {
        if (!fits) {
            throw mismatch(type, tag);
        }
    }

    private static IllegalStateException mismatch(BinaryType type, Tag tag) {
        return new IllegalStateException("a value that is " + tag + " came for a column of " + type.form());
    }
}
