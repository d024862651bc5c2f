package io.whisperschema.sqlite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.whisperschema.move.Item;
import io.whisperschema.sql.ExpressionWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Values that SQLite keeps as text, as this library has them written. Immutable. */
final class SqliteTexts {
    private static final long MICROSECONDS_OF_A_SECOND = 1_000_000;
    private static final long SECONDS_OF_A_DAY = 86_400;
    private static final long FIRST = startOf(1);
    private static final long LAST = startOf(10_000) - 1;
    private static final String IN_UTC = "+00:00";
    private static final int SPECIAL_SCALE = Integer.MIN_VALUE;
    private static final List<String> SPECIALS = List.of("NaN", "Infinity", "-Infinity");
    private static final Item.Tag[] TAGS = tags();

    private final ZoneRules zone;

    /**
     * Texts of which the same rules make the values again.
     *
     * @param zone the zone in which moments are read that are written without one
     */
    SqliteTexts(ZoneId zone) {
        this.zone = zone.getRules();
    }

    private static Item.Tag[] tags() {
        var tags = new Item.Tag[128];
        for (Item.Tag tag : Item.Tag.values()) {
            tags[tag.code()] = tag;
        }
        return tags;
    }

    /**
     * Without a zone, as {@code CURRENT_TIMESTAMP} is, and with an offset only where it would be read as another moment: in
     * the second of two hours that a zone calls the same, and where the zone's year is none that a text can begin with.
     */
    byte[] moment(long microseconds) {
        ZoneOffset offset = zone.getOffset(Instant.ofEpochSecond(seconds(microseconds)));
        long local = microseconds + offset.getTotalSeconds() * MICROSECONDS_OF_A_SECOND;
        if (zone.isFixedOffset() && offset.equals(ZoneOffset.UTC)) {
            return localMoment(microseconds);
        }
        if (local < FIRST || local > LAST) {
            return ascii(spelled(microseconds) + IN_UTC);
        }
        var read = LocalDateTime.ofEpochSecond(seconds(local), 0, ZoneOffset.UTC);
        boolean isFirst = zone.getValidOffsets(read).get(0).equals(offset);
        return ascii(isFirst ? spelled(local) : spelled(local) + offset);
    }

    private static long seconds(long microseconds) {
        return Math.floorDiv(microseconds, MICROSECONDS_OF_A_SECOND);
    }

    private static long startOf(int year) {
        return LocalDate.of(year, 1, 1).toEpochDay() * SECONDS_OF_A_DAY * MICROSECONDS_OF_A_SECOND;
    }

    /** A date and time of no zone; a fraction has six digits. */
    static byte[] localMoment(long microseconds) {
        return ascii(spelled(microseconds));
    }

    private static String spelled(long microseconds) {
        long seconds = seconds(microseconds);
        long fraction = Math.floorMod(microseconds, MICROSECONDS_OF_A_SECOND);
        long second = Math.floorMod(seconds, SECONDS_OF_A_DAY);
        var text = new StringBuilder(26).append(LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_OF_A_DAY)));
        twoDigits(text.append(' '), second / 3_600);
        twoDigits(text.append(':'), second / 60 % 60);
        twoDigits(text.append(':'), second % 60);
        if (fraction != 0) {
            text.append('.').append(Long.toString(MICROSECONDS_OF_A_SECOND + fraction), 1, 7);
        }
        return text.toString();
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
    byte[] array(byte[] bytes, int at, int length) {
        var buffer = ByteBuffer.wrap(bytes, at, length);
        int count = buffer.getInt();
        var elements = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            elements.add(element(buffer));
        }
        return ("[" + String.join(",", elements) + "]").getBytes(StandardCharsets.UTF_8);
    }

    private String element(ByteBuffer buffer) {
        Item.Tag tag = TAGS[buffer.get()];
        return switch (tag) {
            case NULL -> "null";
            case INTEGER -> Long.toString(buffer.getLong());
            case BOOLEAN -> Boolean.toString(buffer.get() != 0);
            case REAL -> Double.toString(buffer.getDouble());
            case DECIMAL -> decimalElement(buffer);
            case MOMENT -> string(moment(buffer.getLong()));
            case LOCAL_MOMENT -> string(localMoment(buffer.getLong()));
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
