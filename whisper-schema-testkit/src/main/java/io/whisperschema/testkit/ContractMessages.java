package io.whisperschema.testkit;

import static io.whisperschema.definition.cache.Caches.field;
import static io.whisperschema.definition.cache.Caches.keyFamily;

import io.whisperschema.cache.CacheLayout;
import io.whisperschema.cache.UniversalMessage;
import io.whisperschema.definition.cache.KeyFamily;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Layouts and messages of the {@link MessageCacheContract}. */
final class ContractMessages {
    static final Duration LIST_TIME = Duration.ofMinutes(30);
    static final Duration META_TIME = Duration.ofHours(1);
    static final Duration SESSION_TIME = Duration.ofHours(2);
    static final int LONGEST = 5;

    private static final Instant FIRST = Instant.parse("2024-02-29T23:59:58.000001Z");

    private ContractMessages() {}

    /** A channel's keys are anywhere. */
    static CacheLayout layout() {
        return layout("contract:%s:<%s>");
    }

    /** A channel's keys share a slot. */
    static CacheLayout taggedLayout() {
        return layout("contract:{<%2$s>}:%1$s");
    }

    /** Nothing expires, nothing is cut. */
    static CacheLayout lastingLayout() {
        return new CacheLayout(
                keyFamily("messages", "contract:messages:<channel_id>").list(),
                keyFamily("meta", "contract:meta:<channel_id>").hash(),
                keyFamily("session", "contract:session:<user_id>").hash(),
                keyFamily("bootstrap_lock", "contract:lock:<channel_id>").string(),
                "");
    }

    /** What is known of a channel expires, and has no fields that a message is noted in. */
    static CacheLayout layoutWithoutNotes() {
        CacheLayout usual = layout();
        KeyFamily meta = keyFamily("meta", usual.meta().pattern().text()).hash().expiringAfter(META_TIME);
        return new CacheLayout(usual.messages(), meta, usual.session(), usual.lock(), usual.prefix());
    }

    private static CacheLayout layout(String pattern) {
        return new CacheLayout(
                keyFamily("messages", pattern.formatted("messages", "channel_id"))
                        .list(field("message_id").string().required())
                        .longest(LONGEST)
                        .expiringAfter(LIST_TIME),
                hash("meta", pattern.formatted("meta", "channel_id")).expiringAfter(META_TIME),
                hash("session", pattern.formatted("session", "user_id")).expiringAfter(SESSION_TIME),
                keyFamily("bootstrap_lock", pattern.formatted("lock", "channel_id"))
                        .string()
                        .expiringAfter(Duration.ofSeconds(30)),
                "");
    }

    private static KeyFamily hash(String name, String pattern) {
        return keyFamily(name, pattern)
                .hash(
                        field("last_message_time").datetime(),
                        field("message_count").integer(),
                        field("active_users").stringSet(),
                        field("conversation_quality").floating(),
                        field("last_update").epochSeconds(),
                        field("quiet").bool(),
                        field("preferences").json(),
                        field("current_mood").string());
    }

    /** A message, each a second newer than the number before. */
    static UniversalMessage message(String channel, int number) {
        return UniversalMessage.of("m-" + number, "u-" + number % 2, "text " + number, FIRST.plusSeconds(number))
                .in(channel);
    }

    /** Messages of those numbers, in that order. */
    static List<UniversalMessage> messages(String channel, Integer... numbers) {
        return List.of(numbers).stream().map(number -> message(channel, number)).toList();
    }
}
