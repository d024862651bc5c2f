package io.whisperschema.internal.move;

import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;

/** Parts of keys as people read them. */
final class KeyWords {
    private static final int LONGEST = 80;

    private KeyWords() {}

    /** A field as it was before its item was settled. */
    static String of(Originals originals, Item item, int field) {
        return of(
                originals.tag(field),
                originals.number(field),
                item.arena(),
                originals.offset(field),
                originals.length(field));
    }

    /** A field as it is. */
    static String of(Item item, int field) {
        return of(item.tag(field), item.number(field), item.arena(), item.offset(field), item.length(field));
    }

    private static String of(Tag tag, long number, byte[] bytes, int from, int length) {
        return switch (tag) {
            case NULL -> "null";
            case REAL, RAW_REAL -> Double.toString(Double.longBitsToDouble(number));
            case BOOLEAN -> number == 1 ? "true" : "false";
            case DATE ->
                Math.abs(number) < Integer.MAX_VALUE
                        ? LocalDate.ofEpochDay(number).toString()
                        : "infinity";
            case TEXT, RAW_TEXT, JSONB, OPAQUE -> text(bytes, from, length);
            case DECIMAL ->
                DecimalBytes.isSpecial(bytes, from)
                        ? "NaN or infinity"
                        : DecimalBytes.read(bytes, from, length).toString();
            default -> tag.hasBytes() ? hex(bytes, from, length) : Long.toString(number);
        };
    }

    private static String text(byte[] bytes, int from, int length) {
        String text =
                new String(bytes, from, Math.min(length, LONGEST * 4), StandardCharsets.UTF_8).replace("\0", "\\0");
        return "'" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text) + "'";
    }

    private static String hex(byte[] bytes, int from, int length) {
        return "x'" + HexFormat.of().formatHex(bytes, from, from + Math.min(length, LONGEST)) + "'";
    }
}
