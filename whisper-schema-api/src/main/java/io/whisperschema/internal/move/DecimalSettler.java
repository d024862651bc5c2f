package io.whisperschema.internal.move;

import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Limits;
import io.whisperschema.move.Limits.Special;
import io.whisperschema.move.Rule;
import io.whisperschema.move.ValueKind.Decimal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settles exact decimals. */
final class DecimalSettler implements FieldSettler {
    private static final BigDecimal HUNDREDTH = new BigDecimal("0.01");
    private static final int MOST_WHOLE = 131_072;
    private static final int MOST_FRACTION = 16_383;

    private final int whole;
    private final int scale;
    private final Limits limits;

    private DecimalSettler(int whole, int scale, Limits limits) {
        this.whole = whole;
        this.scale = scale;
        this.limits = limits;
    }

    /** Those of any precision that PostgreSQL has. */
    static DecimalSettler unlimited(Limits limits) {
        return new DecimalSettler(MOST_WHOLE, MOST_FRACTION, limits);
    }

    static DecimalSettler of(Decimal kind, Limits limits) {
        return new DecimalSettler(kind.precision() - kind.scale(), kind.scale(), limits);
    }

    @Override
    public @Nullable Flaw settle(Item item, int field) {
        return switch (item.tag(field)) {
            case DECIMAL -> settled(item, field);
            case RAW_INTEGER -> fitted(item, field, BigDecimal.valueOf(item.number(field)));
            case RAW_REAL ->
                Double.isFinite(item.real(field))
                        ? fitted(item, field, Numerals.shortest(item.real(field)))
                        : Flaw.NOT_FINITE;
            case RAW_TEXT -> {
                Optional<BigDecimal> number = Numerals.decimal(item.text(field));
                yield number.isPresent() ? fitted(item, field, number.get()) : Flaw.TEXT_IN_NUMBER;
            }
            default -> Flaw.BLOB_IN_NUMBER;
        };
    }

    private @Nullable Flaw settled(Item item, int field) {
        int at = item.offset(field);
        if (DecimalBytes.isSpecial(item.arena(), at)) {
            Special special = DecimalBytes.isNan(item.arena(), at) ? Special.DECIMAL_NAN : Special.DECIMAL_INFINITY;
            return limits.holds(special) ? null : Flaw.NOT_FINITE;
        }
        return flawOf(DecimalBytes.read(item.arena(), at, item.length(field)));
    }

    private @Nullable Flaw fitted(Item item, int field, BigDecimal number) {
        Flaw flaw = flawOf(number);
        if (flaw == null) {
            put(item, field, number);
        }
        return flaw;
    }

    private @Nullable Flaw flawOf(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        if (stripped.signum() != 0 && stripped.precision() - stripped.scale() > whole) {
            return Flaw.DECIMAL_TOO_LARGE;
        }
        return stripped.scale() > scale ? Flaw.DECIMAL_TOO_FINE : null;
    }

    private static boolean put(Item item, int field, BigDecimal number) {
        byte[] bytes = DecimalBytes.of(number);
        item.putTyped(field, Tag.DECIMAL, bytes, 0, bytes.length);
        return true;
    }

    @Override
    public boolean mend(Rule rule, Item item, int field) {
        return switch (rule) {
            case ROUND_HALF_UP -> rounded(item, field);
            case EMPTY_AS_NULL -> Values.emptyAsNull(item, field);
            case DECIMAL_TEXT ->
                Values.isText(item, field) && put(item, field, item.text(field).strip());
            case PERCENT ->
                Values.isText(item, field)
                        && percent(item, field, item.text(field).strip());
            default -> false;
        };
    }

    private boolean rounded(Item item, int field) {
        Optional<BigDecimal> number = switch (item.tag(field)) {
            case DECIMAL -> Optional.of(DecimalBytes.read(item.arena(), item.offset(field), item.length(field)));
            case RAW_REAL -> Optional.of(Numerals.shortest(item.real(field)));
            case RAW_TEXT -> Numerals.decimal(item.text(field));
            default -> Optional.empty();
        };
        return number.isPresent() && put(item, field, number.get().setScale(scale, RoundingMode.HALF_UP));
    }

    private static boolean put(Item item, int field, String text) {
        Optional<BigDecimal> number = Numerals.decimal(text);
        return number.isPresent() && put(item, field, number.get());
    }

    private static boolean percent(Item item, int field, String text) {
        Optional<BigDecimal> number = text.endsWith("%")
                ? Numerals.decimal(text.substring(0, text.length() - 1).strip())
                : Optional.empty();
        return number.isPresent() && put(item, field, number.get().multiply(HUNDREDTH));
    }
}
