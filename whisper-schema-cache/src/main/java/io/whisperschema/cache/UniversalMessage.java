package io.whisperschema.cache;

import static java.util.Objects.requireNonNull;

import io.whisperschema.cache.internal.codec.OrderedMap;
import io.whisperschema.cache.internal.codec.Unicode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * A message of a conversation, the same in every store. All its texts are whole Unicode: no half of a surrogate pair. Two are
 * equal that say the same; the order of what they hold by name does not count, though it is kept.
 *
 * @param messageId its id, not blank
 * @param userId who wrote it, not blank
 * @param content what it says, possibly nothing
 * @param timestamp when it was written, in the years 1 to 9999; cut to the microsecond, which is what every format holds
 * @param channelId where it was written, not blank; absent where nobody said
 * @param metadata more of it: typed, nested, in order
 * @param others what a value from elsewhere held beside these, kept as it was and in order; none of it has the name of a part of
 *     the flat form ({@link FlatMessage}), and {@code author_name} and {@code response_quality} are there only beside those of
 *     the metadata
 */
public record UniversalMessage(
        String messageId,
        String userId,
        String content,
        Instant timestamp,
        Optional<String> channelId,
        Metadata metadata,
        Map<String, String> others) {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    public UniversalMessage {
        id(messageId);
        named(userId, "the user of a message");
        Unicode.whole(content, "what a message says");
        timestamp = inRange(timestamp);
        if (channelId.isPresent()) {
            named(channelId.get(), "the channel of a message");
        }
        requireNonNull(metadata);
        others = OrderedMap.copyOf(others);
        if (!others.isEmpty()) {
            checkOthers(others, metadata);
        }
    }

    private static String named(String id, String what) {
        if (Unicode.whole(id, what).isBlank()) {
            throw new IllegalArgumentException(what + " is blank");
        }
        return id;
    }

    /** The id, if a message can have it. */
    static String id(String messageId) {
        return named(messageId, "the id of a message");
    }

    private static Instant inRange(Instant timestamp) {
        if (timestamp.isBefore(FIRST) || !timestamp.isBefore(END)) {
            throw new IllegalArgumentException("a message was written in the years 1 to 9999");
        }
        return timestamp.truncatedTo(ChronoUnit.MICROS);
    }

    private static void checkOthers(Map<String, String> others, Metadata metadata) {
        others.forEach((name, value) -> {
            Unicode.whole(name, "a name of what a message held beside its parts");
            Unicode.whole(value, "what a message held beside its parts");
            if (FlatMessage.PARTS.contains(name)) {
                throw new IllegalArgumentException("a message has its " + name + " as a part, not beside them");
            }
            if (FlatMessage.OF_METADATA.contains(name) && !metadata.values().containsKey(name)) {
                throw new IllegalArgumentException("a message has its " + name + " in its metadata, not beside it");
            }
        });
    }

    /** The channel that a cache keeps it under. */
    String channel() {
        return channelId.orElseThrow(() -> new IllegalArgumentException(
                "message " + messageId + " names no channel. Say where it was written: message.in(…)."));
    }

    /** A message of no channel, without metadata. */
    public static UniversalMessage of(String messageId, String userId, String content, Instant timestamp) {
        return new UniversalMessage(
                messageId, userId, content, timestamp, Optional.empty(), Metadata.EMPTY, OrderedMap.empty());
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
