package io.whisperschema.definition.relational;

import static java.util.Objects.requireNonNull;

import io.whisperschema.internal.Checks;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A small expression over the columns of one table: what checks, defaults, partial indexes and expression indexes need,
 * in a form that every dialect spells and reads back. For anything else there is {@link Raw}.
 */
public sealed interface Expression {
    /** What to do for each kind of expression. */
    interface Cases<R> {
        /** A column. */
        R column(Column column);

        /** Null. */
        R nothing(Null nothing);

        /** A text. */
        R text(Text text);

        /** A number. */
        R number(Number number);

        /** A truth value. */
        R truth(Truth truth);

        /** Bytes. */
        R bytes(Bytes bytes);

        /** An array of texts. */
        R texts(Texts texts);

        /** The time of the transaction. */
        R now(Now now);

        /** A comparison. */
        R compare(Compare compare);

        /** Within bounds. */
        R between(Between between);

        /** One of some values. */
        R in(In in);

        /** All of them. */
        R and(And and);

        /** One of them. */
        R or(Or or);

        /** The opposite. */
        R not(Not not);

        /** A null test. */
        R isNull(IsNull isNull);

        /** The length of a text in characters. */
        R length(Length length);

        /** A text in lower case. */
        R lower(Lower lower);

        /** Words of one dialect. */
        R raw(Raw raw);

        /** Words of several dialects. */
        R perDialect(PerDialect perDialect);
    }

    /** Calls the case that fits. */
    <R> R match(Cases<R> cases);

    /**
     * The form in which two expressions that mean the same by our rules are equal: {@code between} as two
     * comparisons, {@code in} of one value as an equality, nested {@code and} and {@code or} flat, numbers without
     * trailing zeros, {@code not} carried inwards.
     */
    default Expression canonical() {
        return match(new CanonicalForm());
    }

    /** A column. */
    record Column(String name) implements Expression {
        public Column {
            requireNonNull(name);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.column(this);
        }
    }

    /** Null. */
    record Null() implements Expression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.nothing(this);
        }
    }

    /** A text. */
    record Text(String value) implements Expression {
        public Text {
            Checks.text("text in an expression", value);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.text(this);
        }
    }

    /** A number. */
    @SuppressWarnings("JavaLangClash") // Always written Expression.Number; here the plain word is the best one.
    record Number(BigDecimal value) implements Expression {
        public Number {
            requireNonNull(value);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.number(this);
        }
    }

    /** A truth value. */
    record Truth(boolean value) implements Expression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.truth(this);
        }
    }

    /** Bytes, as lower-case hexadecimal digits. */
    record Bytes(String hex) implements Expression {
        public Bytes {
            hex = hex.toLowerCase(Locale.ROOT);
            Checks.that(
                    hex.matches("(?:[0-9a-f]{2})*"),
                    "bytes in an expression",
                    "they are no hexadecimal digits in pairs",
                    "Use literal(byte[]).");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.bytes(this);
        }
    }

    /** An array of texts. */
    record Texts(List<String> values) implements Expression {
        public Texts {
            values = List.copyOf(values);
            values.forEach(value -> Checks.text("text in an expression", value));
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.texts(this);
        }
    }

    /** The time of the transaction. */
    record Now() implements Expression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.now(this);
        }
    }

    /** A comparison of two values. */
    record Compare(Comparison comparison, Expression left, Expression right) implements Expression {
        public Compare {
            requireNonNull(comparison);
            requireNonNull(left);
            requireNonNull(right);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.compare(this);
        }
    }

    /** How two values are compared. */
    enum Comparison {
        /** Equal. */
        EQUAL("="),
        /** Not equal. */
        UNEQUAL("<>"),
        /** Less. */
        LESS("<"),
        /** Less or equal. */
        AT_MOST("<="),
        /** Greater. */
        GREATER(">"),
        /** Greater or equal. */
        AT_LEAST(">=");

        private final String sql;

        Comparison(String sql) {
            this.sql = sql;
        }

        /** The operator in SQL. */
        public String sql() {
            return sql;
        }

        /** The comparison of that operator in SQL; {@code !=} is {@code <>}. */
        public static Optional<Comparison> of(String sql) {
            String plain = sql.equals("!=") ? "<>" : sql.equals("==") ? "=" : sql;
            return Arrays.stream(values()).filter(one -> one.sql.equals(plain)).findFirst();
        }
    }

    /** Within bounds, both included. */
    record Between(Expression value, Expression low, Expression high) implements Expression {
        public Between {
            requireNonNull(value);
            requireNonNull(low);
            requireNonNull(high);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.between(this);
        }
    }

    /** One of some values. */
    record In(Expression value, List<Expression> items) implements Expression {
        public In {
            requireNonNull(value);
            items = List.copyOf(items);
            Checks.that(!items.isEmpty(), "in (…)", "it has no values", "Name at least one.");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.in(this);
        }
    }

    /** All of them. */
    record And(List<Expression> parts) implements Expression {
        public And {
            parts = List.copyOf(parts);
            Checks.that(parts.size() >= 2, "and", "it has less than two parts", "Give two or more.");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.and(this);
        }
    }

    /** One of them. */
    record Or(List<Expression> parts) implements Expression {
        public Or {
            parts = List.copyOf(parts);
            Checks.that(parts.size() >= 2, "or", "it has less than two parts", "Give two or more.");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.or(this);
        }
    }

    /** The opposite. */
    record Not(Expression part) implements Expression {
        public Not {
            requireNonNull(part);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.not(this);
        }
    }

    /** Whether a value is null. */
    record IsNull(Expression value) implements Expression {
        public IsNull {
            requireNonNull(value);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.isNull(this);
        }
    }

    /** The length of a text in characters. */
    record Length(Expression value) implements Expression {
        public Length {
            requireNonNull(value);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.length(this);
        }
    }

    /** A text in lower case. */
    record Lower(Expression value) implements Expression {
        public Lower {
            requireNonNull(value);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.lower(this);
        }
    }

    /** Words of one dialect, written or read as they are and compared by tokens without casts and brackets. */
    record Raw(DialectName dialect, String sql) implements Expression {
        public Raw {
            requireNonNull(dialect);
            Checks.text("expression for " + dialect, sql);
            Checks.that(!sql.isBlank(), "expression for " + dialect, "it is empty", "Write the expression.");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.raw(this);
        }
    }

    /** Words of several dialects that mean the same. */
    record PerDialect(List<Raw> spellings) implements Expression {
        public PerDialect {
            spellings = List.copyOf(spellings);
            Checks.distinct(
                    "expression per dialect",
                    "dialect",
                    spellings.stream().map(raw -> raw.dialect().value()).toList());
        }

        /** The words of that dialect. */
        public Optional<Raw> spelling(DialectName dialect) {
            return spellings.stream()
                    .filter(raw -> raw.dialect().equals(dialect))
                    .findFirst();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.perDialect(this);
        }
    }

    /** A column. */
    static Expression column(String name) {
        return new Column(name);
    }

    /** A text. */
    static Expression literal(String value) {
        return new Text(value);
    }

    /** A number. */
    static Expression literal(long value) {
        return new Number(BigDecimal.valueOf(value));
    }

    /** A number; infinities and NaN are refused. */
    static Expression literal(double value) {
        Checks.that(Double.isFinite(value), "literal", value + " is no number in SQL", "Use a finite number.");
        return new Number(BigDecimal.valueOf(value));
    }

    /** A number. */
    static Expression literal(BigDecimal value) {
        return new Number(value);
    }

    /** A truth value. */
    static Expression literal(boolean value) {
        return new Truth(value);
    }

    /** Bytes. */
    static Expression literal(byte[] value) {
        return new Bytes(HexFormat.of().formatHex(value));
    }

    /** An array of texts. */
    static Expression literal(List<String> values) {
        return new Texts(values);
    }

    /** The time of the transaction. */
    static Expression now() {
        return new Now();
    }

    /** Words of one dialect. */
    static Raw raw(DialectName dialect, String sql) {
        return new Raw(dialect, sql);
    }

    /** All of them. */
    static Expression and(Expression... parts) {
        return new And(List.of(parts));
    }

    /** One of them. */
    static Expression or(Expression... parts) {
        return new Or(List.of(parts));
    }

    /** The opposite. */
    static Expression not(Expression part) {
        return new Not(part);
    }

    /** Equal to that. */
    default Expression is(Expression other) {
        return new Compare(Comparison.EQUAL, this, other);
    }

    /** Not equal to that. */
    default Expression isNot(Expression other) {
        return new Compare(Comparison.UNEQUAL, this, other);
    }

    /** Less than that. */
    default Expression lessThan(Expression other) {
        return new Compare(Comparison.LESS, this, other);
    }

    /** Less than or equal to that. */
    default Expression atMost(Expression other) {
        return new Compare(Comparison.AT_MOST, this, other);
    }

    /** Greater than that. */
    default Expression greaterThan(Expression other) {
        return new Compare(Comparison.GREATER, this, other);
    }

    /** Greater than or equal to that. */
    default Expression atLeast(Expression other) {
        return new Compare(Comparison.AT_LEAST, this, other);
    }

    /** Within these bounds, both included. */
    default Expression between(Expression low, Expression high) {
        return new Between(this, low, high);
    }

    /** Within these bounds, both included. */
    default Expression between(double low, double high) {
        return new Between(this, literal(low), literal(high));
    }

    /** One of these texts. */
    default Expression in(String... values) {
        return new In(this, Arrays.stream(values).map(Expression::literal).toList());
    }

    /** Null. */
    default Expression isNull() {
        return new IsNull(this);
    }

    /** Not null. */
    default Expression isNotNull() {
        return new Not(new IsNull(this));
    }

    /** The length of this text in characters. */
    default Expression length() {
        return new Length(this);
    }

    /** This text in lower case. */
    default Expression lower() {
        return new Lower(this);
    }
}
