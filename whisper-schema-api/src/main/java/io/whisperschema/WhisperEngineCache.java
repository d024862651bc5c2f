package io.whisperschema;

import static io.whisperschema.definition.cache.Caches.field;
import static io.whisperschema.definition.cache.Caches.keyFamily;

import io.whisperschema.definition.cache.KeyFamily;
import java.time.Duration;

/** {@link WhisperEngine}'s cache keys. */
final class WhisperEngineCache {
    private WhisperEngineCache() {}

    static KeyFamily[] all() {
        return new KeyFamily[] {messages(), meta(), session(), bootstrapLock()};
    }

    private static KeyFamily messages() {
        return keyFamily("messages", "discord_cache:messages:<channel_id>")
                .list(
                        field("message_id").string().required(),
                        field("user_id").string().required(),
                        field("content").string().required(),
                        field("timestamp").datetime().required(),
                        field("channel_id").string().required(),
                        field("metadata").json(),
                        field("author_name").string().within("metadata"),
                        field("response_quality").floating().within("metadata"))
                .longest(50)
                .expiringAfter(Duration.ofMinutes(30));
    }

    private static KeyFamily meta() {
        return keyFamily("meta", "discord_cache:meta:<channel_id>")
                .hash(
                        field("last_message_time").datetime(),
                        field("message_count").integer(),
                        field("active_users").stringSet(),
                        field("conversation_quality").floating(),
                        field("last_update").epochSeconds())
                .expiringAfter(Duration.ofHours(1));
    }

    private static KeyFamily session() {
        return keyFamily("session", "discord_cache:session:<user_id>")
                .hash(
                        field("last_seen").datetime(),
                        field("current_mood").string(),
                        field("conversation_context").string(),
                        field("preferences").json())
                .expiringAfter(Duration.ofHours(2));
    }

    private static KeyFamily bootstrapLock() {
        // Installs say only that it is short. Half a minute outlives a slow start and does not outlast a dead one.
        return keyFamily("bootstrap_lock", "discord_cache:bootstrap_lock:<channel_id>")
                .string()
                .expiringAfter(Duration.ofSeconds(30));
    }
}
