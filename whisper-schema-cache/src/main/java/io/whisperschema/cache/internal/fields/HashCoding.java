package io.whisperschema.cache.internal.fields;

import io.whisperschema.cache.FieldValues;
import io.whisperschema.cache.UniversalMessage;
import io.whisperschema.definition.cache.CacheField;
import io.whisperschema.definition.cache.CacheFieldType;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.error.UnreadableValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a key family's hashes as texts, and back. Thread-safe. */
public final class HashCoding {
    private static final String LAST_MESSAGE_TIME = "last_message_time";
    private static final String LAST_UPDATE = "last_update";
    private static final String MESSAGE_COUNT = "message_count";

    private final String family;
    private final Map<String, CacheFieldType> types = new LinkedHashMap<>();

    /** Those of that family. */
    public HashCoding(KeyFamily family) {
        this.family = family.name();
        for (CacheField field : family.fields()) {
            if (field.within().isEmpty()) {
                types.put(field.name(), field.type());
            }
        }
    }

    /** The type of a field; a field that the family does not know is text. */
    public CacheFieldType type(String field) {
        return types.getOrDefault(field, CacheFieldType.STRING);
    }

    /**
     * The texts of values, in their order.
     *
     * @throws IllegalArgumentException if one is not of its field's type
     */
    public Map<String, String> texts(FieldValues values) {
        var texts = new LinkedHashMap<String, String>();
        values.values().forEach((field, value) -> texts.put(field, text(field, value)));
        return texts;
    }

    /** The values of fields that a cache holds as bytes; those that are not of their field's type are passed over and told. */
    public FieldValues values(Iterable<? extends Map.Entry<byte[], byte[]>> fields) {
        var values = new LinkedHashMap<String, Object>();
        var unreadable = new ArrayList<String>();
        for (Map.Entry<byte[], byte[]> each : fields) {
            read(each.getKey(), each.getValue(), values, unreadable);
        }
        return new FieldValues(values, unreadable);
    }

    private void read(byte[] name, byte[] value, Map<String, Object> values, List<String> unreadable) {
        Optional<String> field = text(name);
        if (field.isEmpty()) {
            unreadable.add("a field of " + family + ": its name is no Unicode text");
            return;
        }
        CacheFieldType type = type(field.get());
        try {
            values.put(field.get(), FieldText.read(type, text(value).orElseThrow(HashCoding::noText)));
        } catch (UnreadableValue e) {
            unreadable.add("field " + field.get() + " of " + family + ", " + type.text() + ": " + e.getMessage());
        }
    }

    private static UnreadableValue noText() {
        return new UnreadableValue("this is no Unicode text");
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /**
     * What a hash of a channel says of the newest message that was added, as far as the family has these fields: its
     * {@code last_message_time}, and as {@code last_update} when that was.
     */
    public Map<String, String> noted(UniversalMessage newest, Instant now) {
        var noted = new LinkedHashMap<String, String>();
        note(noted, LAST_MESSAGE_TIME, newest.timestamp());
        note(noted, LAST_UPDATE, now);
        return noted;
    }

    /** The field that counts the messages that were added, {@code message_count}, if the family has it as an integer. */
    public Optional<String> counter() {
        return types.get(MESSAGE_COUNT) == CacheFieldType.INTEGER ? Optional.of(MESSAGE_COUNT) : Optional.empty();
    }

    private void note(Map<String, String> noted, String field, Instant moment) {
        CacheFieldType type = types.get(field);
        if (type == CacheFieldType.DATETIME || type == CacheFieldType.EPOCH_SECONDS) {
            noted.put(field, FieldText.write(type, moment));
        }
    }

    private String text(String field, Object value) {
        try {
            return FieldText.write(type(field), value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("field " + field + " of " + family + ": " + e.getMessage(), e);
        }
    }
}
