package io.whisperschema.postgres;

import io.whisperschema.move.Field;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.ValueKind;
import io.whisperschema.sql.Identifiers;
import java.util.Optional;

/**
 * How a field is read.
 *
 * @param expression what is asked for
 * @param type what the server sends
 * @param tag what it is to an item
 * @param size how many bytes a value has that is too large to be asked for; absent where none can be
 */
record FieldReading(String expression, BinaryType type, Tag tag, Optional<String> size) {
    /**
     * How a field is read whose column has that type, if we know its binary form. What is not at once of the field's kind
     * comes as it is, to be settled like what SQLite holds.
     */
    static FieldReading of(Field field, Optional<BinaryType> type) {
        String column = Identifiers.quoted(field.source());
        if (type.filter(one -> one.gives(field.kind())).isPresent()) {
            return new FieldReading(column, type.get(), BinaryType.tagOf(field.kind()), Optional.empty());
        }
        if (field.kind() == ValueKind.Plain.LOCAL_MOMENT
                && type.filter(FieldReading::isMoment).isPresent()) {
            return new FieldReading(column, type.get(), Tag.MOMENT, Optional.empty());
        }
        if (isWritten(field.kind())) {
            return asText(column, BinaryType.tagOf(field.kind()));
        }
        return type.flatMap(one -> asItIs(column, one)).orElseGet(() -> asText(column, Tag.RAW_TEXT));
    }

    /** Whether values of that kind are the text that a database writes of them. */
    private static boolean isWritten(ValueKind kind) {
        Tag tag = BinaryType.tagOf(kind);
        return tag == Tag.TEXT || tag == Tag.OPAQUE || tag == Tag.JSONB;
    }

    private static boolean isMoment(BinaryType type) {
        return type.form() == BinaryType.Form.MOMENT;
    }

    private static FieldReading asText(String column, Tag tag) {
        return new FieldReading(column + "::pg_catalog.text", BinaryType.TEXT, tag, Optional.empty());
    }

    private static Optional<FieldReading> asItIs(String column, BinaryType type) {
        Optional<Tag> raw = Optional.ofNullable(
                switch (type.form()) {
                    case INT2, INT4, INT8 -> Tag.RAW_INTEGER;
                    case FLOAT4, FLOAT8 -> Tag.RAW_REAL;
                    case BYTES -> Tag.RAW_BLOB;
                    default -> null;
                });
        return raw.map(tag -> new FieldReading(column, type, tag, Optional.empty()));
    }

    /** The same, but what is said to be text may be any bytes. */
    FieldReading unchecked() {
        boolean text = type.form() == BinaryType.Form.TEXT;
        return text ? new FieldReading(expression, type, Tag.RAW_TEXT, size) : this;
    }

    /** The same, but of a value of more bytes only their number is asked for. */
    FieldReading atMost(int largest) {
        if (!isUnbounded()) {
            return this;
        }
        String bounded = "CASE WHEN " + bytes() + " <= " + largest + " THEN " + expression + " END";
        String larger = "CASE WHEN " + bytes() + " > " + largest + " THEN " + bytes() + " END";
        return new FieldReading(bounded, type, tag, Optional.of(larger));
    }

    /** What asks how many bytes a value has. */
    String bytes() {
        String text = type.form() == BinaryType.Form.JSONB ? "::pg_catalog.text" : "";
        return "pg_catalog.octet_length(" + expression + text + ")";
    }

    /** Whether a value can have any number of bytes. */
    boolean isUnbounded() {
        return switch (type.form()) {
            case TEXT, BYTES, JSONB -> true;
            default -> false;
        };
    }
}
