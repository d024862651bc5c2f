package io.whisperschema.cache.internal.fields;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.toCollection;

import io.whisperschema.cache.MetadataValue;
import io.whisperschema.definition.cache.CacheFieldType;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.error.UnreadableValue;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonValue;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A value of a field as the text that travels, and back. The same value gives the same text always. */
public final class FieldText {
    private FieldText() {}

    /**
     * The text of a value.
     *
     * @throws IllegalArgumentException if it is no value of that type
     */
    public static String write(CacheFieldType type, Object value) {
        return switch (type) {
            case STRING -> as(String.class, type, value);
            case INTEGER -> as(Long.class, type, value).toString();
            case FLOAT -> Numerals.real(value instanceof Long whole ? whole : as(Double.class, type, value));
            case BOOLEAN -> as(Boolean.class, type, value).toString();
            case DATETIME -> Moments.iso(as(Instant.class, type, value));
            case EPOCH_SECONDS -> Moments.epochSeconds(as(Instant.class, type, value));
            case STRING_SET -> set(as(Set.class, type, value));
            case JSON -> MetadataTrees.text(as(MetadataValue.class, type, value));
        };
    }

    /**
     * The value of a text.
     *
     * @throws UnreadableValue if it is of no such type
     */
    public static Object read(CacheFieldType type, String text) {
        return switch (type) {
            case STRING -> text;
            case INTEGER -> Numerals.whole(text);
            case FLOAT -> Numerals.real(text);
            case BOOLEAN -> truth(text);
            case DATETIME -> Moments.iso(text);
            case EPOCH_SECONDS -> Moments.epochSeconds(text);
            case STRING_SET -> set(text);
            case JSON -> MetadataTrees.value(text);
        };
    }

    private static <T> T as(Class<T> wanted, CacheFieldType type, Object value) {
        if (!wanted.isInstance(value)) {
            throw new IllegalArgumentException("it is of type " + type.text() + " and takes a "
                    + wanted.getSimpleName() + ", not a " + value.getClass().getSimpleName());
        }
        return wanted.cast(value);
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true", "True", "1" -> true;
            case "false", "False", "0" -> false;
            default -> throw new UnreadableValue("this is neither true nor false");
        };
    }

    private static String set(Set<?> texts) {
        List<String> sorted = texts.stream().map(String.class::cast).sorted().toList();
        return Json.texts(sorted).compact();
    }

    private static Set<String> set(String text) {
        try {
            return JsonValue.root(Json.parse(text)).list(JsonValue::text).stream()
                    .collect(collectingAndThen(toCollection(TreeSet::new), Collections::unmodifiableSet));
        } catch (UnreadableDocument e) {
            throw new UnreadableValue("this is no JSON array of texts", e);
        }
    }
}
