package io.whisperschema.sql;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.error.InvalidDefinition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Spells expressions in SQL. What it writes {@link ExpressionReader} reads back. */
public final class ExpressionWriter {
    private ExpressionWriter() {}

    /** How SQL is spelled. */
    public enum Style {
        /** For SQLite. */
        SQLITE,
        /** For PostgreSQL. */
        POSTGRES;

        /** The dialect that is spelled so. */
        public DialectName dialect() {
            return this == POSTGRES ? DialectName.POSTGRES : DialectName.SQLITE;
        }
    }

    /**
     * The expression in SQL, without brackets around the whole of it.
     *
     * @throws InvalidDefinition if it holds words of other dialects only
     */
    public static String write(Expression expression, Style style) {
        return expression.match(new Words(style));
    }

    /** The texts as a JSON array: what a text array is on SQLite. */
    public static String jsonArray(List<String> values) {
        return values.stream().map(ExpressionWriter::jsonString).collect(Collectors.joining(",", "[", "]"));
    }

    private static String jsonString(String value) {
        var json = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            json.append(jsonCharacter(value.charAt(i)));
        }
        return json.append('"').toString();
    }

    private static String jsonCharacter(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> c < ' ' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c);
        };
    }

    private static final class Words implements Expression.Cases<String> {
        /** Longer numbers are written with an exponent, so that 1E999999999 does not fill the memory. */
        private static final int LONGEST_PLAIN_NUMBER = 40;

        private final Style style;

        Words(Style style) {
            this.style = style;
        }

        @Override
        public String column(Expression.Column column) {
            return Identifiers.quoted(column.name());
        }

        @Override
        public String nothing(Expression.Null nothing) {
            return "NULL";
        }

        @Override
        public String text(Expression.Text text) {
            return string(text.value());
        }

        @Override
        public String number(Expression.Number number) {
            BigDecimal value = number.value().signum() == 0
                    ? BigDecimal.ZERO
                    : number.value().stripTrailingZeros();
            return plainLength(value) <= LONGEST_PLAIN_NUMBER ? value.toPlainString() : value.toEngineeringString();
        }

        private static long plainLength(BigDecimal value) {
            long digits = value.scale() <= 0
                    ? (long) value.precision() - value.scale()
                    : Math.max(value.precision(), value.scale() + 1L) + 1;
            return digits + (value.signum() < 0 ? 1 : 0);
        }

        @Override
        public String truth(Expression.Truth truth) {
            return truth.value() ? "TRUE" : "FALSE";
        }

        @Override
        public String bytes(Expression.Bytes bytes) {
            return style == Style.POSTGRES ? string("\\x" + bytes.hex()) + "::bytea" : "X'" + bytes.hex() + "'";
        }

        @Override
        public String texts(Expression.Texts texts) {
            return style == Style.POSTGRES
                    ? "ARRAY[" + texts.values().stream().map(this::string).collect(Collectors.joining(", "))
                            + "]::text[]"
                    : string(jsonArray(texts.values()));
        }

        @Override
        public String now(Expression.Now now) {
            return "CURRENT_TIMESTAMP";
        }

        @Override
        public String compare(Expression.Compare compare) {
            return inner(compare.left()) + " " + compare.comparison().sql() + " " + inner(compare.right());
        }

        @Override
        public String between(Expression.Between between) {
            return inner(between.value()) + " BETWEEN " + inner(between.low()) + " AND " + inner(between.high());
        }

        @Override
        public String in(Expression.In in) {
            return inner(in.value()) + " IN (" + joined(in.items(), ", ") + ")";
        }

        @Override
        public String and(Expression.And and) {
            return joined(and.parts(), " AND ");
        }

        @Override
        public String or(Expression.Or or) {
            return joined(or.parts(), " OR ");
        }

        @Override
        public String not(Expression.Not not) {
            return not.part() instanceof Expression.IsNull isNull
                    ? inner(isNull.value()) + " IS NOT NULL"
                    : "NOT " + inner(not.part());
        }

        @Override
        public String isNull(Expression.IsNull isNull) {
            return inner(isNull.value()) + " IS NULL";
        }

        @Override
        public String length(Expression.Length length) {
            return "length(" + whole(length.value()) + ")";
        }

        @Override
        public String lower(Expression.Lower lower) {
            return "lower(" + whole(lower.value()) + ")";
        }

        @Override
        public String raw(Expression.Raw raw) {
            if (!raw.dialect().equals(style.dialect())) {
                throw wordless("raw expression", raw.dialect());
            }
            // A comment at its end would swallow what we write behind it.
            return raw.sql().contains("--") ? raw.sql() + "\n" : raw.sql();
        }

        @Override
        public String perDialect(Expression.PerDialect perDialect) {
            return perDialect
                    .spelling(style.dialect())
                    .map(this::raw)
                    .orElseThrow(() -> wordless("expression per dialect", style.dialect()));
        }

        private InvalidDefinition wordless(String place, DialectName other) {
            String has = other.equals(style.dialect()) ? "" : ", only for " + other;
            return new InvalidDefinition(
                    place,
                    "it has no words for " + style.dialect() + has,
                    "Add Expression.raw(" + style.dialect() + ", …) with perDialect(…).");
        }

        private String joined(List<Expression> parts, String between) {
            return parts.stream().map(this::inner).collect(Collectors.joining(between));
        }

        private String inner(Expression part) {
            return part.match(new IsSimple()) ? whole(part) : "(" + whole(part) + ")";
        }

        private String whole(Expression part) {
            return part.match(this);
        }

        /** With {@code standard_conforming_strings} on or off the same text. */
        private String string(String value) {
            String quoted = "'" + value.replace("'", "''") + "'";
            return style == Style.POSTGRES && value.indexOf('\\') >= 0 ? "E" + quoted.replace("\\", "\\\\") : quoted;
        }
    }

    /** Whether an expression stands beside an operator without brackets. */
    private static final class IsSimple implements Expression.Cases<Boolean> {
        @Override
        public Boolean column(Expression.Column column) {
            return true;
        }

        @Override
        public Boolean nothing(Expression.Null nothing) {
            return true;
        }

        @Override
        public Boolean text(Expression.Text text) {
            return true;
        }

        @Override
        public Boolean number(Expression.Number number) {
            return true;
        }

        @Override
        public Boolean truth(Expression.Truth truth) {
            return true;
        }

        @Override
        public Boolean bytes(Expression.Bytes bytes) {
            return true;
        }

        @Override
        public Boolean texts(Expression.Texts texts) {
            return true;
        }

        @Override
        public Boolean now(Expression.Now now) {
            return true;
        }

        @Override
        public Boolean compare(Expression.Compare compare) {
            return false;
        }

        @Override
        public Boolean between(Expression.Between between) {
            return false;
        }

        @Override
        public Boolean in(Expression.In in) {
            return false;
        }

        @Override
        public Boolean and(Expression.And and) {
            return false;
        }

        @Override
        public Boolean or(Expression.Or or) {
            return false;
        }

        @Override
        public Boolean not(Expression.Not not) {
            return false;
        }

        @Override
        public Boolean isNull(Expression.IsNull isNull) {
            return false;
        }

        @Override
        public Boolean length(Expression.Length length) {
            return true;
        }

        @Override
        public Boolean lower(Expression.Lower lower) {
            return true;
        }

        @Override
        public Boolean raw(Expression.Raw raw) {
            return false;
        }

        @Override
        public Boolean perDialect(Expression.PerDialect perDialect) {
            return false;
        }
    }
}
