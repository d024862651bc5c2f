package io.whisperschema.postgres;

import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.ValueKind;
import io.whisperschema.move.ValueKind.Plain;
import java.util.Optional;

/**
 * A type of PostgreSQL whose binary form we know.
 *
 * @param form how its values are written
 * @param oid by which the server knows it
 * @param element of an array, the type of its elements
 */
record BinaryType(Form form, int oid, Optional<BinaryType> element) {
    private static final char ENUM = 'e';

    /** Text, whatever type it is the text of. */
    static final BinaryType TEXT = new BinaryType(Form.TEXT, 25, Optional.empty());

    /** A 32-bit integer. */
    static final BinaryType INT4 = new BinaryType(Form.INT4, 23, Optional.empty());

    /** How values of a type are written, and what they are to us. */
    enum Form {
        BOOLEAN(Tag.BOOLEAN),
        INT2(Tag.INTEGER),
        INT4(Tag.INTEGER),
        INT8(Tag.INTEGER),
        FLOAT4(Tag.REAL),
        FLOAT8(Tag.REAL),
        NUMERIC(Tag.DECIMAL),
        TEXT(Tag.TEXT),
        BYTES(Tag.BYTES),
        MOMENT(Tag.MOMENT),
        LOCAL_MOMENT(Tag.LOCAL_MOMENT),
        DATE(Tag.DATE),
        UUID(Tag.UUID),
        JSONB(Tag.JSONB),
        ARRAY(Tag.ARRAY);

        private final Tag tag;

        Form(Tag tag) {
            this.tag = tag;
        }

        /** What its values are when they are read. */
        Tag tag() {
            return tag;
        }
    }

    /**
     * A type that is no array, if we know its binary form.
     *
     * @param category what kind of type the server says it is
     */
    static Optional<BinaryType> scalar(long oid, char category) {
        return (category == ENUM ? Optional.of(Form.TEXT) : form(oid))
                .map(form -> new BinaryType(form, (int) oid, Optional.empty()));
    }

    /** An array of that type. */
    static BinaryType arrayOf(BinaryType element, long oid) {
        return new BinaryType(Form.ARRAY, (int) oid, Optional.of(element));
    }

    /** Types that come with PostgreSQL have the same number in each release. */
    private static Optional<Form> form(long oid) {
        return Optional.ofNullable(
                switch ((int) oid) {
                    case 16 -> Form.BOOLEAN;
                    case 17 -> Form.BYTES;
                    case 20 -> Form.INT8;
                    case 21 -> Form.INT2;
                    case 23 -> Form.INT4;
                    case 19, 25, 114, 1042, 1043 -> Form.TEXT;
                    case 700 -> Form.FLOAT4;
                    case 701 -> Form.FLOAT8;
                    case 1082 -> Form.DATE;
                    case 1114 -> Form.LOCAL_MOMENT;
                    case 1184 -> Form.MOMENT;
                    case 1700 -> Form.NUMERIC;
                    case 2950 -> Form.UUID;
                    case 3802 -> Form.JSONB;
                    default -> null;
                });
    }

    /** Whether values of that kind can be written as this type. */
    boolean takes(ValueKind kind) {
        if (kind instanceof Plain plain) {
            return takes(plain);
        }
        if (kind instanceof ValueKind.Array array) {
            return element.filter(one -> one.takes(array.element())).isPresent();
        }
        return kind instanceof ValueKind.Decimal
                ? form == Form.NUMERIC
                : kind instanceof ValueKind.LimitedText && form == Form.TEXT;
    }

    private boolean takes(Plain kind) {
        return switch (kind) {
            case INTEGER_16 -> form == Form.INT2 || form == Form.INT4 || form == Form.INT8;
            case INTEGER_32 -> form == Form.INT4 || form == Form.INT8;
            case BIGINT -> form == Form.INT8;
            case FLOAT -> form == Form.FLOAT4 || form == Form.FLOAT8;
            case REAL -> form == Form.FLOAT8;
            case JSON, JSONB -> form == Form.JSONB || form == Form.TEXT;
            case TEXT, OPAQUE -> form == Form.TEXT;
            case VERBATIM -> false;
            default -> form.tag() == tagOf(kind);
        };
    }

    /** Whether values that are read are at once what items hold of that kind. */
    boolean gives(ValueKind kind) {
        boolean sameElements = element.isEmpty()
                || (kind instanceof ValueKind.Array array && element.get().gives(array.element()));
        return form.tag() == tagOf(kind) && sameElements;
    }

    /** What items hold of a kind, once it is settled. */
    static Tag tagOf(ValueKind kind) {
        if (kind instanceof Plain plain) {
            return tagOf(plain);
        }
        if (kind instanceof ValueKind.Array) {
            return Tag.ARRAY;
        }
        return kind instanceof ValueKind.Decimal
                ? Tag.DECIMAL
                : kind instanceof ValueKind.Vector ? Tag.VECTOR : Tag.TEXT;
    }

    private static Tag tagOf(Plain kind) {
        return switch (kind) {
            case INTEGER_16, INTEGER_32, BIGINT -> Tag.INTEGER;
            case FLOAT, REAL -> Tag.REAL;
            case NUMERIC -> Tag.DECIMAL;
            case BOOLEAN -> Tag.BOOLEAN;
            case TEXT, JSON -> Tag.TEXT;
            case JSONB -> Tag.JSONB;
            case BYTES -> Tag.BYTES;
            case MOMENT -> Tag.MOMENT;
            case LOCAL_MOMENT -> Tag.LOCAL_MOMENT;
            case DATE -> Tag.DATE;
            case UUID -> Tag.UUID;
            case VERBATIM, OPAQUE -> Tag.OPAQUE;
        };
    }
}
