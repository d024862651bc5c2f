package io.whisperschema.internal.document;

import io.whisperschema.definition.relational.Generated;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonValue;

/** The JSON of how a column is computed. */
public final class GeneratedJson {
    private GeneratedJson() {}

    /** The computation as JSON. */
    public static Json write(Generated generated) {
        return Json.object()
                .put("expression", ExpressionJson.write(generated.expression()))
                .put("storage", generated.storage())
                .build();
    }

    /** The computation that {@link #write} wrote. */
    public static Generated read(JsonValue value) {
        return value.object(members -> new Generated(
                ExpressionJson.read(members.need("expression")),
                members.need("storage").word(Generated.Storage.class)));
    }
}
