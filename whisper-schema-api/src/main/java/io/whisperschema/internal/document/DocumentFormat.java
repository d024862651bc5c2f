package io.whisperschema.internal.document;

import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonMembers;
import io.whisperschema.internal.json.JsonObject;
import io.whisperschema.internal.json.JsonValue;
import java.util.function.Function;

/**
 * The name and version with which a document begins.
 *
 * @param name for example {@code whisper-schema/definition}
 * @param version the only version this release writes and reads
 */
public record DocumentFormat(String name, int version) {
    /** A document of this format without a body yet. */
    public JsonObject begin() {
        return Json.object().put("format", name).put("version", version);
    }

    /** What a function reads from a document of this format; another format or version is refused. */
    public <T> T read(String text, Function<JsonMembers, T> body) {
        return JsonValue.root(Json.parse(text)).object(members -> {
            isThisFormat(members);
            return body.apply(members);
        });
    }

    private void isThisFormat(JsonMembers members) {
        JsonValue format = members.need("format");
        if (!format.text().equals(name)) {
            throw format.refused("this is a document of format '" + format.text() + "', not of " + name);
        }
        JsonValue found = members.need("version");
        if (found.integer() != version) {
            throw new UnreadableDocument(
                    found.path(),
                    "this release reads version " + version + " of " + name + ", the document is of version "
                            + found.integer() + "; read it with the release that wrote it or a later one");
        }
    }
}
