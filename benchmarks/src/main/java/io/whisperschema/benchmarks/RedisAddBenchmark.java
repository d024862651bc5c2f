package io.whisperschema.benchmarks;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.whisperschema.WhisperEngine;
import io.whisperschema.benchmarks.Rates.Side;
import io.whisperschema.cache.AsyncMessageCache;
import io.whisperschema.cache.CacheLayout;
import io.whisperschema.cache.RedisCache;
import io.whisperschema.cache.RedisCacheOptions;
import io.whisperschema.cache.UniversalMessage;
import io.whisperschema.testkit.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Messages added to a cache on Redis. */
final class RedisAddBenchmark implements Benchmark {
    private static final String CASE = "redis-add";
    private static final int CHANNELS = 100;
    private static final int ON_THEIR_WAY = 128;
    private static final int PIPELINED = 50_000;
    private static final int WAITING = 5_000;

    private final List<UniversalMessage> messages = IntStream.range(0, PIPELINED)
            .mapToObj(number -> ChatMessages.message(number, "channel-" + number % CHANNELS))
            .toList();

    @Override
    public String name() {
        return CASE;
    }

    @Override
    public String description() {
        return """
                redis-add: messages added to a cache on Redis in a second, %d on their way at a time, against the same commands sent by \
                Lettuce and flushed together (lettuce-pipelined), and one after the other (lettuce-sequential).
                redis-add-waiting: each waited for before the next, against lettuce-sequential.""".formatted(ON_THEIR_WAY);
    }

    @Override
    public void run() {
        CacheLayout layout = CacheLayout.of(WhisperEngine.schema().cache());
        try (RedisServer server = RedisServer.start()) {
            RedisURI address = RedisURI.create(server.uri());
            RedisClient client = RedisClient.create();
            try (RedisCache cache = RedisCache.over(
                            client, address, layout, RedisCacheOptions.usual().timeout(Duration.ofMinutes(1)));
                    StatefulRedisConnection<byte[], byte[]> connection =
                            client.connect(ByteArrayCodec.INSTANCE, address)) {
                compare(cache, new LettuceAdds(connection, layout));
            } finally {
                client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
            }
        }
    }

    private void compare(RedisCache cache, LettuceAdds peer) {
        AsyncMessageCache async = cache.async();
        var ours = new Side(PIPELINED, () -> together(number -> async.add(messages.get(number)), () -> {}));
        var waiting = new Side(WAITING, () -> messages.subList(0, WAITING).forEach(cache::add));
        var pipelined =
                new Side(PIPELINED, () -> together(number -> peer.pipelined(messages.get(number)), peer::flush));
        var sequential = new Side(WAITING, () -> messages.subList(0, WAITING).forEach(peer::sequential));
        Rates.tell(CASE, "lettuce-pipelined", ours, pipelined);
        peer.flushingEach();
        Rates.tell(CASE, "lettuce-sequential", ours, sequential);
        Rates.tell(CASE + "-waiting", "lettuce-sequential", waiting, sequential);
    }

    private static void together(IntFunction<CompletionStage<?>> add, Runnable flush) {
        for (int from = 0; from < PIPELINED; from += ON_THEIR_WAY) {
            List<CompletableFuture<?>> some = new ArrayList<>(ON_THEIR_WAY);
            for (int number = from; number < Math.min(from + ON_THEIR_WAY, PIPELINED); number++) {
                some.add(add.apply(number).toCompletableFuture());
            }
            flush.run();
            some.forEach(CompletableFuture::join);
        }
    }
}
