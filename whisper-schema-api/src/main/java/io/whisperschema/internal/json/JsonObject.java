package io.whisperschema.internal.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** An object in the making; not thread-safe. What is absent or empty is left out. */
public final class JsonObject {
    private final Map<String, Json> members = new LinkedHashMap<>();

    JsonObject() {}

    /** With that member. */
    public JsonObject put(String key, Json value) {
        members.put(key, value);
        return this;
    }

    /** With that member. */
    public JsonObject put(String key, String value) {
        return put(key, Json.of(value));
    }

    /** With that member. */
    public JsonObject put(String key, long value) {
        return put(key, Json.of(value));
    }

    /** With that member. */
    public JsonObject put(String key, boolean value) {
        return put(key, Json.of(value));
    }

    /** With that member, a constant as a word. */
    public JsonObject put(String key, Enum<?> value) {
        return put(key, Json.of(value));
    }

    /** With that member, if present. */
    public JsonObject putText(String key, Optional<String> value) {
        return put(key, value, Json::of);
    }

    /** With that member, if present. */
    public JsonObject putNumber(String key, OptionalInt value) {
        value.ifPresent(number -> put(key, number));
        return this;
    }

    /** With that member, a constant as a word, if present. */
    public JsonObject putWord(String key, Optional<? extends Enum<?>> value) {
        value.ifPresent(word -> put(key, word));
        return this;
    }

    /** With what a function makes of the value, if present. */
    public <T> JsonObject put(String key, Optional<T> value, Function<? super T, ? extends Json> toJson) {
        value.ifPresent(present -> put(key, toJson.apply(present)));
        return this;
    }

    /** With what a function makes of each value, if there are any. */
    public <T> JsonObject put(String key, List<T> values, Function<? super T, ? extends Json> toJson) {
        return values.isEmpty() ? this : put(key, Json.items(values, toJson));
    }

    /** The object. */
    public Json build() {
        return new Json.Members(members);
    }
}
