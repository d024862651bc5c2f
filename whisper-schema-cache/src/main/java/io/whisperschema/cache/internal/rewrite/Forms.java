package io.whisperschema.cache.internal.rewrite;

import io.whisperschema.cache.MessageCodec;
import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.definition.cache.CacheField;
import io.whisperschema.definition.cache.DocumentForm;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.error.UnreadableValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The documents that entries hold, in whichever form: JSON objects, and messages behind an envelope. */
final class Forms {
    private static final Set<String> OF_MESSAGES = Set.of("message_id", "user_id", "content", "timestamp");
    private static final int FORMAT_BITS = 0xf0;
    private static final int JSON = 0x90;
    private static final int MESSAGE_PACK = 0xb0;

    private final MessageCodec flat = MessageCodec.flat();
    private final boolean areMessages;
    private final Optional<DocumentForm> wanted;
    private final Notes notes;

    /**
     * @param family whose documents they are
     * @param wanted how messages are written from then on
     */
    Forms(KeyFamily family, Optional<DocumentForm> wanted, Notes notes) {
        areMessages = family.fields().stream()
                .map(CacheField::name)
                .collect(Collectors.toSet())
                .containsAll(OF_MESSAGES);
        this.wanted = wanted;
        this.notes = notes;
    }

    /**
     * A document that is open.
     *
     * @param bytes as it was
     * @param form in which form
     * @param members its fields
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Open(byte[] bytes, DocumentForm form, JsonMembers members) {}

    /**
     * Opens a document.
     *
     * @throws UnreadableValue if it is none
     */
    Open opened(byte[] bytes) {
        DocumentForm form = form(bytes);
        if (bytes.length > MessageCodec.LONGEST) {
            throw new UnreadableValue("This is longer than " + MessageCodec.LONGEST + " bytes.");
        }
        if (form != DocumentForm.FLAT) {
            return new Open(bytes, form, members(flat.encode(flat.decode(bytes)), JsonMembers.Values.TEXTS));
        }
        return new Open(bytes, form, members(bytes, areMessages ? JsonMembers.Values.TEXTS : JsonMembers.Values.TYPED));
    }

    private static DocumentForm form(byte[] bytes) {
        return switch (bytes.length == 0 ? 0 : bytes[0] & FORMAT_BITS) {
            case JSON -> DocumentForm.JSON;
            case MESSAGE_PACK -> DocumentForm.MESSAGE_PACK;
            default -> DocumentForm.FLAT;
        };
    }

    private static JsonMembers members(byte[] json, JsonMembers.Values values) {
        return new JsonMembers(
                EntryKey.of(json).text().orElseThrow(() -> new UnreadableValue("This is no JSON object.")), values);
    }

    /** A document as bytes; the same where nothing of it changed. */
    byte[] closed(Open document, EntryKey key) {
        DocumentForm form = wanted.orElse(document.form());
        boolean isOther = form != document.form();
        if (!isOther && !document.members().isChanged()) {
            return document.bytes();
        }
        byte[] json =
                document.form() == DocumentForm.FLAT && !document.members().isChanged()
                        ? document.bytes()
                        : document.members().json().getBytes(StandardCharsets.UTF_8);
        return !isOther && form == DocumentForm.FLAT ? json : encoded(document, json, form, key);
    }

    private byte[] encoded(Open document, byte[] json, DocumentForm form, EntryKey key) {
        try {
            return codec(form).encode(flat.decode(json));
        } catch (UnreadableValue | IllegalArgumentException none) {
            if (document.form() == DocumentForm.FLAT) {
                if (areMessages) {
                    notes.stays(
                            key,
                            "messages, to be written as " + form.text(),
                            "JSON that holds none",
                            "It stays JSON. Look who writes it.");
                }
                return json;
            }
            notes.stays(
                    key,
                    "messages behind all edits",
                    "messages that would be none any more",
                    "They stay as they are. Look what the edits do to their parts.");
            return document.bytes();
        }
    }

    private static MessageCodec codec(DocumentForm form) {
        return switch (form) {
            case FLAT -> MessageCodec.flat();
            case JSON -> MessageCodec.json();
            case MESSAGE_PACK -> MessageCodec.messagePack();
        };
    }
}
