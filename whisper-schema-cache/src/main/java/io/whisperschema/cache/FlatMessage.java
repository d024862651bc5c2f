package io.whisperschema.cache;

import io.whisperschema.cache.internal.codec.FlatForm;
import io.whisperschema.error.UnreadableValue;
import java.util.List;
import java.util.Map;

/**
 * A message as a flat dictionary of texts, which Python applications keep: {@code message_id}, {@code user_id}, {@code content},
 * {@code timestamp} as ISO-8601, {@code channel_id}, {@code metadata} as JSON text.
 *
 * <p>It is written as Python 3.8 reads it: the timestamp with offset {@code +00:00} and with six digits of a fraction or none;
 * the channel is left out where nobody named one; the metadata is always there; what the message held beside these follows.
 *
 * <p>It is read as follows. A timestamp may have a space for its {@code T}, no seconds, up to nine digits of a fraction (cut to
 * the microsecond), {@code Z} or an offset of hours, minutes and seconds; without either it is UTC. Content that is not there is
 * empty; so is metadata that is not there, blank, or null. A channel that is blank is none. An author_name or response_quality
 * beside the metadata goes into it, the latter as a number where it is one; where the metadata has it already, it stays beside,
 * as all other names do. In JSON a number or a truth may stand for a text, metadata for its text, and what stays beside and is no
 * text is kept as its JSON text.
 */
public final class FlatMessage {
    static final List<String> PARTS = FlatForm.PARTS;
    static final List<String> OF_METADATA = FlatForm.OF_METADATA;

    private FlatMessage() {}

    /** The dictionary of a message, in order. */
    public static Map<String, String> of(UniversalMessage message) {
        return FlatForm.dictionary(message);
    }

    /**
     * The message of a dictionary.
     *
     * @throws UnreadableValue if it holds none
     */
    public static UniversalMessage read(Map<String, String> dictionary) {
        return FlatForm.read(dictionary);
    }
}
