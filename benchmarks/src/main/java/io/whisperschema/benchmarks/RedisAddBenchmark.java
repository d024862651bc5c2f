package io.whisperschema.benchmarks;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.whisperschema.WhisperEngine;
import io.whisperschema.cache.AsyncMessageCache;
import io.whisperschema.cache.CacheLayout;
import io.whisperschema.cache.RedisCache;
import io.whisperschema.cache.RedisCacheOptions;
import io.whisperschema.cache.UniversalMessage;
import io.whisperschema.testkit.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Messages added to a cache on Redis. */
final class RedisAddBenchmark implements Benchmark {
    private static final String CASE = "redis-add";
    private static final String UNIT = "ops/s";
    private static final int CHANNELS = 100;
    private static final int ON_THEIR_WAY = 128;
    private static final int PIPELINED = 50_000;
    private static final int WAITING = 5_000;
    private static final int SAMPLES = 7;

    private final List<UniversalMessage> messages =
            IntStream.range(0, PIPELINED).mapToObj(RedisAddBenchmark::message).toList();

    private static UniversalMessage message(int number) {
        return UniversalMessage.of(
                        "112233445566778" + number,
                        "99887766554433" + number % 50,
                        "What was it that we said yesterday about the mountains and the sea, number " + number + "?",
                        Instant.ofEpochSecond(1_700_000_000L + number, 123_000_000))
                .in("channel-" + number % CHANNELS);
    }

    @Override
    public String name() {
        return CASE;
    }

    @Override
    public String description() {
        return """
                redis-add: messages added to a cache on Redis in a second, %d on their way at a time, against the same commands sent by \
                Lettuce and flushed together (lettuce-pipelined); and each waited for, against the same commands one after the other \
                (lettuce-sequential).""".formatted(ON_THEIR_WAY);
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
        tell(
                "lettuce-pipelined",
                PIPELINED,
                () -> together(number -> async.add(messages.get(number)), () -> {}),
                () -> together(number -> peer.pipelined(messages.get(number)), peer::flush));
        peer.flushingEach();
        tell(
                "lettuce-sequential",
                WAITING,
                () -> messages.subList(0, WAITING).forEach(cache::add),
                () -> messages.subList(0, WAITING).forEach(peer::sequential));
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

    private static void tell(String peerName, int messages, Runnable ours, Runnable peer) {
        double[] ourRates = new double[SAMPLES];
        double[] peerRates = new double[SAMPLES];
        rate(messages, ours);
        rate(messages, peer);
        for (int i = 0; i < SAMPLES; i++) {
            ourRates[i] = rate(messages, ours);
            peerRates[i] = rate(messages, peer);
        }
        System.out.println(new Result(CASE, Case.median(ourRates), Case.median(peerRates), peerName, UNIT).line());
    }

    private static double rate(int messages, Runnable adding) {
        long start = System.nanoTime();
        adding.run();
        return messages / ((System.nanoTime() - start) / 1e9);
    }
}
