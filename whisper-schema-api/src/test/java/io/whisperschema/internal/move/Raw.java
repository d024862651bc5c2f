package io.whisperschema.internal.move;

import io.whisperschema.move.Item;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;

/** A value as SQLite returns it, and a field of an item in words. */
interface Raw {
    void put(Item item, int field);

    static Raw integer(long value) {
        return (item, field) -> item.putInteger(field, value);
    }

    static Raw real(double value) {
        return (item, field) -> item.putReal(field, value);
    }

    static Raw text(String value) {
        return textBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    static Raw textHex(String hex) {
        return textBytes(HexFormat.of().parseHex(hex));
    }

    private static Raw textBytes(byte[] bytes) {
        return (item, field) -> item.putText(field, bytes, 0, bytes.length);
    }

    static Raw blob(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return (item, field) -> item.putBlob(field, bytes, 0, bytes.length);
    }

    static Raw typed(Item.Tag tag, long number) {
        return (item, field) -> item.putTyped(field, tag, number);
    }

    static Raw typed(Item.Tag tag, byte... bytes) {
        return (item, field) -> item.putTyped(field, tag, bytes, 0, bytes.length);
    }

    static Raw nothing() {
        return Item::putNull;
    }

    /** What a field of an item holds, such as {@code integer 7}. */
    static String shown(Item item, int field) {
        return switch (item.tag(field)) {
            case NULL -> "null";
            case INTEGER, RAW_INTEGER -> "integer " + item.number(field);
            case REAL, RAW_REAL -> "real " + item.real(field);
            case BOOLEAN -> item.number(field) == 1 ? "true" : "false";
            case DECIMAL ->
                "decimal "
                        + DecimalBytes.read(item.arena(), item.offset(field), item.length(field))
                                .toPlainString();
            case TEXT, RAW_TEXT -> "text " + item.text(field);
            case JSONB, OPAQUE -> item.text(field);
            case MOMENT, LOCAL_MOMENT -> moment(item.number(field));
            case DATE -> LocalDate.ofEpochDay(item.number(field)).toString();
            case BYTES, RAW_BLOB, UUID, ARRAY, VECTOR -> "bytes " + Values.hex(item, field);
            case TOO_LARGE -> "too large";
        };
    }

    private static String moment(long micros) {
        if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
            return micros > 0 ? "infinity" : "-infinity";
        }
        return LocalDateTime.ofEpochSecond(
                        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000) * 1000, ZoneOffset.UTC)
                .toString();
    }
}
