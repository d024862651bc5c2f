package io.whisperschema.cache;

import java.time.Instant;
import java.util.Optional;

/**
 * Which of a channel's messages are asked for; the newest of them come first.
 *
 * @param limit how many at most, 1 or more
 * @param before only those written before that moment
 * @param excluding not the one of that id
 * @param by only those of that user
 */
public record Recent(int limit, Optional<Instant> before, Optional<String> excluding, Optional<String> by) {
    public Recent {
        if (limit < 1) {
            throw new IllegalArgumentException("asks for " + limit + " messages; ask for 1 or more");
        }
    }

    /** That many at most. */
    public static Recent atMost(int limit) {
        return new Recent(limit, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Only those written before that moment. */
    public Recent before(Instant moment) {
        return new Recent(limit, Optional.of(moment), excluding, by);
    }

    /** Not the one of that id, as when it is the one that is being answered. */
    public Recent excluding(String messageId) {
        return new Recent(limit, before, Optional.of(messageId), by);
    }

    /** Only those of that user. */
    public Recent by(String userId) {
        return new Recent(limit, before, excluding, Optional.of(userId));
    }

    /** Whether nothing but the limit is asked for. */
    boolean takesAll() {
        return before.isEmpty() && excluding.isEmpty() && by.isEmpty();
    }

    /** Whether it asks for that message, as far as the limit allows. */
    boolean takes(UniversalMessage message) {
        return before.map(message.timestamp()::isBefore).orElse(true)
                && !excluding.equals(Optional.of(message.messageId()))
                && by.map(message.userId()::equals).orElse(true);
    }
}
