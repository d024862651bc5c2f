package io.whisperschema.benchmarks;

import io.whisperschema.cache.UniversalMessage;
import java.time.Instant;

/** Messages of a chat. */
final class ChatMessages {
    private ChatMessages() {}

    /** That of a number, in a channel. */
    static UniversalMessage message(int number, String channel) {
        return UniversalMessage.of(
                        "112233445566778" + number,
                        "99887766554433" + number % 50,
                        "What was it that we said yesterday about the mountains and the sea, number " + number + "?",
                        Instant.ofEpochSecond(1_700_000_000L + number, 123_000_000))
                .in(channel);
    }
}
