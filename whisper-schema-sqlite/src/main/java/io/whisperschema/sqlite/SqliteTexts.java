package io.whisperschema.sqlite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.whisperschema.move.Item;
import io.whisperschema.sql.ExpressionWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Values that SQLite keeps as text, as this library has them written. */
final class SqliteTexts {
    private static final long MICROSECONDS_OF_A_SECOND = 1_000_000;
    private static final long SECONDS_OF_A_DAY = 86_400;
    private static final int SPECIAL_SCALE = Integer.MIN_VALUE;
    private static final List<String> SPECIALS = List.of("NaN", "Infinity", "-Infinity");
    private static final Item.Tag[] TAGS = tags();

    private SqliteTexts() {}

    private static Item.Tag[] tags() {
        var tags = new Item.Tag[128];
        for (Item.Tag tag : Item.Tag.values()) {
            tags[tag.code()] = tag;
        }
        return tags;
    }

    /** In UTC and without a zone, as {@code CURRENT_TIMESTAMP} is; a fraction has six digits. */
    static byte[] moment(long microseconds) {
        long seconds = Math.floorDiv(microseconds, MICROSECONDS_OF_A_SECOND);
        long fraction = Math.floorMod(microseconds, MICROSECONDS_OF_A_SECOND);
        long second = Math.floorMod(seconds, SECONDS_OF_A_DAY);
        var text = new StringBuilder(26).append(LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_OF_A_DAY)));
        twoDigits(text.append(' '), second / 3_600);
        twoDigits(text.append(':'), second / 60 % 60);
        twoDigits(text.append(':'), second % 60);
        if (fraction != 0) {
            text.append('.').append(Long.toString(MICROSECONDS_OF_A_SECOND + fraction), 1, 7);
        }
        return ascii(text.toString());
    }

    private static void twoDigits(StringBuilder text, long number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    static byte[] date(long days) {
        return ascii(LocalDate.ofEpochDay(days).toString());
    }

    static byte[] uuid(byte[] bytes, int at) {
        var buffer = ByteBuffer.wrap(bytes, at, 16);
        return ascii(new UUID(buffer.getLong(), buffer.getLong()).toString());
    }

    static byte[] decimal(byte[] bytes, int at, int length) {
        var buffer = ByteBuffer.wrap(bytes, at, length);
        return ascii(decimal(buffer.getInt(), slice(buffer, buffer.remaining())));
    }

    private static String decimal(int scale, byte[] unscaled) {
        return scale == SPECIAL_SCALE
                ? SPECIALS.get(unscaled[0])
                : new BigDecimal(new BigInteger(unscaled), scale).toPlainString();
    }

    /** As JSON: numbers and truths are themselves, whatever else is a string in the form it has by itself. */
    static byte[] array(byte[] bytes, int at, int length) {
        var buffer = ByteBuffer.wrap(bytes, at, length);
        int count = buffer.getInt();
        var elements = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            elements.add(element(buffer));
        }
        return ("[" + String.join(",", elements) + "]").getBytes(StandardCharsets.UTF_8);
    }

    private static String element(ByteBuffer buffer) {
        Item.Tag tag = TAGS[buffer.get()];
        return switch (tag) {
            case NULL -> "null";
            case INTEGER -> Long.toString(buffer.getLong());
            case BOOLEAN -> Boolean.toString(buffer.get() != 0);
            case REAL -> Double.toString(buffer.getDouble());
            case DECIMAL -> decimalElement(buffer);
            case MOMENT, LOCAL_MOMENT -> string(moment(buffer.getLong()));
            case DATE -> string(date(buffer.getLong()));
            case UUID -> string(uuid(slice(buffer, 16), 0));
            case TEXT, OPAQUE -> string(slice(buffer, buffer.getInt()));
            case JSONB -> new String(slice(buffer, buffer.getInt()), StandardCharsets.UTF_8);
            default -> throw new IllegalStateException("SQLite has no array of " + tag);
        };
    }

    private static String decimalElement(ByteBuffer buffer) {
        int scale = buffer.getInt();
        return decimal(scale, slice(buffer, buffer.getInt()));
    }

    private static String string(byte[] text) {
        String array = ExpressionWriter.jsonArray(List.of(new String(text, StandardCharsets.UTF_8)));
        return array.substring(1, array.length() - 1);
    }

    /** As JSON. */
    static byte[] vector(byte[] bytes, int at, int length) {
        var buffer = ByteBuffer.wrap(bytes, at, length);
        var numbers = new ArrayList<String>();
        while (buffer.hasRemaining()) {
            numbers.add(Float.toString(buffer.getFloat()));
        }
        return ascii("[" + String.join(",", numbers) + "]");
    }

    private static byte[] slice(ByteBuffer buffer, int length) {
        var slice = new byte[length];
        buffer.get(slice);
        return slice;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }

    static byte[] bytes(Item item, int field) {
        int from = item.offset(field);
        return Arrays.copyOfRange(item.arena(), from, from + item.length(field));
    }
}
