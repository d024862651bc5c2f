package io.whisperschema.cache.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** What texts must be so that every format can hold them. */
public final class Unicode {
    private Unicode() {}

    /**
     * The text, if it is whole.
     *
     * @throws IllegalArgumentException if it holds half a character: one of a pair of surrogates without the other
     */
    public static String whole(String text, String what) {
        if (bits(text) >= Character.MIN_SURROGATE) {
            checkPairs(text, what);
        }
        return text;
    }

    private static void checkPairs(String text, String what) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && !Character.isLowSurrogate(pairedAt(text, i++))) {
                throw new IllegalArgumentException(what + " holds half a character: a surrogate without its other");
            }
        }
    }

    /** The character behind that of a place, if that one begins a pair. */
    private static char pairedAt(String text, int place) {
        return Character.isHighSurrogate(text.charAt(place)) && place + 1 < text.length() ? text.charAt(place + 1) : 0;
    }

    /** All bits that characters of a text have: a loop without branches, which tells most texts to be harmless. */
    private static int bits(String text) {
        int end = text.length();
        int bits = 0;
        int i = 0;
        // Four at a time need not wait for one another, which takes little more than half of the time.
        for (; i < end - 3; i += 4) {
            bits |= text.charAt(i) | text.charAt(i + 1) | text.charAt(i + 2) | text.charAt(i + 3);
        }
        for (; i < end; i++) {
            bits |= text.charAt(i);
        }
        return bits;
    }

    /** The text of some bytes of UTF-8. */
    static String text(byte[] bytes, int start, int length) {
        var text = new String(bytes, start, length, UTF_8);
        // That character stands for what could not be read, unless it was there before.
        if (text.indexOf('\ufffd') >= 0 && !isOf(text, bytes, start, length)) {
            throw new Fault("it holds a text that is no UTF-8");
        }
        return text;
    }

    /** Whether bytes of UTF-8 end before their last character does. */
    static boolean isCutOff(byte[] bytes) {
        int last = bytes.length - 1;
        int behind = 0;
        while (last > 0 && behind < 3 && (bytes[last] & 0xc0) == 0x80) {
            last--;
            behind++;
        }
        return last >= 0 && behind < bytesBehind(bytes[last] & 0xff);
    }

    private static int bytesBehind(int first) {
        if (first < 0xc0 || first >= 0xf8) {
            return 0;
        }
        return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    }

    private static boolean isOf(String text, byte[] bytes, int start, int length) {
        byte[] again = text.getBytes(UTF_8);
        return Arrays.equals(again, 0, again.length, bytes, start, start + length);
    }

    /** How many bytes a whole text has in UTF-8. */
    static int bytes(String text) {
        return bits(text) < 0x80 ? text.length() : bytesBeyondAscii(text);
    }

    private static int bytesBeyondAscii(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= 0x80) {
                bytes += character < 0x800 || Character.isSurrogate(character) ? 1 : 2;
            }
        }
        return bytes;
    }
}
