package io.whisperschema.internal.move;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/** Decimals as an {@code Item} holds them: 4 bytes of scale, then the unscaled value. Reused, not thread-safe. */
final class DecimalBytes {
    private static final int SPECIAL = Integer.MIN_VALUE;

    private final byte[] small = new byte[Long.BYTES];
    private byte[] unscaled = small;
    private int from;
    private int scale;

    int scale() {
        return scale;
    }

    /** Where the unscaled value is. */
    byte[] unscaled() {
        return unscaled;
    }

    /** Where in that array it begins; it goes to its end. */
    int from() {
        return from;
    }

    int size() {
        return unscaled.length - from;
    }

    /** Takes the zeros at a decimal's end away. Zero itself has scale 0. */
    void strip(int givenScale, byte[] bytes, int at, int length) {
        if (length <= Long.BYTES) {
            stripSmall(givenScale, smallValue(bytes, at, length));
        } else {
            stripLarge(new BigDecimal(new BigInteger(bytes, at, length), givenScale));
        }
    }

    private static long smallValue(byte[] bytes, int at, int length) {
        long value = bytes[at];
        for (int i = 1; i < length; i++) {
            value = value << 8 | (bytes[at + i] & 0xff);
        }
        return value;
    }

    private void stripSmall(int givenScale, long value) {
        long stripped = value;
        scale = value == 0 ? 0 : givenScale;
        while (stripped != 0 && stripped % 10 == 0) {
            stripped /= 10;
            scale--;
        }
        unscaled = small;
        from = Long.BYTES;
        do {
            small[--from] = (byte) stripped;
            stripped >>= 8;
        } while (!(stripped == 0 && small[from] >= 0) && !(stripped == -1 && small[from] < 0));
    }

    private void stripLarge(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        unscaled = stripped.unscaledValue().toByteArray();
        scale = stripped.scale();
        from = 0;
    }

    /** Whether those bytes are NaN or an infinity. */
    static boolean isSpecial(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).getInt(at) == SPECIAL;
    }

    /** Whether those bytes, which are special, are NaN. */
    static boolean isNan(byte[] bytes, int at) {
        return bytes[at + Integer.BYTES] == 0;
    }

    /** The decimal that those bytes are. */
    static BigDecimal read(byte[] bytes, int at, int length) {
        int scale = ByteBuffer.wrap(bytes).getInt(at);
        return new BigDecimal(new BigInteger(bytes, at + Integer.BYTES, length - Integer.BYTES), scale);
    }

    /** The bytes of a decimal. */
    static byte[] of(BigDecimal value) {
        byte[] unscaled = value.unscaledValue().toByteArray();
        return ByteBuffer.allocate(Integer.BYTES + unscaled.length)
                .putInt(value.scale())
                .put(unscaled)
                .array();
    }
}
