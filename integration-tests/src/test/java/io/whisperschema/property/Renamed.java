package io.whisperschema.property;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.internal.json.Json;

/** A definition in which a table or a column has another name, also in words of a dialect. */
final class Renamed {
    private Renamed() {}

    /** Names hold a mark that stands nowhere else, so they can be replaced in the text of the whole. */
    static SchemaDefinition in(SchemaDefinition definition, String before, String after) {
        String quoted = inJson(RandomColumns.quoted(before));
        String json = definition.toJson().replace(quoted, inJson(RandomColumns.quoted(after)));
        return SchemaDefinition.fromJson(json.replace("\"" + inJson(before) + "\"", "\"" + inJson(after) + "\""));
    }

    /** As it stands within a text. */
    private static String inJson(String text) {
        String written = Json.of(text).compact();
        return written.substring(1, written.length() - 1);
    }
}
