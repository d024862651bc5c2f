package io.whisperschema.property;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.cache.RedisStore;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.report.MoveReport;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A move of entries that a seed decides.
 *
 * @param seed the seed
 * @param size how large it is, from 1 on
 */
record CacheMoving(long seed, int size) {
    private static final long LATER = 4_000_000_000_123L;
    private static final int CHANNELS = 100;
    private static final int LONG_LIST = 2000;

    static WhisperSchema host(RedisClient client, String name) {
        return WhisperSchema.of(WhisperEngine.schema()).cache(store(client, name));
    }

    static RedisStore store(RedisClient client, String name) {
        return RedisStore.over(client).named(name);
    }

    void fill(RedisCommands<String, String> source) {
        source.flushdb();
        var chance = new Chance(seed);
        for (int i = 0; i < CHANNELS * size; i++) {
            String messages = "discord_cache:messages:" + i;
            source.rpush(messages, texts(chance, 1 + chance.below(5)));
            source.pexpireat(messages, LATER + chance.below(CHANNELS));
            if (chance.toss()) {
                source.hset("discord_cache:meta:" + i, Map.of("message_count", String.valueOf(i)));
            }
        }
        source.rpush("discord_cache:messages:long", texts(chance, LONG_LIST));
    }

    private static String[] texts(Chance chance, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "text " + chance.number() + "t".repeat(150))
                .toArray(String[]::new);
    }

    MoveReport move(RedisClient source, RedisClient target, Moments moments) {
        return host(source, "old")
                .listener(moments)
                .move(store(target, "new"), MoveOptions.cautious().chunksOf(500));
    }

    MoveReport verified(RedisClient source, RedisClient target) {
        return host(source, "old").verifyMoved(store(target, "new"), MoveOptions.cautious());
    }
}
