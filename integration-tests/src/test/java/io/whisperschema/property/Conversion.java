package io.whisperschema.property;

import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.error.UnreadableDocument;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of a value when its column changes type: one that the new type holds stays equal, of any other nothing
 * is said.
 */
record Conversion(ColumnType from, ColumnType to) {
    private static final Set<ColumnType> WRITTEN = Set.of(ScalarType.TEXT, ScalarType.JSON);

    /** Whether that is what may have become of the value. */
    boolean keeps(String before, String after) {
        if (from.equals(to) || WRITTEN.contains(from) && WRITTEN.contains(to)) {
            return before.equals(after);
        }
        if (isNumber(from) && isNumber(to)) {
            return !holds(new BigDecimal(before)) || isSameNumber(before, after);
        }
        if (from == ScalarType.REAL && WRITTEN.contains(to)) {
            return numeric(after)
                    .filter(number -> number.doubleValue() == Double.parseDouble(before))
                    .isPresent();
        }
        if (isNumber(from) && WRITTEN.contains(to)) {
            return isSameNumber(before, after);
        }
        if (from == ScalarType.TEXT && isNumber(to)) {
            return numeric(before).filter(this::holds).isEmpty() || isSameNumber(before, after);
        }
        if (from == ScalarType.TIMESTAMP && WRITTEN.contains(to)) {
            return Reading.moment(before).equals(momentIn(after));
        }
        if ((from == ScalarType.DATE || from == ScalarType.UUID) && WRITTEN.contains(to)) {
            return before.equals(after);
        }
        if (from == ScalarType.JSONB && WRITTEN.contains(to) || from == ScalarType.JSON && to == ScalarType.JSONB) {
            return isSameJson(before, after);
        }
        return true;
    }

    private static boolean isNumber(ColumnType type) {
        return type == ScalarType.INTEGER
                || type == ScalarType.BIGINT
                || type == ScalarType.REAL
                || type instanceof DecimalType;
    }

    private boolean holds(BigDecimal number) {
        if (to instanceof DecimalType decimal) {
            BigDecimal plain = number.stripTrailingZeros();
            return plain.scale() <= decimal.scale()
                    && plain.precision() - plain.scale() <= decimal.precision() - decimal.scale();
        }
        if (to == ScalarType.REAL) {
            double nearest = number.doubleValue();
            return Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(number) == 0;
        }
        long most = to == ScalarType.INTEGER ? Integer.MAX_VALUE : Long.MAX_VALUE;
        return number.compareTo(number.setScale(0, RoundingMode.DOWN)) == 0
                && number.compareTo(BigDecimal.valueOf(most)) <= 0
                && number.compareTo(BigDecimal.valueOf(-most - 1)) >= 0;
    }

    private static boolean isSameNumber(String before, String after) {
        Optional<BigDecimal> there = numeric(after);
        return there.isPresent() && numeric(before).orElseThrow().compareTo(there.get()) == 0;
    }

    private static Optional<BigDecimal> numeric(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static Object momentIn(String text) {
        try {
            return Reading.moment(text);
        } catch (DateTimeException noMoment) {
            return text;
        }
    }

    private static boolean isSameJson(String before, String after) {
        try {
            return Values.json(before).equals(Values.json(after));
        } catch (UnreadableDocument noJson) {
            return false;
        }
    }
}
