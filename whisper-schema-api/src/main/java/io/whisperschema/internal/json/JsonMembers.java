package io.whisperschema.internal.json;

import io.whisperschema.error.UnreadableDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** The members of an object that is being read; not thread-safe. */
public final class JsonMembers {
    private final String path;
    private final Map<String, Json> left;

    JsonMembers(String path, Map<String, Json> members) {
        this.path = path;
        this.left = new LinkedHashMap<>(members);
    }

    /** The member, which must be there. */
    public JsonValue need(String key) {
        return may(key).orElseThrow(() -> new UnreadableDocument(path, "it has no " + key));
    }

    /** The member, if it is there. */
    public Optional<JsonValue> may(String key) {
        return Optional.ofNullable(left.remove(key)).map(json -> new JsonValue(path + "." + key, json));
    }

    /** A string that must be there. */
    public String text(String key) {
        return need(key).text();
    }

    /** A string, if it is there. */
    public Optional<String> mayText(String key) {
        return may(key).map(JsonValue::text);
    }

    /** A whole number that must be there. */
    public int integer(String key) {
        return need(key).integer();
    }

    /** A whole number, if it is there. */
    public OptionalInt mayInteger(String key) {
        return may(key).map(value -> OptionalInt.of(value.integer())).orElseGet(OptionalInt::empty);
    }

    /** What a function reads from each item of the member; none where it is not there. */
    public <T> List<T> list(String key, Function<JsonValue, T> read) {
        return may(key).map(value -> value.list(read)).orElseGet(List::of);
    }

    /** The strings of the member; none where it is not there. */
    public List<String> texts(String key) {
        return list(key, JsonValue::text);
    }

    /** All members that were not asked for yet, in order, by their keys. */
    public Map<String, JsonValue> rest() {
        Map<String, JsonValue> rest = new LinkedHashMap<>();
        left.forEach((key, json) -> rest.put(key, new JsonValue(path + "." + key, json)));
        left.clear();
        return Collections.unmodifiableMap(rest);
    }

    void nothingElse() {
        if (!left.isEmpty()) {
            List<String> unknown = new ArrayList<>(left.keySet());
            throw new UnreadableDocument(
                    path + "." + unknown.get(0),
                    "this release does not know that key; since nothing is dropped, the document is not read");
        }
    }
}
