package io.whisperschema.cache.internal.codec;

/** What texts must be so that every format can hold them. */
public final class Unicode {
    private Unicode() {}

    /**
     * The text, if it is whole.
     *
     * @throws IllegalArgumentException if it holds half a character: one of a pair of surrogates without the other
     */
    public static String whole(String text, String what) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && !Character.isLowSurrogate(pairedAt(text, i++))) {
                throw new IllegalArgumentException(what + " holds half a character: a surrogate without its other");
            }
        }
        return text;
    }

    /** The character behind that of a place, if that one begins a pair. */
    private static char pairedAt(String text, int place) {
        return Character.isHighSurrogate(text.charAt(place)) && place + 1 < text.length() ? text.charAt(place + 1) : 0;
    }

    /** How many bytes a whole text has in UTF-8. */
    static int bytes(String text) {
        int length = text.length();
        int bytes = length;
        for (int i = 0; i < length; i++) {
            char character = text.charAt(i);
            if (character >= 0x80) {
                bytes += character < 0x800 || Character.isSurrogate(character) ? 1 : 2;
            }
        }
        return bytes;
    }
}
