package io.whisperschema.internal.document;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonMembers;
import io.whisperschema.internal.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** The JSON of a text for each dialect. */
public final class DialectTexts {
    private DialectTexts() {}

    /** The object with the texts under that key, if there are any. */
    public static JsonObject put(JsonObject object, String key, Map<DialectName, String> texts) {
        if (texts.isEmpty()) {
            return object;
        }
        JsonObject inner = Json.object();
        ConstraintJson.sorted(texts).forEach(inner::put);
        return object.put(key, inner.build());
    }

    /** The texts that {@link #put} wrote; none where the key is not there. */
    public static Map<DialectName, String> read(JsonMembers members, String key) {
        Map<DialectName, String> texts = new HashMap<>();
        members.may(key)
                .ifPresent(value -> value.object(inner -> {
                    inner.rest().forEach((dialect, text) -> texts.put(new DialectName(dialect), text.text()));
                    return texts;
                }));
        return texts;
    }
}
