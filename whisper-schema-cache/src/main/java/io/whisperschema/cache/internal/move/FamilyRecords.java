package io.whisperschema.cache.internal.move;

import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.definition.cache.KeyPattern;
import io.whisperschema.definition.cache.ValueType;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a cache has on record of its key families, under one key of ours that does not expire: of each its pattern, the type and the
 * version of its values, which is what makes values unreadable when it changes. How long entries live and which fields they have
 * may change at any time. A cache that was flushed has nothing on record, as one that a host fills who knows no records; then
 * a start writes it anew.
 *
 * @param entries the cache
 */
public record FamilyRecords(Entries entries) {
    private static final EntryKey KEY = EntryKey.of(EntryKey.OURS + "families");
    private static final String FORMAT = "whisper-schema/cache-family";
    private static final int VERSION = 1;

    /** As much of a family as is kept on record. */
    public static KeyFamily recorded(KeyFamily family) {
        return new KeyFamily(
                family.name(),
                family.pattern(),
                family.valueType(),
                Optional.empty(),
                OptionalInt.empty(),
                List.of(),
                family.valueVersion());
    }

    /** The families on record. */
    public List<KeyFamily> all() {
        return entries.remembered(KEY).entrySet().stream()
                .map(each -> read(each.getKey(), each.getValue()))
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    private static KeyFamily read(String name, String text) {
        return JsonValue.root(Json.parse(text)).object(members -> {
            String format = members.text("format");
            int version = members.integer("version");
            if (!format.equals(FORMAT) || version != VERSION) {
                throw new UnreadableDocument(
                        "$", "a later release has put key family " + name + " on record: " + format + " " + version);
            }
            return recorded(new KeyFamily(
                    name,
                    KeyPattern.of(members.text("pattern")),
                    members.need("valueType").word(ValueType.class),
                    Optional.empty(),
                    OptionalInt.empty(),
                    List.of(),
                    members.integer("valueVersion")));
        });
    }

    /** Puts families on record, each in the place of what is there of its name. */
    public void put(List<KeyFamily> families) {
        Map<String, String> fields = new LinkedHashMap<>();
        families.forEach(family -> fields.put(family.name(), text(family)));
        if (!fields.isEmpty() && !entries.rememberFirst(KEY, fields)) {
            entries.remember(KEY, fields);
        }
    }

    private static String text(KeyFamily family) {
        return Json.object()
                .put("format", FORMAT)
                .put("version", VERSION)
                .put("pattern", family.pattern().text())
                .put("valueType", family.valueType())
                .put("valueVersion", family.valueVersion())
                .build()
                .compact();
    }

    /** Takes a family off the record. */
    public void drop(String name) {
        entries.forget(KEY, name);
    }
}
