package io.whisperschema.cache;

import static java.util.Objects.requireNonNull;

import io.whisperschema.cache.internal.codec.Unicode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Typed values by field name, as a hash of a key family holds them: {@code String}, {@code Long}, {@code Double},
 * {@code Boolean}, {@code Instant} (kept to the microsecond), {@code Set<String>} or {@link MetadataValue} for JSON, as the
 * family's field says. A field that the family does not know holds text. Two are equal whatever their order. Immutable.
 *
 * <p>A getter is empty where the field is not there, and throws {@link IllegalArgumentException} where it holds another type.
 *
 * <pre>{@code
 * cache.putMeta("general", FieldValues.EMPTY.with("message_count", 3).with("last_update", clock.instant()));
 * long count = cache.meta("general").whole("message_count").orElse(0);
 * }</pre>
 *
 * @param values the values
 * @param unreadable what was passed over because it is not of its field's type, a sentence each; it stays where it is, and
 *     says nothing when it is put
 */
public record FieldValues(Map<String, Object> values, List<String> unreadable) {
    /** No values. */
    public static final FieldValues EMPTY = new FieldValues(Map.of(), List.of());

    /** @throws IllegalArgumentException if a value is of none of the types, or a text is no Unicode text */
    public FieldValues {
        var checked = new LinkedHashMap<String, Object>();
        values.forEach(
                (field, value) -> checked.put(Unicode.whole(field, "the name of a field"), checked(field, value)));
        values = Collections.unmodifiableMap(checked);
        unreadable = List.copyOf(unreadable);
    }

    /** Those values. */
    public static FieldValues of(Map<String, ?> values) {
        return new FieldValues(new LinkedHashMap<>(values), List.of());
    }

    /** With that text. */
    public FieldValues with(String field, String text) {
        return and(field, text);
    }

    /** With that whole number. */
    public FieldValues with(String field, long number) {
        return and(field, number);
    }

    /** With that real number. */
    public FieldValues with(String field, double number) {
        return and(field, number);
    }

    /** With that answer. */
    public FieldValues with(String field, boolean answer) {
        return and(field, answer);
    }

    /** With that moment, to the microsecond. */
    public FieldValues with(String field, Instant moment) {
        return and(field, moment);
    }

    /** With that set of texts. */
    public FieldValues with(String field, Set<String> texts) {
        return and(field, texts);
    }

    /** With that JSON. */
    public FieldValues with(String field, MetadataValue json) {
        return and(field, json);
    }

    /** Whether there are no values. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The text of a field. */
    public Optional<String> text(String field) {
        return value(field, String.class);
    }

    /** The whole number of a field. */
    public OptionalLong whole(String field) {
        return value(field, Long.class).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /** The real number of a field. */
    public OptionalDouble real(String field) {
        return value(field, Double.class).map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    /** The answer of a field. */
    public Optional<Boolean> truth(String field) {
        return value(field, Boolean.class);
    }

    /** The moment of a field. */
    public Optional<Instant> moment(String field) {
        return value(field, Instant.class);
    }

    /** The texts of a field; none where it is not there. */
    @SuppressWarnings("unchecked") // checked() lets no other sets in
    public Set<String> texts(String field) {
        return value(field, Set.class).map(texts -> (Set<String>) texts).orElse(Set.of());
    }

    /** The JSON of a field. */
    public Optional<MetadataValue> json(String field) {
        return value(field, MetadataValue.class);
    }

    private <T> Optional<T> value(String field, Class<T> type) {
        Object value = values.get(field);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("field " + field + " holds a " + kind(value) + "; ask for that");
        }
        return Optional.of(type.cast(value));
    }

    private FieldValues and(String field, Object value) {
        var more = new LinkedHashMap<>(values);
        more.put(field, value);
        return new FieldValues(more, unreadable);
    }

    private static Object checked(String field, Object value) {
        requireNonNull(value, field);
        if (value instanceof String text) {
            return text(field, text);
        }
        if (value instanceof Instant moment) {
            return moment.truncatedTo(ChronoUnit.MICROS);
        }
        if (value instanceof Set<?> texts) {
            return texts(field, texts);
        }
        kind(value);
        return value;
    }

    private static Set<String> texts(String field, Set<?> texts) {
        var sorted = new TreeSet<String>();
        for (Object text : texts) {
            if (!(text instanceof String known)) {
                throw new IllegalArgumentException("field " + field + " has a set of more than texts");
            }
            sorted.add(text(field, known));
        }
        return Collections.unmodifiableSet(sorted);
    }

    private static String text(String field, String text) {
        return Unicode.whole(text, "field " + field);
    }

    private static String kind(Object value) {
        if (value instanceof String) {
            return "text";
        }
        if (value instanceof Long) {
            return "whole number";
        }
        if (value instanceof Double) {
            return "real number";
        }
        if (value instanceof Boolean) {
            return "truth";
        }
        if (value instanceof Instant) {
            return "moment";
        }
        if (value instanceof Set<?>) {
            return "set of texts";
        }
        if (value instanceof MetadataValue) {
            return "JSON value";
        }
        throw new IllegalArgumentException(
                "a field holds no " + value.getClass().getName()
                        + "; give a String, Long, Double, Boolean, Instant, Set<String> or MetadataValue");
    }
}
