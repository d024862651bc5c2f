package io.whisperschema.postgres;

import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Values of items as PostgreSQL reads them from text, whatever the settings of its session are. */
final class ItemText {
    private static final long A_SECOND = 1_000_000;
    private static final int A_MICROSECOND = 1_000;
    private static final String[] SPECIAL_DECIMALS = {"NaN", "Infinity", "-Infinity"};

    private ItemText() {}

    /** The text of a field that has a value. */
    static String of(Item item, int field) {
        Tag tag = item.tag(field);
        byte[] arena = item.arena();
        int at = item.offset(field);
        int length = item.length(field);
        if (tag == Tag.DECIMAL) {
            return decimal(BigEndian.int32(arena, at), arena, at + Integer.BYTES, length - Integer.BYTES);
        }
        if (tag == Tag.ARRAY) {
            return "{" + String.join(",", elements(arena, at)) + "}";
        }
        return tag.hasBytes() ? bytes(tag, arena, at, length) : number(tag, item.number(field));
    }

    /** The elements of an array as they stand in its text. */
    private static List<String> elements(byte[] bytes, int at) {
        int count = BigEndian.int32(bytes, at);
        var texts = new ArrayList<String>();
        var elements = new ItemElements(bytes, at + Integer.BYTES);
        for (int i = 0; i < count; i++) {
            elements.next();
            texts.add(element(elements));
        }
        return texts;
    }

    /** An element as it stands in the text of an array. */
    static String element(ItemElements element) {
        Tag tag = element.tag();
        if (tag == Tag.NULL) {
            return "NULL";
        }
        if (tag == Tag.DECIMAL) {
            return decimal(element.scale(), element.bytes(), element.at(), element.length());
        }
        return tag.hasBytes()
                ? quoted(bytes(tag, element.bytes(), element.at(), element.length()))
                : quoted(number(tag, element.number()));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String number(Tag tag, long number) {
        return switch (tag) {
            case BOOLEAN -> number == 0 ? "f" : "t";
            case REAL, RAW_REAL -> Double.toString(Double.longBitsToDouble(number));
            case MOMENT -> isInfinite(number) ? infinity(number) : moment(number, "+00");
            case LOCAL_MOMENT -> isInfinite(number) ? infinity(number) : moment(number, "");
            case DATE -> isInfinite(number) ? infinity(number) : date(LocalDate.ofEpochDay(number), "");
            default -> Long.toString(number);
        };
    }

    private static boolean isInfinite(long number) {
        return number == Long.MAX_VALUE || number == Long.MIN_VALUE;
    }

    private static String infinity(long number) {
        return number > 0 ? "infinity" : "-infinity";
    }

    private static String moment(long microseconds, String zone) {
        int nanos = (int) Math.floorMod(microseconds, A_SECOND) * A_MICROSECOND;
        LocalDateTime moment =
                LocalDateTime.ofEpochSecond(Math.floorDiv(microseconds, A_SECOND), nanos, ZoneOffset.UTC);
        String time = String.format(
                Locale.ROOT,
                " %02d:%02d:%02d.%06d%s",
                moment.getHour(),
                moment.getMinute(),
                moment.getSecond(),
                nanos / A_MICROSECOND,
                zone);
        return date(moment.toLocalDate(), time);
    }

    /** Years before the first count backwards and have no zero. */
    private static String date(LocalDate date, String time) {
        int year = date.getYear();
        int shown = year > 0 ? year : 1 - year;
        String day = String.format(Locale.ROOT, "%04d-%02d-%02d", shown, date.getMonthValue(), date.getDayOfMonth());
        return day + time + (year > 0 ? "" : " BC");
    }

    private static String decimal(int scale, byte[] bytes, int at, int length) {
        return scale == BinaryNumeric.SPECIAL
                ? SPECIAL_DECIMALS[bytes[at]]
                : new BigDecimal(new BigInteger(bytes, at, length), scale).toPlainString();
    }

    private static String bytes(Tag tag, byte[] bytes, int at, int length) {
        return switch (tag) {
            case BYTES, RAW_BLOB -> "\\x" + HexFormat.of().formatHex(bytes, at, at + length);
            case UUID -> new UUID(BigEndian.int64(bytes, at), BigEndian.int64(bytes, at + Long.BYTES)).toString();
            case VECTOR -> vector(ByteBuffer.wrap(bytes, at, length));
            default -> new String(bytes, at, length, StandardCharsets.UTF_8);
        };
    }

    private static String vector(ByteBuffer numbers) {
        var texts = new ArrayList<String>();
        while (numbers.hasRemaining()) {
            texts.add(Float.toString(numbers.getFloat()));
        }
        return "[" + String.join(",", texts) + "]";
    }
}
