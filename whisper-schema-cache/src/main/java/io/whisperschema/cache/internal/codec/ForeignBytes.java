package io.whisperschema.cache.internal.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.whisperschema.error.UnreadableValue;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Bytes that no format of ours begins like: says what they seem to be, and parses none of it. */
final class ForeignBytes {
    private static final int PROTOCOL = 0x80;
    private static final int NEWEST_PROTOCOL = 5;
    /** As much as the names of a class may take that an old pickle begins with. */
    private static final int BEGINNING = 300;
    /** As much as the last words of an old pickle take. */
    private static final int END = 16;

    // The first two protocols do not name themselves. These are the opcodes that containers, objects, texts and numbers
    // begin with, and the mark or the stop behind them, so that plain text is not taken for one.
    private static final Pattern PROTOCOL_0 = Pattern.compile(
            "(\\([dlt]p\\d+\n|\\(i[\\w.]+\n\\w+\n|c[\\w.]+\n\\w+\n[p(]|[VS][^\n]*\np\\d+\n\\.|[IFL][-+.\\deL]+\n\\.).*",
            Pattern.DOTALL);

    private static final Pattern PROTOCOL_1 = Pattern.compile(
            "([}\\])][qr(.]|\\(?[XTB].{3}\\x00|\\([dlt][qr]|\\(?c[\\w.]+\n\\w+\n[qr]).*", Pattern.DOTALL);

    // Much of a text or a tuple may stand in front of the first such mark. Both end with being noted, and the stop.
    private static final Pattern MAYBE_LONG = Pattern.compile("[VS(].*", Pattern.DOTALL);

    private static final Pattern END_OF_0 = Pattern.compile(".*[\nt]p\\d+\n\\.", Pattern.DOTALL);
    private static final Pattern END_OF_1 = Pattern.compile(".*t(q.|r.{3}\\x00)\\.", Pattern.DOTALL);

    private ForeignBytes() {}

    static boolean isJava(byte[] bytes) {
        return bytes.length >= 4
                && (bytes[0] & 0xff) == 0xac
                && (bytes[1] & 0xff) == 0xed
                && bytes[2] == 0
                && bytes[3] == 5;
    }

    static UnreadableValue refused(byte[] bytes) {
        OptionalInt pickle = protocolOfPickle(bytes);
        if (pickle.isPresent()) {
            return new UnreadableValue("This is a Python pickle of protocol " + pickle.getAsInt()
                    + ", which is not parsed, since to read one is to run code.");
        }
        if (isJava(bytes)) {
            return new UnreadableValue(
                    "This is an object of Java's serialisation, which is not parsed, since to read one is to run code.");
        }
        return new UnreadableValue("This is no message in a format that this release knows.");
    }

    private static OptionalInt protocolOfPickle(byte[] bytes) {
        if ((bytes[0] & 0xff) == PROTOCOL && bytes.length > 1) {
            return bytes[1] >= 2 && bytes[1] <= NEWEST_PROTOCOL ? OptionalInt.of(bytes[1]) : OptionalInt.empty();
        }
        String beginning = new String(bytes, 0, Math.min(bytes.length, BEGINNING), ISO_8859_1);
        int last = Math.min(bytes.length, END);
        String end = new String(bytes, bytes.length - last, last, ISO_8859_1);
        boolean mayBeLong = MAYBE_LONG.matcher(beginning).matches();
        if (PROTOCOL_0.matcher(beginning).matches()
                || (mayBeLong && END_OF_0.matcher(end).matches())) {
            return OptionalInt.of(0);
        }
        return PROTOCOL_1.matcher(beginning).matches()
                        || (mayBeLong && END_OF_1.matcher(end).matches())
                ? OptionalInt.of(1)
                : OptionalInt.empty();
    }
}
