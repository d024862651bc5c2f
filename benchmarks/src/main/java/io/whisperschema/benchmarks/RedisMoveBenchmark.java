package io.whisperschema.benchmarks;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.whisperschema.WhisperEngine;
import io.whisperschema.benchmarks.EntryMoveProgram.Work;
import io.whisperschema.cache.CacheLayout;
import io.whisperschema.cache.MessageCodec;
import io.whisperschema.move.MovePhase;
import io.whisperschema.testkit.RedisServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The messages of one Redis to another, in a process of its own for each sample. */
final class RedisMoveBenchmark implements Benchmark {
    private static final String CASE = "redis-move";
    private static final String UNIT = "messages/s";
    private static final int MESSAGES = Integer.getInteger("whisper.messages", 200_000);
    private static final int TOGETHER = 50;
    private static final int SAMPLES = 3;
    private static final String SMALL = "-Xmx64m";
    private static final CacheLayout LAYOUT =
            CacheLayout.of(WhisperEngine.schema().cache());
    private static final MessageCodec CODEC = MessageCodec.messagePack();
    private static final Duration LIFE = Duration.ofHours(3);

    private final Map<String, List<Double>> times = new HashMap<>();

    @Override
    public String name() {
        return CASE;
    }

    @Override
    public String description() {
        return """
                redis-move: %d messages, %d in a channel, from one Redis to another, entries alone (phase COPYING of a move) in a process \
                with %s, against the same lists and expiries read and written by Lettuce in a pipeline (lettuce-pipelined).
                redis-move-complete: all of the move, with the proof that reads both sides again, against lettuce-pipelined.""".formatted(MESSAGES, TOGETHER, SMALL);
    }

    @Override
    public void run() throws Exception {
        try (Pair warm = Pair.of(MESSAGES / 10);
                Pair pair = Pair.of(MESSAGES)) {
            for (int i = 0; i < SAMPLES; i++) {
                Map<String, Double> move = sample(Work.MOVE, warm, pair);
                keep("copying", move.getOrDefault(MovePhase.COPYING.toString(), 0.0));
                keep("complete", sum(move));
                keep("pipelined", sum(sample(Work.PIPELINE, warm, pair)));
            }
        }
        tell(CASE, "copying");
        tell(CASE + "-complete", "complete");
    }

    // Of figures of the same name the last one counts, which is not the one of the warm-up.
    private static Map<String, Double> sample(Work work, Pair warm, Pair pair)
            throws IOException, InterruptedException {
        warm.to.ask("FLUSHALL");
        pair.to.ask("FLUSHALL");
        return Programs.figures(
                SMALL,
                EntryMoveProgram.class,
                work.name(),
                warm.from.uri(),
                warm.to.uri(),
                pair.from.uri(),
                pair.to.uri());
    }

    /** A server with messages, and one for them. */
    private record Pair(RedisServer from, RedisServer to) implements AutoCloseable {
        static Pair of(int messages) {
            RedisServer from = RedisServer.start();
            fill(from, messages);
            return new Pair(from, RedisServer.start());
        }

        private static void fill(RedisServer server, int messages) {
            RedisClient client = RedisClient.create(server.uri());
            try {
                RedisAsyncCommands<byte[], byte[]> redis =
                        client.connect(ByteArrayCodec.INSTANCE).async();
                for (int from = 0; from < messages; from += TOGETHER) {
                    push(redis, from);
                }
            } finally {
                client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
            }
        }

        private static void push(RedisAsyncCommands<byte[], byte[]> redis, int first) {
            String channel = "11122233344455" + first;
            byte[] key = LettuceAdds.bytes(LAYOUT.messagesKey(channel));
            var pushed = redis.rpush(
                    key,
                    IntStream.range(first, first + TOGETHER)
                            .mapToObj(number -> CODEC.encode(ChatMessages.message(number, channel)))
                            .toArray(byte[][]::new));
            redis.pexpire(key, LIFE).toCompletableFuture().join();
            pushed.toCompletableFuture().join();
        }

        @Override
        public void close() {
            from.close();
            to.close();
        }
    }

    private static double sum(Map<String, Double> told) {
        return told.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private void keep(String contender, double took) {
        times.computeIfAbsent(contender, name -> new ArrayList<>()).add(took);
    }

    private void tell(String name, String ours) {
        System.out.println(new Result(name, rate(ours), rate("pipelined"), "lettuce-pipelined", UNIT).line());
    }

    private double rate(String contender) {
        return MESSAGES
                / Case.median(times.getOrDefault(contender, List.of()).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray())
                * 1e3;
    }
}
