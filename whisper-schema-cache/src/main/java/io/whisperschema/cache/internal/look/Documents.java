package io.whisperschema.cache.internal.look;

import io.whisperschema.cache.FlatMessage;
import io.whisperschema.cache.MessageCodec;
import io.whisperschema.cache.MetadataValue;
import io.whisperschema.cache.UniversalMessage;
import io.whisperschema.definition.cache.CacheField;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.definition.cache.ValueType;
import io.whisperschema.error.UnreadableValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The fields of a family's values as texts: of messages in any of their formats, of hashes, of JSON. */
final class Documents {
    private static final Set<String> OF_MESSAGES = Set.of("message_id", "user_id", "content", "timestamp");

    private final KeyFamily family;
    private final boolean isOfMessages;
    private final MessageCodec codec = MessageCodec.messagePack();

    Documents(KeyFamily family) {
        this.family = family;
        Set<String> names = family.fields().stream().map(CacheField::name).collect(Collectors.toSet());
        isOfMessages = family.valueType() == ValueType.LIST && names.containsAll(OF_MESSAGES);
    }

    /**
     * The fields of a value, those that travel within others too.
     *
     * @throws UnreadableValue if it has none
     */
    Map<String, String> fields(byte[] value) {
        if (isOfMessages) {
            return fields(codec.decode(value));
        }
        if (!(MetadataValue.ofJson(text(value)) instanceof MetadataValue.Members members)) {
            throw new UnreadableValue("This is no JSON object.");
        }
        return within(texts(members.values()));
    }

    private Map<String, String> fields(UniversalMessage message) {
        var fields = new LinkedHashMap<>(FlatMessage.of(message));
        fields.putAll(texts(message.metadata().values()));
        return fields;
    }

    /** The fields of a hash. */
    Map<String, String> fields(List<byte[]> elements) {
        var fields = new LinkedHashMap<String, String>();
        for (int i = 0; i < elements.size(); i += 2) {
            fields.put(text(elements.get(i)), text(elements.get(i + 1)));
        }
        return within(fields);
    }

    private static Map<String, String> texts(Map<String, MetadataValue> values) {
        var texts = new LinkedHashMap<String, String>();
        values.forEach((name, value) ->
                texts.put(name, value instanceof MetadataValue.Text text ? text.value() : value.json()));
        return texts;
    }

    private Map<String, String> within(Map<String, String> fields) {
        var all = new LinkedHashMap<>(fields);
        for (CacheField field : family.fields()) {
            field.within().map(fields::get).ifPresent(json -> {
                if (MetadataValue.ofJson(json) instanceof MetadataValue.Members members) {
                    all.putAll(texts(members.values()));
                }
            });
        }
        return all;
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException none) {
            throw new UnreadableValue("This is no Unicode text.", none);
        }
    }
}
