package io.whisperschema.jooq;

import io.whisperschema.definition.relational.ScalarType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** How values pass SQLite's driver. */
final class SqlitePassages {
    private SqlitePassages() {}

    /** Values that go as they are. */
    private interface Plain<U> extends SameTypePassage<U> {
        @Override
        default @Nullable U get(ResultSet row, int at) throws SQLException {
            Object value = row.getObject(at);
            return value == null ? null : checked(value);
        }

        /** What is stored, if it is of the column's type. */
        U checked(Object stored);
    }

    /** Integers of 32 bits. */
    record Whole32() implements Plain<Integer> {
        @Override
        public Class<Integer> hostType() {
            return Integer.class;
        }

        @Override
        public Integer checked(Object stored) {
            return Math.toIntExact(whole(stored));
        }
    }

    /** Integers of 64 bits. */
    record Whole64() implements Plain<Long> {
        @Override
        public Class<Long> hostType() {
            return Long.class;
        }

        @Override
        public Long checked(Object stored) {
            return whole(stored);
        }
    }

    private static long whole(Object stored) {
        if (stored instanceof Integer || stored instanceof Long) {
            return ((Number) stored).longValue();
        }
        throw new IllegalArgumentException("no integer");
    }

    /** Floating point numbers; SQLite would make null of what is none. */
    record Real() implements Plain<Double> {
        @Override
        public Class<Double> hostType() {
            return Double.class;
        }

        @Override
        public Double toDriver(Double value) {
            if (value.isNaN()) {
                throw new IllegalArgumentException("no number");
            }
            return value;
        }

        @Override
        public Double checked(Object stored) {
            if (stored instanceof Number number) {
                return number.doubleValue();
            }
            throw new IllegalArgumentException("no number");
        }

        /** SQLite has no word for what is beyond all numbers. */
        @Override
        public Field<?> inlined(Double value) {
            return value.isInfinite() ? DSL.field(value > 0 ? "9e999" : "-9e999") : DSL.inline(value);
        }
    }

    /** True and false, which are 1 and 0. */
    record Truth() implements Plain<Boolean> {
        @Override
        public Class<Boolean> hostType() {
            return Boolean.class;
        }

        @Override
        public void set(PreparedStatement statement, int at, Boolean value) throws SQLException {
            statement.setInt(at, value ? 1 : 0);
        }

        @Override
        public Boolean checked(Object stored) {
            long whole = whole(stored);
            if (whole != 0 && whole != 1) {
                throw new IllegalArgumentException("neither 0 nor 1");
            }
            return whole == 1;
        }
    }

    /**
     * Decimals, as their digits: a long one is text, of a short one SQLite makes a number.
     *
     * @param precision how many digits in all
     * @param scale how many after the point
     */
    record Exact(int precision, int scale) implements SameTypePassage<BigDecimal> {
        @Override
        public Class<BigDecimal> hostType() {
            return BigDecimal.class;
        }

        /** Rounded and refused as PostgreSQL does. */
        @Override
        public BigDecimal toDriver(BigDecimal value) {
            BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_UP);
            if (rounded.precision() > precision) {
                throw new ArithmeticException("too many digits");
            }
            return rounded;
        }

        @Override
        public BigDecimal toHost(BigDecimal value) {
            return value.scale() < scale ? value.setScale(scale) : value;
        }

        @Override
        public void set(PreparedStatement statement, int at, BigDecimal value) throws SQLException {
            statement.setString(at, digits(value));
        }

        @Override
        public @Nullable BigDecimal get(ResultSet row, int at) throws SQLException {
            String text = row.getString(at);
            return text == null ? null : new BigDecimal(text);
        }

        @Override
        public Field<?> inlined(BigDecimal value) {
            return DSL.inline(digits(value));
        }

        /** The one spelling, so that equal numbers are equal texts. */
        private static String digits(BigDecimal value) {
            return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        }
    }

    /**
     * Values that are text.
     *
     * @param form how
     */
    record Text<U>(TextForm<U> form) implements TextPassage<U> {
        @Override
        public Class<U> hostType() {
            return form.type();
        }

        @Override
        public String toDriver(U value) {
            return form.written().apply(value);
        }

        @Override
        public U toHost(String value) {
            return form.read().apply(value);
        }
    }

    /**
     * Arrays, as JSON.
     *
     * @param form the text of an item
     * @param item its type
     */
    record ArrayOf<E>(TextForm<E> form, ScalarType item) implements TextPassage<E[]> {
        @Override
        public Class<E[]> hostType() {
            return ArrayItems.arrayOf(form.type());
        }

        @Override
        public String toDriver(E[] value) {
            return JsonArrays.written(item, ArrayItems.texts(form, value));
        }

        @Override
        public E[] toHost(String value) {
            return ArrayItems.items(form, JsonArrays.read(value));
        }
    }
}
