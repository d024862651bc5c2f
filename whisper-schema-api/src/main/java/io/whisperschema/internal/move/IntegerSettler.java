package io.whisperschema.internal.move;

import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Rule;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settles integers of so many bits. */
final class IntegerSettler implements FieldSettler {
    private static final double FIRST_INEXACT = 0x1p53;
    private static final double BEYOND_LONG = 0x1p63;

    private final long least;
    private final long most;

    private IntegerSettler(long least, long most) {
        this.least = least;
        this.most = most;
    }

    static IntegerSettler ofBits(int bits) {
        long most = Long.MAX_VALUE >> (Long.SIZE - bits);
        return new IntegerSettler(-most - 1, most);
    }

    @Override
    public @Nullable Flaw settle(Item item, int field) {
        return switch (item.tag(field)) {
            case RAW_INTEGER, INTEGER -> settleInteger(item, field);
            case RAW_REAL -> flawOf(item.real(field));
            case RAW_TEXT -> flawOf(item.text(field));
            default -> Flaw.BLOB_IN_NUMBER;
        };
    }

    private @Nullable Flaw settleInteger(Item item, int field) {
        long value = item.number(field);
        if (value < least || value > most) {
            return Flaw.BEYOND_32_BITS;
        }
        item.retag(field, Tag.INTEGER);
        return null;
    }

    private static Flaw flawOf(double value) {
        if (!Double.isFinite(value)) {
            return Flaw.NOT_FINITE;
        }
        if (value != Math.rint(value)) {
            return Flaw.FRACTION;
        }
        return value >= BEYOND_LONG || value < -BEYOND_LONG ? Flaw.BEYOND_64_BITS : Flaw.REAL_AS_INTEGER;
    }

    private static Flaw flawOf(String text) {
        Optional<BigInteger> integer = Numerals.integer(text.strip());
        return integer.isPresent() && !Numerals.fitsLong(integer.get()) ? Flaw.BEYOND_64_BITS : Flaw.TEXT_IN_NUMBER;
    }

    @Override
    public boolean mend(Rule rule, Item item, int field) {
        if (item.tag(field) == Tag.RAW_REAL) {
            return mendReal(rule, item, field, item.real(field));
        }
        return switch (rule) {
            case EMPTY_AS_NULL -> Values.emptyAsNull(item, field);
            case DIGITS -> Values.isText(item, field) && digits(item, field);
            default -> false;
        };
    }

    private static boolean digits(Item item, int field) {
        Optional<BigInteger> integer =
                Numerals.integer(item.text(field).strip()).filter(Numerals::fitsLong);
        integer.ifPresent(value -> item.putInteger(field, value.longValue()));
        return integer.isPresent();
    }

    private static boolean mendReal(Rule rule, Item item, int field, double value) {
        return switch (rule) {
            case WHOLE_REAL ->
                Math.abs(value) < FIRST_INEXACT && putRounded(item, field, value, RoundingMode.UNNECESSARY);
            case ROUND_HALF_UP -> putRounded(item, field, value, RoundingMode.HALF_UP);
            case TRUNCATE -> putRounded(item, field, value, RoundingMode.DOWN);
            default -> false;
        };
    }

    private static boolean putRounded(Item item, int field, double value, RoundingMode rounding) {
        BigDecimal rounded = new BigDecimal(value).setScale(0, rounding);
        item.putInteger(field, rounded.longValue());
        return true;
    }
}
