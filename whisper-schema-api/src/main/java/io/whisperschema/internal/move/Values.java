package io.whisperschema.internal.move;

import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What several settlers do to a field's value. */
final class Values {
    private Values() {}

    static boolean putText(Item item, int field, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        item.putText(field, bytes, 0, bytes.length);
        return true;
    }

    static boolean putNull(Item item, int field) {
        item.putNull(field);
        return true;
    }

    static boolean putNumber(Item item, int field, Tag tag, long number) {
        item.putTyped(field, tag, number);
        return true;
    }

    static byte[] copy(Item item, int field) {
        int from = item.offset(field);
        return java.util.Arrays.copyOfRange(item.arena(), from, from + item.length(field));
    }

    static String hex(Item item, int field) {
        int from = item.offset(field);
        return HexFormat.of().formatHex(item.arena(), from, from + item.length(field));
    }

    static boolean isText(Item item, int field) {
        return item.tag(field) == Tag.RAW_TEXT;
    }

    static boolean isNumber(Item item, int field) {
        return item.tag(field) == Tag.RAW_INTEGER || item.tag(field) == Tag.RAW_REAL;
    }

    /** A raw number as SQLite's {@code quote} writes it. */
    static String quoted(Item item, int field) {
        return item.tag(field) == Tag.RAW_INTEGER ? Long.toString(item.number(field)) : Numerals.text(item.real(field));
    }

    static boolean isBlank(Item item, int field) {
        return isText(item, field) && item.text(field).isBlank();
    }

    static boolean emptyAsNull(Item item, int field) {
        return isBlank(item, field) && putNull(item, field);
    }

    static Utf8.Look scan(Item item, int field) {
        return Utf8.scan(item.arena(), item.offset(field), item.length(field));
    }
}
