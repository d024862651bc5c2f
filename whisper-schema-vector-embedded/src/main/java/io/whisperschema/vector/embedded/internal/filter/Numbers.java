package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.JsonWithInt.Value;
import java.math.BigDecimal;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The numbers in payloads. */
final class Numbers {
    private Numbers() {}

    /** NaN, which no payload holds, for what is no number. */
    static double of(@Nullable Value value) {
        if (value == null) {
            return Double.NaN;
        }
        return switch (value.getKindCase()) {
            case INTEGER_VALUE -> value.getIntegerValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            default -> Double.NaN;
        };
    }

    /** What an index on integers takes for one: 5.0 too. */
    static OptionalLong whole(Value value) {
        if (value.hasIntegerValue()) {
            return OptionalLong.of(value.getIntegerValue());
        }
        double number = of(value);
        return (long) number == number ? OptionalLong.of((long) number) : OptionalLong.empty();
    }

    /** A number whose order, as a whole number, is that of the doubles; both zeros are one. */
    static long sortable(double number) {
        long bits = Double.doubleToLongBits(number + 0.0);
        return bits >= 0 ? bits : bits ^ Long.MAX_VALUE;
    }

    /** All digits and no exponent, as messages of the server have numbers. */
    static String plain(double number) {
        return Double.isFinite(number)
                ? new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString()
                : Double.toString(number).replace("Infinity", "inf");
    }

    static double ofSortable(long key) {
        return Double.longBitsToDouble(key >= 0 ? key : key ^ Long.MAX_VALUE);
    }
}
