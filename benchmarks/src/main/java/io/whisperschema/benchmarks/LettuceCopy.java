package io.whisperschema.benchmarks;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Lists and their expiries from one Redis to another, as one writes it by hand: pipelined, and a page is read while another is written. */
final class LettuceCopy {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int PAGE = 256;

    private final StatefulRedisConnection<byte[], byte[]> from;
    private final StatefulRedisConnection<byte[], byte[]> to;

    LettuceCopy(RedisClient from, RedisClient to) {
        this.from = pipelined(from);
        this.to = pipelined(to);
    }

    private static StatefulRedisConnection<byte[], byte[]> pipelined(RedisClient client) {
        StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE);
        connection.setAutoFlushCommands(false);
        return connection;
    }

    Duration took() {
        long start = System.nanoTime();
        copy();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void copy() {
        ScanArgs step = ScanArgs.Builder.limit(PAGE);
        KeyScanCursor<byte[]> keys = page(from.async().scan(step));
        List<RedisFuture<?>> writes = write(keys.getKeys());
        while (!keys.isFinished()) {
            keys = page(from.async().scan(ScanCursor.of(keys.getCursor()), step));
            List<RedisFuture<?>> next = write(keys.getKeys());
            await(writes);
            writes = next;
        }
        await(writes);
    }

    private KeyScanCursor<byte[]> page(RedisFuture<KeyScanCursor<byte[]>> scan) {
        from.flushCommands();
        return LettuceFutures.awaitOrCancel(scan, PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @SuppressWarnings("ArrayRecordComponent") // It is never compared.
    private record Asked(byte[] key, RedisFuture<List<byte[]>> list, RedisFuture<Long> expiry) {}

    private List<RedisFuture<?>> write(List<byte[]> keys) {
        List<Asked> asked = new ArrayList<>();
        for (byte[] key : keys) {
            asked.add(
                    new Asked(key, from.async().lrange(key, 0, -1), from.async().pexpiretime(key)));
        }
        from.flushCommands();
        List<RedisFuture<?>> writes = new ArrayList<>();
        for (Asked each : asked) {
            write(each, writes);
        }
        to.flushCommands();
        return writes;
    }

    private void write(Asked each, List<RedisFuture<?>> writes) {
        RedisAsyncCommands<byte[], byte[]> target = to.async();
        writes.add(target.multi());
        writes.add(target.del(each.key()));
        writes.add(target.rpush(
                each.key(), each.list().toCompletableFuture().join().toArray(new byte[0][])));
        writes.add(
                target.pexpireat(each.key(), each.expiry().toCompletableFuture().join()));
        writes.add(target.exec());
    }

    private static void await(List<RedisFuture<?>> writes) {
        if (!LettuceFutures.awaitAll(PATIENCE, writes.toArray(RedisFuture[]::new))) {
            throw new IllegalStateException("no answer within " + PATIENCE);
        }
    }
}
