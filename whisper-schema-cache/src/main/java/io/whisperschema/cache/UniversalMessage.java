package io.whisperschema.cache;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A message of a conversation, the same in every store.
 *
 * @param messageId its id, not empty
 * @param userId who wrote it, not empty
 * @param content what it says, possibly nothing
 * @param timestamp when it was written; kept to the microsecond, which is what every format holds, in the years 1 to 9999
 * @param channelId where it was written, absent where nobody said
 * @param metadata more of it: typed, nested, in order
 * @param others what a value from elsewhere held beside these, kept as it was and in order
 */
public record UniversalMessage(
        String messageId,
        String userId,
        String content,
        Instant timestamp,
        Optional<String> channelId,
        Metadata metadata,
        Map<String, String> others) {
    public UniversalMessage {
        requireNonNull(messageId);
        requireNonNull(userId);
        requireNonNull(content);
        timestamp = timestamp.truncatedTo(ChronoUnit.MICROS);
        requireNonNull(channelId);
        requireNonNull(metadata);
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /** A message of no channel, without metadata. */
    public static UniversalMessage of(String messageId, String userId, String content, Instant timestamp) {
        return new UniversalMessage(messageId, userId, content, timestamp, Optional.empty(), Metadata.EMPTY, Map.of());
    }

    /** Written in that channel. */
    public UniversalMessage in(String channel) {
        return new UniversalMessage(messageId, userId, content, timestamp, Optional.of(channel), metadata, others);
    }

    /** With that metadata. */
    public UniversalMessage with(Metadata more) {
        return new UniversalMessage(messageId, userId, content, timestamp, channelId, more, others);
    }

    /** Saying that instead. */
    public UniversalMessage saying(String words) {
        return new UniversalMessage(messageId, userId, words, timestamp, channelId, metadata, others);
    }
}
