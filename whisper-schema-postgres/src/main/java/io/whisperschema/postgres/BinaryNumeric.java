package io.whisperschema.postgres;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Decimals as PostgreSQL sends them: how many groups of four digits, the power of 10,000 of the first, a sign, how many
 * digits are shown behind the point, and the groups. Reused, not thread-safe.
 */
final class BinaryNumeric {
    /** The scale by which an item says that a decimal is not a number or infinite. */
    static final int SPECIAL = Integer.MIN_VALUE;

    private static final int GROUP = 10_000;
    private static final int DIGITS = 4;
    private static final int HEADER = 4 * Short.BYTES;
    private static final int NEGATIVE = 0x4000;
    private static final int[] SPECIAL_SIGNS = {0xC000, 0xD000, 0xF000};
    private static final int LARGEST_WEIGHT = Short.MAX_VALUE;
    private static final int LARGEST_SCALE = 0x3FFF;

    /** So many groups surely fit a long. */
    private static final int SURE_GROUPS = 4;

    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private final byte[] small = new byte[Long.BYTES];
    private byte[] unscaled = small;
    private int from;
    private int scale;
    private short[] groups = new short[16];
    private int count;

    /** Writes the length and the bytes of a decimal, given its scale and the bytes of its unscaled value. */
    void write(int givenScale, byte[] bytes, int at, int length, CopyBytes to) {
        if (givenScale == SPECIAL) {
            writeSpecial(bytes[at], to);
            return;
        }
        BigInteger large = length > Long.BYTES ? new BigInteger(bytes, at, length) : BigInteger.ZERO;
        long value = length > Long.BYTES ? 0 : smallValue(bytes, at, length);
        int padding = Math.floorMod(-givenScale, DIGITS);
        if (length > Long.BYTES) {
            split(large.abs(), padding);
        } else if (staysLong(value, padding)) {
            split(Math.abs(value) * POWERS[padding]);
        } else {
            split(BigInteger.valueOf(value).abs(), padding);
        }
        boolean negative = value < 0 || large.signum() < 0;
        write(givenScale, (givenScale + padding) / DIGITS, negative ? NEGATIVE : 0, to);
    }

    private static boolean staysLong(long value, int padding) {
        long most = Long.MAX_VALUE / POWERS[padding];
        return value >= -most && value <= most;
    }

    private void writeSpecial(int which, CopyBytes to) {
        to.int32(HEADER);
        to.int32(0);
        to.int16(SPECIAL_SIGNS[which]);
        to.int16(0);
    }

    private void write(int givenScale, int fractionGroups, int sign, CopyBytes to) {
        int least = 0;
        while (least < count && groups[least] == 0) {
            least++;
        }
        int weight = count == 0 ? 0 : count - 1 - fractionGroups;
        int shown = Math.max(givenScale, 0);
        if (weight > LARGEST_WEIGHT || weight < -LARGEST_WEIGHT || shown > LARGEST_SCALE) {
            throw new IllegalStateException("a decimal of scale " + givenScale + " is beyond PostgreSQL's numeric");
        }
        to.int32(HEADER + (count - least) * Short.BYTES);
        to.int16(count - least);
        to.int16(weight);
        to.int16(sign);
        to.int16(shown);
        for (int i = count - 1; i >= least; i--) {
            to.int16(groups[i]);
        }
    }

    /** The groups of a number, the least first. */
    private void split(long value) {
        count = 0;
        for (long rest = value; rest != 0; rest /= GROUP) {
            groups[count++] = (short) (rest % GROUP);
        }
    }

    private void split(BigInteger value, int padding) {
        String digits = value + "0".repeat(padding);
        count = (digits.length() + DIGITS - 1) / DIGITS;
        if (groups.length < count) {
            groups = new short[count];
        }
        for (int i = 0; i < count; i++) {
            int end = digits.length() - i * DIGITS;
            groups[i] = (short) Integer.parseInt(digits, Math.max(0, end - DIGITS), end, 10);
        }
        while (count > 0 && groups[count - 1] == 0) {
            count--;
        }
    }

    private static long smallValue(byte[] bytes, int at, int length) {
        long value = bytes[at];
        for (int i = 1; i < length; i++) {
            value = (value << Byte.SIZE) | (bytes[at + i] & 0xff);
        }
        return value;
    }

    /** Reads one that begins there; it is told as scale and unscaled value. */
    void read(byte[] bytes, int at) {
        ByteBuffer in = ByteBuffer.wrap(bytes, at, bytes.length - at);
        int size = in.getShort();
        int weight = in.getShort();
        int sign = in.getShort() & 0xffff;
        int shown = in.getShort();
        if (sign != 0 && sign != NEGATIVE) {
            readSpecial(sign);
        } else if (size > SURE_GROUPS || !readSmall(in.slice(), size, weight, sign, shown)) {
            readLarge(in.slice(), size, weight, sign, shown);
        }
    }

    private void readSpecial(int sign) {
        scale = SPECIAL;
        unscaled = small;
        from = Long.BYTES - 1;
        for (int which = 0; which < SPECIAL_SIGNS.length; which++) {
            if (SPECIAL_SIGNS[which] == sign) {
                small[from] = (byte) which;
                return;
            }
        }
        throw new IllegalStateException("a decimal of sign " + sign + ", which we do not know");
    }

    private boolean readSmall(ByteBuffer in, int size, int weight, int sign, int shown) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = value * GROUP + in.getShort();
        }
        long shift = size == 0 ? 0 : shown - (long) DIGITS * (size - 1 - weight);
        if (shift >= POWERS.length || shift <= -POWERS.length) {
            return false;
        }
        if (shift > 0 && value > Long.MAX_VALUE / POWERS[(int) shift]) {
            return false;
        }
        if (shift < 0 && value % POWERS[(int) -shift] != 0) {
            return false;
        }
        long shifted = shift < 0 ? value / POWERS[(int) -shift] : value * POWERS[(int) shift];
        scale = shown;
        putSmall(sign == NEGATIVE ? -shifted : shifted);
        return true;
    }

    private void putSmall(long value) {
        long rest = value;
        unscaled = small;
        from = Long.BYTES;
        do {
            small[--from] = (byte) rest;
            rest >>= Byte.SIZE;
        } while (from > 0 && !(rest == 0 && small[from] >= 0) && !(rest == -1 && small[from] < 0));
    }

    private void readLarge(ByteBuffer in, int size, int weight, int sign, int shown) {
        char[] digits = new char[size * DIGITS + 1];
        Arrays.fill(digits, '0');
        for (int i = 0; i < size; i++) {
            int group = in.getShort();
            for (int place = (i + 1) * DIGITS; group > 0; place--) {
                digits[place] = (char) ('0' + group % 10);
                group /= 10;
            }
        }
        BigInteger value = new BigInteger(new String(digits));
        BigDecimal found = new BigDecimal(sign == NEGATIVE ? value.negate() : value, DIGITS * (size - 1 - weight));
        BigDecimal asShown =
                found.setScale(Math.max(shown, found.stripTrailingZeros().scale()), RoundingMode.UNNECESSARY);
        scale = asShown.scale();
        unscaled = asShown.unscaledValue().toByteArray();
        from = 0;
    }

    /** The scale of the one that was read, or {@link #SPECIAL}. */
    int scale() {
        return scale;
    }

    /** Where the unscaled value of the one that was read is, or which special one it is: to this array's end. */
    byte[] unscaled() {
        return unscaled;
    }

    /** Where in that array it begins. */
    int from() {
        return from;
    }

    int size() {
        return unscaled.length - from;
    }
}
