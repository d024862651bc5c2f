package io.whisperschema.internal.move;

import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonObject;
import io.whisperschema.internal.json.JsonValue;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Passage;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Values as a store returned them, in JSON: an object whose one member is the value's kind. {@code text} is text,
 * {@code text_bytes} such that is not UTF-8, in Base64 as {@code blob}; {@code real} a text, so
 * that it can be {@code Infinity}; what only PostgreSQL returns is a number as an item holds it, a text, or Base64.
 */
final class RawJson {
    private static final String TEXT_BYTES = "text_bytes";

    private RawJson() {}

    /** What an item held in a field before it was settled. */
    static Json of(Originals originals, Item item, int field) {
        return of(
                originals.tag(field),
                originals.number(field),
                item.arena(),
                originals.offset(field),
                originals.length(field));
    }

    /** What it held in those fields, by their names in the source. */
    static Json of(Passage passage, List<Integer> fields, Originals originals, Item item) {
        JsonObject values = Json.object();
        for (int field : fields) {
            values.put(passage.fields().get(field).source(), of(originals, item, field));
        }
        return values.build();
    }

    private static Json of(Tag tag, long number, byte[] bytes, int from, int length) {
        return switch (tag) {
            case NULL -> Json.object().put("null", true).build();
            case RAW_INTEGER, INTEGER -> Json.object().put("integer", number).build();
            case RAW_REAL, REAL ->
                Json.object().put("real", real(Double.longBitsToDouble(number))).build();
            case RAW_TEXT -> text(bytes, from, length);
            case RAW_BLOB ->
                Json.object().put("blob", base64(bytes, from, length)).build();
            case TEXT, JSONB, OPAQUE ->
                Json.object()
                        .put(settledWord(tag), new String(bytes, from, length, StandardCharsets.UTF_8))
                        .build();
            default ->
                tag.hasBytes()
                        ? Json.object()
                                .put(settledWord(tag), base64(bytes, from, length))
                                .build()
                        : Json.object().put(settledWord(tag), number).build();
        };
    }

    private static String settledWord(Tag tag) {
        return "settled_" + tag.name().toLowerCase(Locale.ROOT);
    }

    private static String real(double value) {
        return Double.isFinite(value) ? Numerals.shortest(value).toString() : Double.toString(value);
    }

    private static Json text(byte[] bytes, int from, int length) {
        return Utf8.scan(bytes, from, length) == Utf8.Look.INVALID
                ? Json.object().put(TEXT_BYTES, base64(bytes, from, length)).build()
                : Json.object()
                        .put("text", new String(bytes, from, length, StandardCharsets.UTF_8))
                        .build();
    }

    private static String base64(byte[] bytes, int from, int length) {
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, from, from + length));
    }

    /**
     * Puts a value that {@link #of} wrote, or somebody by hand.
     *
     * @throws io.whisperschema.error.UnreadableDocument if it is none
     */
    static void put(JsonValue value, Item item, int field) {
        if (!(value.json() instanceof Json.Members object) || object.members().size() != 1) {
            throw value.refused("an object of one member is expected, whose name is the kind of value");
        }
        Map.Entry<String, Json> member = object.members().entrySet().iterator().next();
        put(member.getKey(), new JsonValue(value.path() + "." + member.getKey(), member.getValue()), item, field);
    }

    private static void put(String kind, JsonValue value, Item item, int field) {
        switch (kind) {
            case "null" -> item.putNull(field);
            case "integer" -> item.putInteger(field, value.whole());
            case "real" -> item.putReal(field, real(value));
            case "text" -> Values.putText(item, field, value.text());
            case TEXT_BYTES -> putBytes(item, field, Tag.RAW_TEXT, bytes(value));
            case "blob" -> putBytes(item, field, Tag.RAW_BLOB, bytes(value));
            default -> putSettled(kind, value, item, field);
        }
    }

    private static void putSettled(String kind, JsonValue value, Item item, int field) {
        for (Tag tag : Tag.values()) {
            if (settledWord(tag).equals(kind)) {
                putSettled(tag, value, item, field);
                return;
            }
        }
        throw value.refused("this release does not know that kind of value");
    }

    private static void putSettled(Tag tag, JsonValue value, Item item, int field) {
        switch (tag) {
            case TEXT, JSONB, OPAQUE -> {
                byte[] text = value.text().getBytes(StandardCharsets.UTF_8);
                putBytes(item, field, tag, text);
            }
            case TOO_LARGE -> throw value.refused("a value that was too large to be read is not in the file");
            default -> {
                if (tag.hasBytes()) {
                    putBytes(item, field, tag, bytes(value));
                } else {
                    item.putTyped(field, tag, value.whole());
                }
            }
        }
    }

    private static double real(JsonValue value) {
        String text = value.text();
        return switch (text) {
            case "Infinity", "-Infinity", "NaN" -> Double.parseDouble(text);
            default ->
                Numerals.decimal(text)
                        .map(BigDecimal::doubleValue)
                        .orElseThrow(() -> value.refused("a number, Infinity, -Infinity or NaN is expected"));
        };
    }

    private static byte[] bytes(JsonValue value) {
        try {
            return Base64.getDecoder().decode(value.text());
        } catch (IllegalArgumentException e) {
            throw value.refused("Base64 is expected");
        }
    }

    private static void putBytes(Item item, int field, Tag tag, byte[] bytes) {
        item.putTyped(field, tag, bytes, 0, bytes.length);
    }
}
