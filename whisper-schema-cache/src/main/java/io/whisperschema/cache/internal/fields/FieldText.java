package io.whisperschema.cache.internal.fields;

import io.whisperschema.cache.MetadataValue;
import io.whisperschema.cache.internal.codec.Numerals;
import io.whisperschema.definition.cache.CacheFieldType;
import io.whisperschema.error.UnreadableValue;
import java.time.Instant;
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
            case FLOAT -> Numerals.of(as(Double.class, type, value));
            case BOOLEAN -> as(Boolean.class, type, value).toString();
            case DATETIME -> Moments.iso(as(Instant.class, type, value));
            case EPOCH_SECONDS -> Moments.epochSeconds(as(Instant.class, type, value));
            case STRING_SET -> set(as(Set.class, type, value));
            case JSON -> as(MetadataValue.class, type, value).json();
        };
    }

    /**
     * The value of a text.
     *
     * @throws UnreadableValue if it is of no such type; its message says nothing of the text
     */
    public static Object read(CacheFieldType type, String text) {
        return switch (type) {
            case STRING -> text;
            case INTEGER -> Numbers.whole(text);
            case FLOAT -> Numbers.real(text);
            case BOOLEAN -> truth(text);
            case DATETIME -> Moments.iso(text);
            case EPOCH_SECONDS -> Moments.epochSeconds(text);
            case STRING_SET -> set(text);
            case JSON -> MetadataValue.ofJson(text);
        };
    }

    private static <T> T as(Class<T> wanted, CacheFieldType type, Object value) {
        if (!wanted.isInstance(value)) {
            throw new IllegalArgumentException("it is of type " + type.text() + " and takes a " + wanted.getSimpleName()
                    + ", not a " + value.getClass().getSimpleName());
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
        MetadataValue[] sorted = texts.stream()
                .map(String.class::cast)
                .sorted()
                .map(MetadataValue::of)
                .toArray(MetadataValue[]::new);
        return MetadataValue.items(sorted).json();
    }

    private static Set<String> set(String text) {
        if (!(MetadataValue.ofJson(text) instanceof MetadataValue.Items items)) {
            throw notTexts();
        }
        var texts = new TreeSet<String>();
        for (MetadataValue item : items.values()) {
            if (!(item instanceof MetadataValue.Text of)) {
                throw notTexts();
            }
            texts.add(of.value());
        }
        return texts;
    }

    private static UnreadableValue notTexts() {
        return new UnreadableValue("this is no JSON array of texts");
    }
}
