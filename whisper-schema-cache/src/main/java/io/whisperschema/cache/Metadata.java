package io.whisperschema.cache;

import io.whisperschema.cache.MetadataValue.Items;
import io.whisperschema.cache.MetadataValue.Members;
import io.whisperschema.cache.MetadataValue.Real;
import io.whisperschema.cache.MetadataValue.Text;
import io.whisperschema.cache.MetadataValue.Truth;
import io.whisperschema.cache.MetadataValue.Whole;
import io.whisperschema.cache.internal.codec.OrderedMap;
import io.whisperschema.cache.internal.codec.Unicode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a message carries beside its text: values by name, typed and nested, in order. Immutable. Two are equal that hold the
 * same values under the same names; their order is kept, and does not count.
 *
 * <pre>{@code
 * Metadata metadata = Metadata.of("author_name", "Ann").and("response_quality", 0.9);
 * metadata.real("response_quality").orElse(0);
 * }</pre>
 *
 * <p>A getter is empty where the name is not there and where it has a value of another type.
 *
 * @param values the values; the names are whole Unicode
 */
public record Metadata(Map<String, MetadataValue> values) {
    /** How many lists and members may lie within each other. */
    public static final int DEEPEST = 64;

    /** Nothing. */
    public static final Metadata EMPTY = new Metadata(OrderedMap.empty());

    public Metadata {
        values = OrderedMap.copyOf(values);
        values.forEach((name, value) -> {
            Unicode.whole(name, "a name in metadata");
            checkDepth(value, DEEPEST);
        });
    }

    private static void checkDepth(MetadataValue value, int left) {
        if (value instanceof Items items) {
            checkDepths(items.values(), left);
        } else if (value instanceof Members members) {
            checkDepths(members.values().values(), left);
        }
    }

    private static void checkDepths(Collection<MetadataValue> values, int left) {
        if (left == 0) {
            throw new IllegalArgumentException("metadata nests deeper than " + DEEPEST + " levels");
        }
        values.forEach(value -> checkDepth(value, left - 1));
    }

    /** One text. */
    public static Metadata of(String name, String value) {
        return EMPTY.and(name, value);
    }

    /** One whole number. */
    public static Metadata of(String name, long value) {
        return EMPTY.and(name, value);
    }

    /** One real number. */
    public static Metadata of(String name, double value) {
        return EMPTY.and(name, value);
    }

    /** One truth. */
    public static Metadata of(String name, boolean value) {
        return EMPTY.and(name, value);
    }

    /** One value. */
    public static Metadata of(String name, MetadataValue value) {
        return EMPTY.and(name, value);
    }

    /** And that text. */
    public Metadata and(String name, String value) {
        return and(name, MetadataValue.of(value));
    }

    /** And that whole number. */
    public Metadata and(String name, long value) {
        return and(name, MetadataValue.of(value));
    }

    /** And that real number. */
    public Metadata and(String name, double value) {
        return and(name, MetadataValue.of(value));
    }

    /** And that truth. */
    public Metadata and(String name, boolean value) {
        return and(name, MetadataValue.of(value));
    }

    /** And that metadata within. */
    public Metadata and(String name, Metadata value) {
        return and(name, new Members(value.values));
    }

    /** And that value: behind the others, or in the place of that with its name. */
    public Metadata and(String name, MetadataValue value) {
        var more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Metadata(more);
    }

    /** Without that name. */
    public Metadata without(String name) {
        var fewer = new LinkedHashMap<>(values);
        fewer.remove(name);
        return new Metadata(fewer);
    }

    /** The value of that name, of whichever type. */
    public Optional<MetadataValue> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A text. */
    public Optional<String> text(String name) {
        return values.get(name) instanceof Text text ? Optional.of(text.value()) : Optional.empty();
    }

    /** A whole number that a {@code long} holds. */
    public OptionalLong whole(String name) {
        return values.get(name) instanceof Whole whole ? OptionalLong.of(whole.value()) : OptionalLong.empty();
    }

    /** A real number, or a whole one as such. */
    public OptionalDouble real(String name) {
        MetadataValue value = values.get(name);
        if (value instanceof Whole whole) {
            return OptionalDouble.of((double) whole.value());
        }
        return value instanceof Real real ? OptionalDouble.of(real.value()) : OptionalDouble.empty();
    }

    /** A truth. */
    public Optional<Boolean> truth(String name) {
        return values.get(name) instanceof Truth truth ? Optional.of(truth.value()) : Optional.empty();
    }

    /** Values in order. */
    public Optional<List<MetadataValue>> items(String name) {
        return values.get(name) instanceof Items items ? Optional.of(items.values()) : Optional.empty();
    }

    /** Metadata within. */
    public Optional<Metadata> within(String name) {
        return values.get(name) instanceof Members members
                ? Optional.of(new Metadata(members.values()))
                : Optional.empty();
    }
}
