package io.whisperschema.definition;

import io.whisperschema.definition.cache.CacheField;
import io.whisperschema.definition.cache.CacheFieldType;
import io.whisperschema.definition.cache.CacheModel;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.definition.cache.KeyPattern;
import io.whisperschema.definition.cache.ValueType;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonMembers;
import io.whisperschema.internal.json.JsonValue;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** The JSON of a definition's cache keys. */
final class CacheJson {
    private CacheJson() {}

    static CacheModel readModel(JsonMembers members) {
        return new CacheModel(members.list("keyFamilies", CacheJson::readFamily));
    }

    static Json write(KeyFamily family) {
        return Json.object()
                .put("name", family.name())
                .put("pattern", family.pattern().text())
                .put("valueType", family.valueType())
                .put("ttl", family.ttl(), time -> Json.of(time.toString()))
                .putNumber("longest", family.longest())
                .put("fields", family.fields(), CacheJson::write)
                .put("valueVersion", family.valueVersion())
                .build();
    }

    private static KeyFamily readFamily(JsonValue value) {
        return value.object(members -> new KeyFamily(
                members.text("name"),
                KeyPattern.of(members.text("pattern")),
                members.need("valueType").word(ValueType.class),
                members.may("ttl").map(CacheJson::readDuration),
                members.mayInteger("longest"),
                members.list("fields", CacheJson::readField),
                members.integer("valueVersion")));
    }

    private static Json write(CacheField field) {
        return Json.object()
                .put("name", field.name())
                .put("type", field.type())
                .put("presence", field.presence())
                .putText("within", field.within())
                .build();
    }

    private static CacheField readField(JsonValue value) {
        return value.object(members -> new CacheField(
                members.text("name"),
                members.need("type").word(CacheFieldType.class),
                members.need("presence").word(CacheField.Presence.class),
                members.mayText("within")));
    }

    private static Duration readDuration(JsonValue value) {
        try {
            return Duration.parse(value.text());
        } catch (DateTimeParseException e) {
            throw new UnreadableDocument(value.path(), "a duration such as PT30M is expected", e);
        }
    }
}
