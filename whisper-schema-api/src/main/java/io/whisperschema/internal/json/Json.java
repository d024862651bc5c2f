package io.whisperschema.internal.json;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** A JSON value as a tree. Numbers are exact, members keep their order. */
public sealed interface Json {
    /**
     * An object.
     *
     * @param members its members, in order
     */
    record Members(Map<String, Json> members) implements Json {
        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    /**
     * An array.
     *
     * @param items its items
     */
    record Items(List<Json> items) implements Json {
        public Items {
            items = List.copyOf(items);
        }
    }

    /**
     * A string.
     *
     * @param value its characters
     */
    record Text(String value) implements Json {}

    /**
     * A number.
     *
     * @param value its exact value
     */
    record Numeric(BigDecimal value) implements Json {}

    /**
     * True or false.
     *
     * @param value which
     */
    record Truth(boolean value) implements Json {}

    /** Null. */
    record Nothing() implements Json {}

    /**
     * The tree of a text that is one JSON value.
     *
     * @throws io.whisperschema.error.UnreadableDocument if it is no JSON, names a member twice, or nests too deep
     */
    static Json parse(String text) {
        return JsonParsing.parse(text);
    }

    /** The value as text: two spaces an indent, {@code \n} as line end, the same for the same value. */
    default String pretty() {
        return JsonWriting.pretty(this);
    }

    /** The value as text on one line. */
    default String compact() {
        return JsonWriting.compact(this);
    }

    /** A string. */
    static Json of(String value) {
        return new Text(value);
    }

    /** A number. */
    static Json of(long value) {
        return new Numeric(BigDecimal.valueOf(value));
    }

    /** A number. */
    static Json of(BigDecimal value) {
        return new Numeric(value);
    }

    /** True or false. */
    static Json of(boolean value) {
        return new Truth(value);
    }

    /** A constant as a word: its name in lower case. */
    static Json of(Enum<?> value) {
        return new Text(word(value));
    }

    /** An array of strings. */
    static Json texts(List<String> values) {
        return items(values, Json::of);
    }

    /** An array of what a function makes of each value. */
    static <T> Json items(List<T> values, Function<? super T, ? extends Json> toJson) {
        return new Items(values.stream().<Json>map(toJson).toList());
    }

    /** An object without members yet. */
    static JsonObject object() {
        return new JsonObject();
    }

    /** A constant's name in lower case. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
