package io.whisperschema.cache.internal.rewrite;

import io.whisperschema.definition.cache.CacheFieldType;
import io.whisperschema.error.UnreadableValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** Named values in order: the fields of a hash, or the members of a JSON object. Not thread-safe. */
interface Members {
    /** Whether it has a value of that name. */
    boolean has(String name);

    /** Whether a value that it has is JSON's null. */
    boolean isNothing(String name);

    /**
     * A value that it has, as text.
     *
     * @throws UnreadableValue if it is no text
     */
    String text(String name);

    /** Whether two values that it has are the same. */
    boolean areSame(String one, String other);

    /** Whether a value that it has stands as values of a type do here. */
    boolean standsAs(String name, CacheFieldType type);

    /** Gives a value, in its place or behind the others: a text of that type. */
    void put(String name, String text, CacheFieldType type);

    /** Puts other JSON in the place of that which a value is, or which its text is. */
    void putJson(String name, String json);

    /** Gives a value that it has another name, which none has, in its place. */
    void rename(String name, String other);

    /** Takes a value away, if it is there. */
    void remove(String name);

    /** Gives the value of a name another name in the same place. */
    static <V> void rename(Map<String, V> values, String name, String other) {
        var before = new LinkedHashMap<>(values);
        values.clear();
        before.forEach((each, value) -> values.put(each.equals(name) ? other : each, value));
    }
}
