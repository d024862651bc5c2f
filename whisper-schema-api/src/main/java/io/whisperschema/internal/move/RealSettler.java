package io.whisperschema.internal.move;

import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Limits;
import io.whisperschema.move.Limits.Special;
import io.whisperschema.move.Rule;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settles floating point numbers of 32 or 64 bits. */
final class RealSettler implements FieldSettler {
    private static final double BEYOND_LONG = 0x1p63;
    private static final BigDecimal HUNDREDTH = new BigDecimal("0.01");

    private final Width width;
    private final Limits limits;

    /** How wide the numbers are. */
    enum Width {
        SINGLE,
        DOUBLE
    }

    RealSettler(Width width, Limits limits) {
        this.width = width;
        this.limits = limits;
    }

    @Override
    public @Nullable Flaw settle(Item item, int field) {
        return switch (item.tag(field)) {
            case RAW_REAL, REAL -> settleReal(item, field, item.real(field));
            case RAW_INTEGER -> settleInteger(item, field, item.number(field));
            case RAW_TEXT -> Flaw.TEXT_IN_NUMBER;
            default -> Flaw.BLOB_IN_NUMBER;
        };
    }

    private @Nullable Flaw settleReal(Item item, int field, double value) {
        if ((Double.isNaN(value) && !limits.holds(Special.REAL_NAN))
                || (Double.isInfinite(value) && !limits.holds(Special.REAL_INFINITY))) {
            return Flaw.NOT_FINITE;
        }
        if (width == Width.SINGLE && !Double.isNaN(value) && (float) value != value) {
            return Float.isInfinite((float) value) ? Flaw.DECIMAL_TOO_LARGE : Flaw.DECIMAL_TOO_FINE;
        }
        item.putTyped(field, Tag.REAL, Double.doubleToRawLongBits(value));
        return null;
    }

    private @Nullable Flaw settleInteger(Item item, int field, long value) {
        double real = value;
        if (real == BEYOND_LONG || (long) real != value) {
            return Flaw.INTEGER_TOO_LONG_FOR_REAL;
        }
        return settleReal(item, field, real);
    }

    @Override
    public boolean mend(Rule rule, Item item, int field) {
        return switch (rule) {
            case ROUND_TO_DOUBLE -> item.tag(field) == Tag.RAW_INTEGER && put(item, field, (double) item.number(field));
            case ROUND_HALF_UP -> item.tag(field) == Tag.RAW_REAL && put(item, field, (float) item.real(field));
            case EMPTY_AS_NULL -> Values.emptyAsNull(item, field);
            case DECIMAL_TEXT ->
                Values.isText(item, field)
                        && put(item, field, decimal(item.text(field).strip()));
            case PERCENT ->
                Values.isText(item, field)
                        && put(item, field, percent(item.text(field).strip()));
            default -> false;
        };
    }

    private static Optional<BigDecimal> decimal(String text) {
        return Numerals.decimal(text);
    }

    private static Optional<BigDecimal> percent(String text) {
        return text.endsWith("%")
                ? Numerals.decimal(text.substring(0, text.length() - 1).strip()).map(HUNDREDTH::multiply)
                : Optional.empty();
    }

    private static boolean put(Item item, int field, Optional<BigDecimal> number) {
        Optional<Double> value = number.map(BigDecimal::doubleValue).filter(Double::isFinite);
        value.ifPresent(real -> item.putReal(field, real));
        return value.isPresent();
    }

    private static boolean put(Item item, int field, double value) {
        item.putReal(field, value);
        return true;
    }
}
