package io.whisperschema.examples;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.cache.CacheLayout;
import io.whisperschema.cache.MemoryCache;
import io.whisperschema.cache.MemoryStore;
import io.whisperschema.cache.MessageCache;
import io.whisperschema.cache.Recalled;
import io.whisperschema.cache.Recent;
import io.whisperschema.cache.RedisCache;
import io.whisperschema.cache.RedisCacheOptions;
import io.whisperschema.cache.RedisStore;
import io.whisperschema.cache.UniversalMessage;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.report.MoveReport;
import java.nio.file.Path;

/** What was said lately: in memory on a desktop, on Redis on a server. */
final class ChatLoop {
    private static final CacheLayout LAYOUT =
            CacheLayout.of(WhisperEngine.schema().cache());

    private ChatLoop() {}

    /** Warm again after a restart: it reads that file now, and writes it when it is closed. */
    static MemoryCache onDesktop(Path file) {
        return MemoryCache.open(LAYOUT, file);
    }

    static MessageCache onServer(RedisClient client, RedisURI address) {
        return RedisCache.over(
                client, address, LAYOUT, RedisCacheOptions.usual().goingOnWithout());
    }

    /** The same on both: what was said before is the context of the answer. */
    static Recalled hear(MessageCache cache, UniversalMessage message) {
        cache.add(message);
        String channel = message.channelId().orElseThrow();
        return cache.recent(channel, Recent.atMost(10).excluding(message.messageId()));
    }

    /** At the upgrade: the server begins with what the desktop knows, and each entry lives as long as it would have. */
    static MoveReport upgrade(MemoryCache desktop, RedisClient client, RedisURI address) {
        return WhisperSchema.of(WhisperEngine.schema())
                .cache(MemoryStore.over(desktop))
                .move(RedisStore.over(client, address), MoveOptions.cautious());
    }
}
