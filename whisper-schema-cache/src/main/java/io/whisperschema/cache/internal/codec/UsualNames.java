package io.whisperschema.cache.internal.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The names that most metadata has: neither looked at by character nor made anew for each message. */
final class UsualNames {
    private static final String[] NAMES = FlatForm.OF_METADATA.toArray(String[]::new);
    private static final byte[][] PACKED =
            FlatForm.OF_METADATA.stream().map(UsualNames::packed).toArray(byte[][]::new);

    private UsualNames() {}

    private static byte[] packed(String name) {
        var sink = new ByteSink(name.length() + 1);
        new PackWriter(sink).text(name);
        return sink.bytes();
    }

    /** Writes a name if it is a usual one; whether it is. */
    static boolean write(String name, ByteSink sink) {
        for (int i = 0; i < NAMES.length; i++) {
            if (NAMES[i].equals(name)) {
                sink.all(PACKED[i]);
                return true;
            }
        }
        return false;
    }

    /** The usual name that stands at a place, if one does. */
    static @Nullable String at(byte[] bytes, int place) {
        for (int i = 0; i < PACKED.length; i++) {
            byte[] packed = PACKED[i];
            int end = place + packed.length;
            if (end <= bytes.length && Arrays.equals(bytes, place, end, packed, 0, packed.length)) {
                return NAMES[i];
            }
        }
        return null;
    }
}
