package io.whisperschema.cache.internal.codec;

import io.whisperschema.cache.MetadataValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack.Code;

/** Reads MessagePack. A length that the bytes do not have costs no memory. Not thread-safe. */
final class PackReader {
    private static final int FEW = 16;

    private final byte[] bytes;
    private int at;

    PackReader(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    void end() {
        if (at < bytes.length) {
            throw Fault.goesOn();
        }
    }

    /** Passes over bytes that must be there. */
    void pass(byte[] expected) {
        int end = Math.min(bytes.length, at + expected.length);
        if (Arrays.mismatch(bytes, at, end, expected, 0, expected.length) >= 0) {
            throw end - at < expected.length ? Fault.endsEarly() : new Fault("it holds no part where one belongs");
        }
        at = end;
    }

    /** The text behind bytes that must be there. */
    String text(byte[] expected) {
        pass(expected);
        return text();
    }

    boolean passNothing() {
        boolean isNothing = at < bytes.length && bytes[at] == Code.NIL;
        at += isNothing ? 1 : 0;
        return isNothing;
    }

    private int take(int count) {
        if (count < 0 || count > bytes.length - at) {
            throw Fault.endsEarly();
        }
        int start = at;
        at += count;
        return start;
    }

    private long number(int count) {
        long value = 0;
        for (int i = take(count); i < at; i++) {
            value = value << 8 | (bytes[i] & 0xff);
        }
        return value;
    }

    /** A length that the rest may have. */
    private int length(int count) {
        long length = number(count);
        if (length > bytes.length - at) {
            throw Fault.endsEarly();
        }
        return (int) length;
    }

    long whole() {
        byte code = bytes[take(1)];
        return whole(MessageFormat.valueOf(code), code);
    }

    private long whole(MessageFormat format, byte code) {
        return switch (format) {
            case POSFIXINT, NEGFIXINT -> code;
            case UINT8 -> number(Byte.BYTES);
            case UINT16 -> number(Short.BYTES);
            case UINT32 -> number(Integer.BYTES);
            case UINT64 -> natural(number(Long.BYTES));
            case INT8 -> (byte) number(Byte.BYTES);
            case INT16 -> (short) number(Short.BYTES);
            case INT32 -> (int) number(Integer.BYTES);
            case INT64 -> number(Long.BYTES);
            default -> throw unexpected();
        };
    }

    private static long natural(long value) {
        if (value < 0) {
            throw unexpected();
        }
        return value;
    }

    private static Fault unexpected() {
        return new Fault("it holds a value of another type than belongs there");
    }

    String text() {
        byte code = bytes[take(1)];
        return text(MessageFormat.valueOf(code), code);
    }

    private String text(MessageFormat format, byte code) {
        int length = textLength(format, code);
        return Unicode.text(bytes, take(length), length);
    }

    private int textLength(MessageFormat format, byte code) {
        return switch (format) {
            case FIXSTR -> code & 0x1f;
            case STR8 -> length(Byte.BYTES);
            case STR16 -> length(Short.BYTES);
            case STR32 -> length(Integer.BYTES);
            default -> throw unexpected();
        };
    }

    private String name() {
        String usual = UsualNames.at(bytes, at);
        if (usual == null) {
            return text();
        }
        at += 1 + usual.length();
        return usual;
    }

    MetadataValue value(int levels) {
        byte code = bytes[take(1)];
        MessageFormat format = MessageFormat.valueOf(code);
        return switch (format) {
            case NIL -> MetadataValue.Nothing.NOTHING;
            case BOOLEAN -> MetadataValue.of(code == Code.TRUE);
            case FLOAT64 -> MetadataValue.of(Double.longBitsToDouble(number(Long.BYTES)));
            case FIXSTR, STR8, STR16, STR32 -> MetadataValue.of(text(format, code));
            case FIXARRAY, ARRAY16, ARRAY32 -> new MetadataValue.Items(items(format, code, below(levels)));
            case FIXMAP, MAP16, MAP32 -> new MetadataValue.Members(members(entries(format, code), below(levels)));
            case FIXEXT16 -> huge(16);
            case EXT8 -> huge(length(Byte.BYTES));
            case EXT16 -> huge(length(Short.BYTES));
            default -> MetadataValue.of(whole(format, code));
        };
    }

    private static int below(int levels) {
        if (levels == 0) {
            throw Fault.tooDeep();
        }
        return levels - 1;
    }

    private MetadataValue huge(int length) {
        if (bytes[take(1)] != PackWriter.HUGE || length == 0) {
            throw unexpected();
        }
        return new MetadataValue.Huge(new BigInteger(bytes, take(length), length));
    }

    private List<MetadataValue> items(MessageFormat format, byte code, int levels) {
        int count = format == MessageFormat.FIXARRAY
                ? code & 0xf
                : length(format == MessageFormat.ARRAY16 ? Short.BYTES : Integer.BYTES);
        var items = new ArrayList<MetadataValue>(Math.min(count, FEW));
        for (int i = 0; i < count; i++) {
            items.add(value(levels));
        }
        return items;
    }

    /** How many entries a map has that begins next. */
    private int entries() {
        byte code = bytes[take(1)];
        return entries(MessageFormat.valueOf(code), code);
    }

    private int entries(MessageFormat format, byte code) {
        return switch (format) {
            case FIXMAP -> code & 0xf;
            case MAP16 -> length(Short.BYTES);
            case MAP32 -> length(Integer.BYTES);
            default -> throw unexpected();
        };
    }

    /** The members of a map that begins next. */
    Map<String, MetadataValue> members(int levels) {
        return members(entries(), levels);
    }

    private Map<String, MetadataValue> members(int count, int levels) {
        var members = new OrderedMap.Making<MetadataValue>(count);
        for (int i = 0; i < count; i++) {
            if (!members.put(name(), value(levels))) {
                throw Fault.namedTwice();
            }
        }
        return members.map();
    }

    /** The members of a map that begins next, all of which are texts. */
    Map<String, String> texts() {
        int count = entries();
        var texts = new OrderedMap.Making<String>(count);
        for (int i = 0; i < count; i++) {
            if (!texts.put(text(), text())) {
                throw Fault.namedTwice();
            }
        }
        return texts.map();
    }
}
