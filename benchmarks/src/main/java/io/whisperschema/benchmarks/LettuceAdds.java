package io.whisperschema.benchmarks;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.whisperschema.cache.CacheLayout;
import io.whisperschema.cache.MessageCodec;
import io.whisperschema.cache.UniversalMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The commands that add a message to WhisperEngine's cache, as one writes them by hand. */
final class LettuceAdds {
    private static final byte[] LAST_MESSAGE_TIME = bytes("last_message_time");
    private static final byte[] LAST_UPDATE = bytes("last_update");
    private static final byte[] MESSAGE_COUNT = bytes("message_count");

    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final CacheLayout layout;
    private final MessageCodec codec = MessageCodec.messagePack();
    private final int longest;
    private final Duration listLife;
    private final Duration metaLife;

    LettuceAdds(StatefulRedisConnection<byte[], byte[]> connection, CacheLayout layout) {
        this.connection = connection;
        this.layout = layout;
        this.longest = layout.messages().longest().orElseThrow();
        this.listLife = layout.messages().ttl().orElseThrow();
        this.metaLife = layout.meta().ttl().orElseThrow();
        connection.setAutoFlushCommands(false);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    void flush() {
        connection.flushCommands();
    }

    void flushingEach() {
        connection.setAutoFlushCommands(true);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What EXEC answers is what all of them answer.
    CompletionStage<?> pipelined(UniversalMessage message) {
        byte[] list = list(message);
        byte[] meta = meta(message);
        RedisAsyncCommands<byte[], byte[]> redis = connection.async();
        redis.multi();
        redis.lpush(list, codec.encode(message));
        redis.ltrim(list, 0, longest - 1);
        redis.pexpire(list, listLife);
        redis.hset(meta, noted(message));
        redis.hincrby(meta, MESSAGE_COUNT, 1);
        redis.pexpire(meta, metaLife);
        return redis.exec();
    }

    void sequential(UniversalMessage message) {
        byte[] list = list(message);
        byte[] meta = meta(message);
        RedisCommands<byte[], byte[]> redis = connection.sync();
        redis.multi();
        redis.lpush(list, codec.encode(message));
        redis.ltrim(list, 0, longest - 1);
        redis.pexpire(list, listLife);
        redis.hset(meta, noted(message));
        redis.hincrby(meta, MESSAGE_COUNT, 1);
        redis.pexpire(meta, metaLife);
        redis.exec();
    }

    private byte[] list(UniversalMessage message) {
        return bytes(layout.messagesKey(message.channelId().orElseThrow()));
    }

    private byte[] meta(UniversalMessage message) {
        return bytes(layout.metaKey(message.channelId().orElseThrow()));
    }

    @SuppressWarnings("ArrayAsKeyOfSetOrMap") // The client asks for it, and looks up nothing.
    private static Map<byte[], byte[]> noted(UniversalMessage message) {
        Map<byte[], byte[]> noted = new LinkedHashMap<>();
        noted.put(LAST_MESSAGE_TIME, bytes(message.timestamp().toString()));
        noted.put(LAST_UPDATE, bytes(Double.toString(Instant.now().toEpochMilli() / 1e3)));
        return noted;
    }
}
