package io.whisperschema.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.whisperschema.cache.CacheLayout;
import io.whisperschema.cache.MessageCodec;
import io.whisperschema.cache.UniversalMessage;
import io.whisperschema.definition.cache.KeyFamily;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** WhisperEngine's cache in memory as one writes it by hand: Caffeine with immutable lists of messages as bytes. */
final class PlainLists {
    private static final String MESSAGE_COUNT = "message_count";
    private static final int CHARGE = 100;

    private final CacheLayout layout;
    private final MessageCodec codec = MessageCodec.messagePack();
    private final int longest;
    private final Cache<String, List<byte[]>> lists;
    private final Cache<String, Map<String, String>> metas;

    PlainLists(CacheLayout layout, long maximumBytes) {
        this.layout = layout;
        this.longest = layout.messages().longest().orElseThrow();
        this.lists = living(layout.messages())
                .maximumWeight(maximumBytes)
                .weigher((String key, List<byte[]> list) -> key.length() + weight(list))
                .build();
        this.metas = living(layout.meta())
                .maximumWeight(maximumBytes)
                .weigher((String key, Map<String, String> meta) -> key.length() + meta.size() * CHARGE)
                .build();
    }

    private static Caffeine<Object, Object> living(KeyFamily family) {
        return Caffeine.newBuilder()
                .executor(Runnable::run)
                .expireAfterWrite(family.ttl().orElseThrow());
    }

    private static int weight(List<byte[]> list) {
        int weight = 0;
        for (byte[] entry : list) {
            weight += entry.length + CHARGE;
        }
        return weight;
    }

    void add(UniversalMessage message) {
        String channel = message.channelId().orElseThrow();
        lists.asMap().merge(layout.messagesKey(channel), List.of(codec.encode(message)), this::pushed);
        metas.asMap()
                .compute(layout.metaKey(channel), (key, before) -> noted(before == null ? Map.of() : before, message));
    }

    private List<byte[]> pushed(List<byte[]> before, List<byte[]> entry) {
        List<byte[]> after = new ArrayList<>(before.size() + 1);
        after.addAll(entry);
        after.addAll(before.subList(0, Math.min(before.size(), longest - 1)));
        return Collections.unmodifiableList(after);
    }

    private static Map<String, String> noted(Map<String, String> before, UniversalMessage message) {
        long count = Long.parseLong(before.getOrDefault(MESSAGE_COUNT, "0"));
        return Map.of(
                "last_message_time",
                message.timestamp().toString(),
                "last_update",
                Double.toString(Instant.now().toEpochMilli() / 1e3),
                MESSAGE_COUNT,
                Long.toString(count + 1));
    }
}
