package io.whisperschema.sql.postgres;

import io.whisperschema.catalog.NativeType;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.ComparedTexts;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.internal.json.Json;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Constants that PostgreSQL writes anew when it keeps them, in the one form that we compare. */
public enum PostgresLiterals {
    /** As a definition writes them: a moment without a zone is UTC. */
    WRITTEN {
        @Override
        Optional<String> moment(String text) {
            return PostgresTimes.written(text);
        }
    },
    /** As the server prints them: a moment that it keeps always has a zone. */
    PRINTED {
        @Override
        Optional<String> moment(String text) {
            return PostgresTimes.printed(text);
        }
    };

    abstract Optional<String> moment(String text);

    /** A default of null is no default; PostgreSQL forgets it, unless it was written with a cast. */
    public static boolean isSomething(Expression value) {
        return !(value instanceof Expression.Null);
    }

    /** The default as it is compared. */
    public Expression defaultValue(Expression value, ColumnType type) {
        return value instanceof Expression.Text text ? text(type, text) : value;
    }

    /** The default of a column of that type as it is compared. */
    public Expression defaultValue(Expression value, NativeType type) {
        return type.portable().map(portable -> defaultValue(value, portable)).orElse(value);
    }

    /** An expression over columns of these types as it is compared. */
    public Expression expression(Expression expression, Map<String, ColumnType> types) {
        return new ComparedTexts(types, this::text).in(expression);
    }

    private Expression text(ColumnType type, Expression.Text text) {
        if (type instanceof DecimalType) {
            return number(text).map(Expression::literal).orElse(text);
        }
        if (!(type instanceof ScalarType scalar)) {
            return text;
        }
        return switch (scalar) {
            case TIMESTAMP -> moment(text.value()).map(Expression::literal).orElse(text);
            case JSONB -> json(text);
            case UUID -> Expression.literal(text.value().toLowerCase(Locale.ROOT));
            case INTEGER, BIGINT -> number(text).map(Expression::literal).orElse(text);
            case REAL ->
                number(text)
                        .map(number -> Expression.literal(number.doubleValue()))
                        .orElse(text);
            case TEXT, BOOLEAN, DATE, JSON, BLOB -> text;
        };
    }

    private static Optional<BigDecimal> number(Expression.Text text) {
        try {
            return Optional.of(new BigDecimal(text.value()));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static Expression json(Expression.Text text) {
        try {
            return Expression.literal(kept(Json.parse(text.value())).compact());
        } catch (UnreadableDocument notJson) {
            return text;
        }
    }

    /** JSONB keeps no spaces, no order of keys and no exponents; we sort the keys. */
    private static Json kept(Json json) {
        if (json instanceof Json.Members object) {
            var members = new TreeMap<String, Json>();
            object.members().forEach((key, value) -> members.put(key, kept(value)));
            return new Json.Members(members);
        }
        if (json instanceof Json.Items array) {
            return new Json.Items(
                    array.items().stream().map(PostgresLiterals::kept).toList());
        }
        return json instanceof Json.Numeric number
                ? Json.of(new BigDecimal(number.value().toPlainString()))
                : json;
    }
}
