package io.whisperschema.diff;

import io.whisperschema.definition.relational.Expression;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.internal.json.Json;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether two constants are one value, though two databases write them in two ways.
 *
 * @param family what values their columns are for
 * @param zone the zone of moments that are written without one
 */
record ConstantComparison(LogicalType.Family family, ZoneId zone) {
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

    boolean same(Expression left, Expression right) {
        return left.canonical().equals(right.canonical())
                || value(left)
                        .filter(value -> value(right).filter(value::equals).isPresent())
                        .isPresent();
    }

    /** Any value that is equal when, and only when, the constants mean the same. */
    private Optional<Object> value(Expression constant) {
        return switch (family) {
            case JSON -> text(constant).flatMap(ConstantComparison::json);
            case UUID -> text(constant).map(text -> text.toLowerCase(Locale.ROOT));
            case MOMENT -> text(constant).flatMap(this::moment);
            case ARRAY -> array(constant);
            case TRUTH -> truth(constant);
            case WHOLE_NUMBER, REAL, DECIMAL -> number(constant);
            default -> Optional.empty();
        };
    }

    private static Optional<String> text(Expression constant) {
        return constant instanceof Expression.Text text ? Optional.of(text.value()) : Optional.empty();
    }

    private static Optional<Object> json(String text) {
        try {
            return Optional.of(Json.parse(text));
        } catch (UnreadableDocument notJson) {
            return Optional.empty();
        }
    }

    private Optional<Object> moment(String text) {
        try {
            TemporalAccessor read = MOMENT.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return Optional.of(
                    read instanceof LocalDateTime local
                            ? ZonedDateTime.of(local, zone).toInstant()
                            : OffsetDateTime.from(read).toInstant());
        } catch (DateTimeException noMoment) {
            return Optional.empty();
        }
    }

    /** SQLite keeps an array as its JSON. */
    private static Optional<Object> array(Expression constant) {
        if (constant instanceof Expression.Texts texts) {
            return Optional.of(Json.texts(texts.values()));
        }
        return text(constant).flatMap(ConstantComparison::json);
    }

    private static Optional<Object> truth(Expression constant) {
        if (constant instanceof Expression.Truth truth) {
            return Optional.of(truth.value());
        }
        return number(constant)
                .filter(List.<Object>of(BigDecimal.ZERO, BigDecimal.ONE)::contains)
                .map(BigDecimal.ONE::equals);
    }

    private static Optional<Object> number(Expression constant) {
        try {
            return constant instanceof Expression.Number number
                    ? Optional.of(plain(number.value()))
                    : text(constant).map(text -> plain(new BigDecimal(text)));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static BigDecimal plain(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
