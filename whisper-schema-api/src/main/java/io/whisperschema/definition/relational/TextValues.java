package io.whisperschema.definition.relational;

import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.internal.json.Json;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which texts are a value of a type: in the one ISO spelling that means the same in every database, whatever its zone and
 * its settings.
 */
final class TextValues implements ColumnType.Cases<Boolean> {
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,19}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,400}(\\.[0-9]{1,400})?([eE][+-]?[0-9]{1,3})?");

    private final String text;

    private TextValues(String text) {
        this.text = text;
    }

    static boolean fits(ColumnType type, String text) {
        return type.match(new TextValues(text));
    }

    /** How to write a value of that type. */
    static String spelling(ColumnType type) {
        return type.match(new ColumnType.Cases<>() {
            @Override
            public String scalar(ScalarType scalar) {
                return switch (scalar) {
                    case TIMESTAMP ->
                        "Write it as 2024-01-31T12:00:00Z, with at most six digits behind the second;"
                                + " for the time of writing use defaultsToNow().";
                    case DATE -> "Write it as 2024-01-31; for the day of writing use defaultsToNow().";
                    case UUID -> "Write it as 123e4567-e89b-12d3-a456-426614174000.";
                    case JSON -> "Write one JSON value, each key once.";
                    case JSONB ->
                        "Write one JSON value, each key once, no number of more than " + JsonValues.LONGEST_NUMBER
                                + " digits and no \\u0000.";
                    case INTEGER, BIGINT, REAL -> "Use a number.";
                    case BOOLEAN -> "Use literal(true) or literal(false).";
                    case BLOB -> "Use literal(byte[]).";
                    case TEXT -> "Use a text.";
                };
            }

            @Override
            public String decimal(DecimalType decimal) {
                return "Use a number.";
            }

            @Override
            public String array(ArrayType array) {
                return "Use literal(List.of(…)).";
            }
        });
    }

    @Override
    public Boolean scalar(ScalarType type) {
        return switch (type) {
            case TEXT -> true;
            case JSON -> JsonValues.isJson(text);
            case JSONB -> JsonValues.isBinaryJson(text);
            case UUID -> UUID.matcher(text).matches();
            case TIMESTAMP -> Times.isMoment(text);
            case DATE -> Times.isDate(text);
            case INTEGER -> isWhole(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> isWhole(Long.MIN_VALUE, Long.MAX_VALUE);
            case REAL -> DECIMAL.matcher(text).matches() && Double.isFinite(Double.parseDouble(text));
            case BOOLEAN, BLOB -> false;
        };
    }

    @Override
    public Boolean decimal(DecimalType decimal) {
        return DECIMAL.matcher(text).matches();
    }

    @Override
    public Boolean array(ArrayType array) {
        return false;
    }

    private boolean isWhole(long least, long most) {
        if (!WHOLE.matcher(text).matches()) {
            return false;
        }
        var number = new BigDecimal(text);
        return number.compareTo(BigDecimal.valueOf(least)) >= 0 && number.compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    /** Its own class, since few definitions need to read times when they start. */
    private static final class Times {
        private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
                .appendValue(ChronoField.YEAR, 4)
                .appendPattern("-MM-dd")
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
        /** Without a zone it is UTC, as SQLite's own are. */
        private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
                .append(DATE)
                .appendPattern("['T'][ ]HH:mm:ss")
                .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
                .appendPattern("[XXX][X]")
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);

        private static final int LARGEST_OFFSET = 16 * 60 * 60;

        static boolean isDate(String text) {
            return parsed(text, DATE).isPresent();
        }

        static boolean isMoment(String text) {
            return isDate(text)
                    || (text.length() > 11
                            && (text.charAt(10) == 'T' || text.charAt(10) == ' ')
                            && Character.isDigit(text.charAt(11))
                            && parsed(text, MOMENT).filter(Times::isOfThisWorld).isPresent());
        }

        /** In a zone that PostgreSQL knows, and of four digits in UTC too. */
        private static boolean isOfThisWorld(TemporalAccessor moment) {
            int offset = moment.isSupported(ChronoField.OFFSET_SECONDS) ? moment.get(ChronoField.OFFSET_SECONDS) : 0;
            int year = LocalDateTime.from(moment).minusSeconds(offset).getYear();
            return Math.abs(offset) < LARGEST_OFFSET && year >= 1 && year <= 9999;
        }

        private static Optional<TemporalAccessor> parsed(String text, DateTimeFormatter format) {
            try {
                TemporalAccessor value = format.parse(text);
                return Optional.of(value).filter(one -> one.get(ChronoField.YEAR) > 0);
            } catch (DateTimeException none) {
                return Optional.empty();
            }
        }
    }

    /** Its own class, since the parser shall not be loaded by a start that has nothing to do. */
    private static final class JsonValues {
        static final int LONGEST_NUMBER = 500;

        static boolean isJson(String text) {
            return text.equals("{}") || text.equals("[]") || parsed(text).isPresent();
        }

        static boolean isBinaryJson(String text) {
            return text.equals("{}")
                    || text.equals("[]")
                    || parsed(text).filter(JsonValues::isBinary).isPresent();
        }

        private static Optional<Json> parsed(String text) {
            try {
                return Optional.of(Json.parse(text));
            } catch (UnreadableDocument none) {
                return Optional.empty();
            }
        }

        private static boolean isBinary(Json json) {
            if (json instanceof Json.Members object) {
                return object.members().entrySet().stream()
                        .allMatch(member -> isUnicode(member.getKey()) && isBinary(member.getValue()));
            }
            if (json instanceof Json.Items array) {
                return array.items().stream().allMatch(JsonValues::isBinary);
            }
            if (json instanceof Json.Text string) {
                return isUnicode(string.value());
            }
            return !(json instanceof Json.Numeric number) || isOfOrdinaryLength(number.value());
        }

        private static boolean isUnicode(String text) {
            return text.codePoints()
                    .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
        }

        /** PostgreSQL writes 1E400 in full when it gives it back. */
        private static boolean isOfOrdinaryLength(BigDecimal number) {
            return Math.abs((long) number.scale()) + number.precision() <= LONGEST_NUMBER;
        }
    }
}
