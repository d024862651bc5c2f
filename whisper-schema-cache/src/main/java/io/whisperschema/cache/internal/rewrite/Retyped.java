package io.whisperschema.cache.internal.rewrite;

import io.whisperschema.cache.MetadataValue;
import io.whisperschema.cache.internal.codec.Timestamps;
import io.whisperschema.cache.internal.fields.FieldText;
import io.whisperschema.definition.cache.CacheFieldType;
import io.whisperschema.error.UnreadableValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Texts of one type as those of another. What is a text of the other already stays as it is, so that a second time does no harm. */
final class Retyped {
    private static final int MICROSECONDS = 6;

    private Retyped() {}

    /** The text of another type that says the same; absent if none does. */
    static Optional<String> text(String text, CacheFieldType from, CacheFieldType to) {
        Optional<Object> there = read(to, text);
        if (there.isPresent()) {
            return Optional.of(text).filter(same -> isWhole(same, to, there.get()));
        }
        return read(from, text)
                .filter(value -> isWhole(text, from, value))
                .flatMap(value -> turned(value, to))
                .map(value -> FieldText.write(to, value));
    }

    private static Optional<Object> read(CacheFieldType type, String text) {
        try {
            return Optional.of(FieldText.read(type, text));
        } catch (UnreadableValue none) {
            return Optional.empty();
        }
    }

    /** Whether reading a text loses nothing of it. */
    private static boolean isWhole(String text, CacheFieldType type, Object value) {
        return switch (type) {
            case FLOAT -> !isLarge(text) || new BigDecimal(text).compareTo(new BigDecimal((Double) value)) == 0;
            case DATETIME -> Timestamps.read(text).equals(Optional.of(value));
            case EPOCH_SECONDS -> new BigDecimal(text).stripTrailingZeros().scale() <= MICROSECONDS;
            case STRING_SET -> count(text) == ((Set<?>) value).size();
            case STRING, INTEGER, BOOLEAN, JSON -> true;
        };
    }

    /** A whole number of so many digits that a real one may not hold it. */
    private static boolean isLarge(String text) {
        return text.length() > 15 && text.chars().skip(1).allMatch(each -> each >= '0' && each <= '9');
    }

    private static int count(String array) {
        return ((MetadataValue.Items) MetadataValue.ofJson(array)).values().size();
    }

    private static Optional<Object> turned(Object value, CacheFieldType to) {
        return switch (to) {
            case INTEGER -> whole(value);
            case FLOAT -> whole(value).map(whole -> (double) (Long) whole);
            case DATETIME, EPOCH_SECONDS -> Optional.of(value).filter(Instant.class::isInstance);
            case JSON ->
                Optional.of(value).filter(String.class::isInstance).map(text -> MetadataValue.of((String) text));
            case STRING, BOOLEAN, STRING_SET -> Optional.empty();
        };
    }

    private static Optional<Object> whole(Object value) {
        if (value instanceof Boolean truth) {
            return Optional.of(truth ? 1L : 0L);
        }
        if (value instanceof Double real && real == Math.rint(real) && Math.abs(real) <= 1L << 53) {
            return Optional.of(real.longValue());
        }
        return Optional.empty();
    }
}
