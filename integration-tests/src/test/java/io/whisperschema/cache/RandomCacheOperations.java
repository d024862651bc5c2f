package io.whisperschema.cache;

import static io.whisperschema.definition.cache.Caches.field;
import static io.whisperschema.definition.cache.Caches.keyFamily;

import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.property.Chance;
import io.whisperschema.testkit.SpoilingCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Layouts and operations that a seed decides, whatever came of those before. All times are multiples of a grain, so that
 * where time also goes on by itself no deadline is near.
 */
final class RandomCacheOperations {
    private static final int EACH_SIZE = 60;
    private static final Instant FIRST = Instant.parse("2024-02-29T23:59:50Z");
    private static final List<String> CHANNELS = List.of("a", "b", "x:{y}*%\n漢", "a", "b", "");
    private static final List<String> USERS = List.of("u", "u:v", "");
    private static final List<String> FIELDS = List.of(
            "message_count",
            "last_message_time",
            "last_update",
            "active_users",
            "conversation_quality",
            "quiet",
            "preferences",
            "current_mood",
            "unknown");

    private final Chance chance;
    private final Duration grain;

    RandomCacheOperations(long seed, Duration grain) {
        this.chance = new Chance(seed);
        this.grain = grain;
    }

    CacheLayout layout() {
        String tag = chance.toss() ? "{<%s>}" : "<%s>";
        String channel = tag.formatted("channel_id");
        return new CacheLayout(
                list("c:messages:" + channel),
                expiring(hash("meta", "c:meta:" + channel)),
                expiring(hash("session", "c:session:" + tag.formatted("user_id"))),
                keyFamily("bootstrap_lock", "c:lock:" + channel).string(),
                chance.any(List.of("", "", "host-1:", "*?[a]")));
    }

    private KeyFamily list(String pattern) {
        KeyFamily list = expiring(keyFamily("messages", pattern).list());
        return chance.oneIn(4) ? list : list.longest(chance.between(1, 6));
    }

    private KeyFamily hash(String name, String pattern) {
        return chance.oneIn(5)
                ? keyFamily(name, pattern).hash()
                : keyFamily(name, pattern)
                        .hash(
                                field("message_count").integer(),
                                field("last_message_time").datetime(),
                                field("last_update").epochSeconds(),
                                field("active_users").stringSet(),
                                field("conversation_quality").floating(),
                                field("quiet").bool(),
                                field("preferences").json(),
                                field("current_mood").string());
    }

    private KeyFamily expiring(KeyFamily family) {
        return chance.oneIn(5) ? family : family.expiringAfter(time(12));
    }

    private Duration time(int most) {
        return grain.multipliedBy(chance.between(1, most));
    }

    List<CacheOperation> some(int size) {
        return chance.some(EACH_SIZE, EACH_SIZE * size, this::any);
    }

    private CacheOperation any() {
        return switch (chance.below(34)) {
            case 0, 1, 2, 3, 4 -> CacheOperation.add(message());
            case 5, 6 -> CacheOperation.addAll(chance.some(0, 5, this::message));
            case 7, 8, 9, 10 -> CacheOperation.recent(channel(), wanted());
            case 11, 12 -> CacheOperation.update(message());
            case 13, 14 -> CacheOperation.remove(channel(), id());
            case 15 -> CacheOperation.clear(channel());
            case 16 -> CacheOperation.channels();
            case 17 -> CacheOperation.meta(channel());
            case 18 -> CacheOperation.putMeta(channel(), values());
            case 19 -> CacheOperation.session(user());
            case 20 -> CacheOperation.putSession(user(), values());
            case 21 -> chance.oneIn(3) ? CacheOperation.endSession(user()) : CacheOperation.sessionExpiry(user());
            case 22, 23 -> CacheOperation.lock(channel(), chance.oneIn(12) ? Duration.ZERO : time(4));
            case 24 -> CacheOperation.extend(chance.below(6));
            case 25 -> CacheOperation.release(chance.below(6));
            case 26, 27, 28, 29 -> CacheOperation.expiries(channel());
            case 30 -> CacheOperation.stats();
            default -> CacheOperation.pass(time(5));
        };
    }

    private String channel() {
        return chance.any(CHANNELS);
    }

    private String user() {
        return chance.any(USERS);
    }

    private String id() {
        return "m-" + chance.below(8);
    }

    private UniversalMessage message() {
        String words = chance.oneIn(8) ? SpoilingCodec.UNREADABLE : "words " + chance.below(100);
        UniversalMessage message = UniversalMessage.of(id(), "u-" + chance.below(2), words, moment());
        String channel = channel();
        return channel.isEmpty() ? message : message.in(channel);
    }

    private Instant moment() {
        return FIRST.plusSeconds(chance.below(10)).plusNanos(1000L * chance.below(2));
    }

    private Recent wanted() {
        return new Recent(
                chance.between(1, 7),
                chance.oneIn(3, this::moment),
                chance.oneIn(3, this::id),
                chance.oneIn(4, () -> "u-" + chance.below(2)));
    }

    private FieldValues values() {
        FieldValues values = FieldValues.EMPTY;
        for (String field : chance.of(FIELDS, 0, 3)) {
            values = chance.oneIn(10) ? values.with(field, "some text") : fitting(values, field);
        }
        return values;
    }

    private FieldValues fitting(FieldValues values, String field) {
        return switch (field) {
            case "message_count" -> values.with(field, chance.oneIn(5) ? Long.MAX_VALUE : chance.below(100));
            case "last_message_time", "last_update" -> values.with(field, moment());
            case "active_users" -> values.with(field, Set.copyOf(chance.of(List.of("u", "v", "\"w"), 0, 3)));
            case "conversation_quality" -> values.with(field, chance.any(List.of(0.1, -0.0, 1e300, Double.NaN)));
            case "quiet" -> values.with(field, chance.toss());
            case "preferences" -> values.with(field, json());
            default -> values.with(field, "text " + chance.below(10));
        };
    }

    private MetadataValue json() {
        return chance.any(List.of(
                MetadataValue.of(1),
                MetadataValue.of(1.0),
                new MetadataValue.Members(Map.of("x", MetadataValue.items(MetadataValue.of("ü"))))));
    }
}
