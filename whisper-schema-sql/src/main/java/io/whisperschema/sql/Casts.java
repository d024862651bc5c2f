package io.whisperschema.sql;

import io.whisperschema.definition.relational.Expression;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.TypeName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which of PostgreSQL's casts change nothing. */
final class Casts {
    private static final Set<String> TEXTS = Set.of("text", "character varying");
    private static final Set<String> CHARACTERS = Set.of("character varying", "character", "bpchar");
    private static final Set<String> KEPT_AS_TEXT = Set.of("text", "uuid", "json", "jsonb");
    private static final Set<String> TIMES = Set.of(
            "date",
            "timestamp with time zone",
            "timestamp without time zone",
            "time with time zone",
            "time without time zone");
    private static final Map<String, Long> WHOLE_NUMBERS = Map.of(
            "smallint", (long) Short.MAX_VALUE,
            "integer", (long) Integer.MAX_VALUE,
            "bigint", Long.MAX_VALUE);
    private static final Set<String> WIDER_THAN_INTEGER = Set.of("integer", "bigint", "numeric", "double precision");
    /** To what PostgreSQL casts a column of a type by itself. */
    private static final Map<String, Set<String>> WIDER = Map.of(
            "text",
            TEXTS,
            "character varying",
            TEXTS,
            "smallint",
            WIDER_THAN_INTEGER,
            "integer",
            WIDER_THAN_INTEGER,
            "bigint",
            Set.of("bigint", "numeric"),
            "numeric",
            Set.of("numeric"),
            "real",
            Set.of("double precision"),
            "double precision",
            Set.of("double precision"));

    private final Map<String, TypeName> columnTypes;

    Casts(Map<String, TypeName> columnTypes) {
        this.columnTypes = Map.copyOf(columnTypes);
    }

    /** Whether a column of a type that we do not know is cast to text. */
    boolean isTextOfUnknown(Expression.Column column, TypeName type) {
        return !columnTypes.containsKey(column.name()) && isUnlimited(type) && TEXTS.contains(type.name());
    }

    /** The value without its cast, empty if the cast may change it. */
    Optional<Expression> without(Expression value, TypeName type) {
        if (type.dimensions() > 0) {
            return array(value, type);
        }
        if (value instanceof Expression.Null) {
            return Optional.of(value);
        }
        if (value instanceof Expression.Text text) {
            return text(text, type);
        }
        if (value instanceof Expression.Number number) {
            return holds(type, number.value()) ? Optional.of(value) : Optional.empty();
        }
        return changesNothing(value, type) ? Optional.of(value) : Optional.empty();
    }

    private static Optional<Expression> array(Expression value, TypeName type) {
        if (type.dimensions() > 1 || !type.modifiers().isEmpty()) {
            return Optional.empty();
        }
        if (value instanceof Expression.Null) {
            return Optional.of(value);
        }
        if (!TEXTS.contains(type.name())) {
            return Optional.empty();
        }
        if (value instanceof Expression.Text text) {
            return texts(text.value());
        }
        return value instanceof Expression.Texts ? Optional.of(value) : Optional.empty();
    }

    private static Optional<Expression> texts(String literal) {
        try {
            return Optional.of(Expression.literal(ArrayLiteral.items(literal)));
        } catch (SqlSyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<Expression> text(Expression.Text text, TypeName type) {
        String name = type.name();
        if (CHARACTERS.contains(name)) {
            return fits(text.value(), type) ? Optional.of(text) : Optional.empty();
        }
        if (!type.modifiers().isEmpty() && !name.equals("numeric")) {
            return Optional.empty();
        }
        if (KEPT_AS_TEXT.contains(name) || (TIMES.contains(name) && beginsWithDigit(text.value()))) {
            return Optional.of(text);
        }
        return switch (name) {
            case "bytea" -> bytes(text.value());
            case "boolean" -> truth(text.value());
            default ->
                Numbers.decimal(text.value().strip())
                        .filter(number -> holds(type, number))
                        .map(Expression::literal);
        };
    }

    /** {@code char(3)} pads and both cut, so only a text that gives no cause for either stays. */
    private static boolean fits(String text, TypeName type) {
        int length = text.codePointCount(0, text.length());
        if (type.name().equals("character")) {
            return length == (type.modifiers().isEmpty() ? 1 : type.modifiers().get(0));
        }
        return type.modifiers().isEmpty() || length <= type.modifiers().get(0);
    }

    /** Not {@code 'now'::timestamp}, which is another value at another time. */
    private static boolean beginsWithDigit(String text) {
        return !text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '9';
    }

    private static Optional<Expression> bytes(String text) {
        boolean hex = text.startsWith("\\x")
                && text.length() % 2 == 0
                && text.chars().skip(2).allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
        return hex ? Optional.of(new Expression.Bytes(text.substring(2))) : Optional.empty();
    }

    private static Optional<Expression> truth(String text) {
        return switch (text) {
            case "t", "true" -> Optional.of(Expression.literal(true));
            case "f", "false" -> Optional.of(Expression.literal(false));
            default -> Optional.empty();
        };
    }

    private static boolean holds(TypeName type, BigDecimal number) {
        if (WHOLE_NUMBERS.containsKey(type.name())) {
            return type.modifiers().isEmpty() && holdsWhole(WHOLE_NUMBERS.get(type.name()), number);
        }
        return switch (type.name()) {
            case "double precision" -> type.modifiers().isEmpty() && Double.isFinite(number.doubleValue());
            case "real" -> type.modifiers().isEmpty() && isFloat(number);
            case "numeric" -> holdsNumeric(type.modifiers(), number);
            default -> false;
        };
    }

    private static boolean holdsWhole(long largest, BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0
                && number.compareTo(BigDecimal.valueOf(largest)) <= 0
                && number.compareTo(BigDecimal.valueOf(-largest - 1)) >= 0;
    }

    private static boolean isFloat(BigDecimal number) {
        float nearest = number.floatValue();
        return Float.isFinite(nearest) && new BigDecimal(nearest).compareTo(number) == 0;
    }

    private static boolean holdsNumeric(List<Integer> modifiers, BigDecimal number) {
        if (modifiers.isEmpty()) {
            return true;
        }
        int scale = modifiers.size() > 1 ? modifiers.get(1) : 0;
        BigDecimal plain = number.stripTrailingZeros();
        return plain.scale() <= scale && (long) plain.precision() - plain.scale() <= (long) modifiers.get(0) - scale;
    }

    private boolean changesNothing(Expression value, TypeName type) {
        if (!isUnlimited(type)) {
            return false;
        }
        if (value instanceof Expression.Column column) {
            TypeName own = columnTypes.get(column.name());
            return own != null
                    && own.dimensions() == 0
                    && WIDER.getOrDefault(own.name(), Set.of()).contains(type.name());
        }
        if (value instanceof Expression.Length) {
            return WIDER_THAN_INTEGER.contains(type.name());
        }
        return (value instanceof Expression.Lower && TEXTS.contains(type.name()))
                || (value instanceof Expression.Truth && type.name().equals("boolean"))
                || (value instanceof Expression.Bytes && type.name().equals("bytea"))
                || (value instanceof Expression.Now && type.name().equals("timestamp with time zone"));
    }

    private static boolean isUnlimited(TypeName type) {
        return type.modifiers().isEmpty() && type.dimensions() == 0;
    }
}
