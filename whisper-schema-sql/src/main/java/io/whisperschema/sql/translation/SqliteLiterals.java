package io.whisperschema.sql.translation;

import io.whisperschema.definition.relational.Expression;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Constants as SQLite takes them for the type of a column; empty where it takes them for something else. */
final class SqliteLiterals {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]{1,40}\\.?[0-9]{0,40}|\\.[0-9]{1,40})");
    private static final Pattern IDENTIFIER = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final int DIGITS_OF_A_DOUBLE = 15;
    private static final BigDecimal SMALLEST_PLAIN = new BigDecimal("0.0001");
    private static final BigDecimal LEAST_WITH_EXPONENT = new BigDecimal("1e15");

    /** {@code 2024-01-31 12:00}, with seconds and their parts, with a zone or without. */
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .appendPattern("[XXX][X]")
            .toFormatter(Locale.ROOT);

    private SqliteLiterals() {}

    static Optional<Expression> truth(Expression value) {
        if (value instanceof Expression.Number number) {
            return number.value().signum() == 0
                    ? Optional.of(Expression.literal(false))
                    : Optional.of(number).filter(SqliteLiterals::isOne).map(one -> Expression.literal(true));
        }
        if (value instanceof Expression.Text text) {
            return switch (text.value().toLowerCase(Locale.ROOT)) {
                case "0", "f", "false" -> Optional.of(Expression.literal(false));
                case "1", "t", "true" -> Optional.of(Expression.literal(true));
                default -> Optional.empty();
            };
        }
        return Optional.of(value).filter(Expression.Truth.class::isInstance);
    }

    private static boolean isOne(Expression.Number number) {
        return number.value().compareTo(BigDecimal.ONE) == 0;
    }

    static Optional<Expression> number(Expression value) {
        if (value instanceof Expression.Truth truth) {
            return Optional.of(Expression.literal(truth.value() ? 1 : 0));
        }
        if (value instanceof Expression.Text text) {
            return Optional.of(text.value().strip())
                    .filter(digits -> DECIMAL.matcher(digits).matches())
                    .map(digits -> Expression.literal(new BigDecimal(digits)));
        }
        return Optional.of(value).filter(Expression.Number.class::isInstance);
    }

    static Optional<Expression> text(Expression value) {
        if (value instanceof Expression.Number number) {
            return text(number.value()).map(Expression::literal);
        }
        if (value instanceof Expression.Truth truth) {
            return Optional.of(Expression.literal(truth.value() ? "1" : "0"));
        }
        return Optional.of(value).filter(Expression.Text.class::isInstance);
    }

    /** As SQLite writes a number where it wants a text: {@code 0.10} is 0.1, and {@code 1e3} is 1000.0. */
    private static Optional<String> text(BigDecimal number) {
        boolean isWhole = number.scale() == 0 && number.toBigInteger().bitLength() < Long.SIZE;
        if (isWhole) {
            return Optional.of(number.toPlainString());
        }
        BigDecimal plain = number.stripTrailingZeros();
        boolean isPlain = plain.precision() <= DIGITS_OF_A_DOUBLE
                && (plain.signum() == 0
                        || (plain.abs().compareTo(SMALLEST_PLAIN) >= 0
                                && plain.abs().compareTo(LEAST_WITH_EXPONENT) < 0));
        return isPlain ? Optional.of(plain.setScale(Math.max(1, plain.scale())).toPlainString()) : Optional.empty();
    }

    /** What names no zone is in UTC. */
    static Optional<Expression> moment(Expression value) {
        if (!(value instanceof Expression.Text text)) {
            return Optional.of(value).filter(Expression.Now.class::isInstance);
        }
        return day(text.value())
                .map(day -> day.atStartOfDay().atOffset(ZoneOffset.UTC))
                .or(() -> moment(text.value()))
                .map(moment -> Expression.literal(DateTimeFormatter.ISO_LOCAL_DATE_TIME
                                .format(moment.withOffsetSameInstant(ZoneOffset.UTC))
                                .replace('T', ' ')
                        + "+00"));
    }

    private static Optional<OffsetDateTime> moment(String text) {
        try {
            return Optional.of(MOMENT.parseBest(text, OffsetDateTime::from, LocalDateTime::from))
                    .map(moment -> moment instanceof OffsetDateTime zoned
                            ? zoned
                            : ((LocalDateTime) moment).atOffset(ZoneOffset.UTC));
        } catch (DateTimeException notAMoment) {
            return Optional.empty();
        }
    }

    static Optional<Expression> day(Expression value) {
        if (value instanceof Expression.Text text) {
            return day(text.value()).map(day -> value);
        }
        return Optional.of(value).filter(Expression.Now.class::isInstance);
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }

    static Optional<Expression> uuid(Expression value) {
        return value instanceof Expression.Text text
                        && IDENTIFIER.matcher(text.value()).matches()
                ? Optional.of(value)
                : Optional.empty();
    }
}
