package io.whisperschema.postgres;

import io.whisperschema.catalog.NativeType;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.internal.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** Constants that PostgreSQL writes anew when it keeps them, in the one form that we compare. */
final class PostgresDefaults {
    /** Reads {@code 2024-01-31T12:00:00.5Z}, {@code 2024-01-31 12:00:00+00}, {@code …+05:30}; date and time are asked for. */
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .optionalEnd()
            .optionalStart()
            .appendLiteral(' ')
            .optionalEnd()
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][X]")
            .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter WRITTEN = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .appendLiteral("+00")
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private PostgresDefaults() {}

    /** A default of null is no default; PostgreSQL forgets it, unless it was written with a cast. */
    static boolean isSomething(Expression value) {
        return !(value instanceof Expression.Null);
    }

    /** The default as it is compared. */
    static Expression canonical(Expression value, NativeType type) {
        if (!(value instanceof Expression.Text text)) {
            return value;
        }
        Optional<?> portable = type.portable();
        if (portable.equals(Optional.of(ScalarType.TIMESTAMP))) {
            return moment(text);
        }
        if (portable.equals(Optional.of(ScalarType.JSONB))) {
            return json(text);
        }
        if (portable.equals(Optional.of(ScalarType.UUID))) {
            return Expression.literal(text.value().toLowerCase(Locale.ROOT));
        }
        return value;
    }

    private static Expression moment(Expression.Text text) {
        try {
            Instant moment = OffsetDateTime.parse(text.value(), MOMENT).toInstant();
            return Expression.literal(WRITTEN.format(moment));
        } catch (DateTimeException notAMoment) {
            return text;
        }
    }

    /** JSONB keeps no spaces and no order of keys; we sort the keys. */
    private static Expression json(Expression.Text text) {
        try {
            return Expression.literal(sorted(Json.parse(text.value())).compact());
        } catch (UnreadableDocument notJson) {
            return text;
        }
    }

    private static Json sorted(Json json) {
        if (json instanceof Json.Members object) {
            var members = new TreeMap<String, Json>();
            object.members().forEach((key, value) -> members.put(key, sorted(value)));
            return new Json.Members(members);
        }
        return json instanceof Json.Items array
                ? new Json.Items(
                        array.items().stream().map(PostgresDefaults::sorted).toList())
                : json;
    }
}
