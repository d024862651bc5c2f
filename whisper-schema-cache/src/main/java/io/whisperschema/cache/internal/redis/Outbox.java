package io.whisperschema.cache.internal.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.RedisCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands batches over to a connection, one thread at a time, so that none is mixed with another, and those that have come meanwhile
 * together. Thread-safe.
 */
final class Outbox {
    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final Executor aside;
    private final Queue<List<RedisCommand<byte[], byte[], ?>>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();

    /**
     * @param aside hands over what would hold up its caller
     */
    Outbox(StatefulRedisConnection<byte[], byte[]> connection, Executor aside) {
        this.connection = connection;
        this.aside = aside;
    }

    /** Hands commands over soon, and at once if nothing is on its way. */
    void put(List<RedisCommand<byte[], byte[], ?>> commands) {
        boolean isAlone = unanswered.getAndIncrement() == 0;
        waiting.add(commands);
        if (count.getAndIncrement() > 0) {
            return;
        }
        // Lettuce passes commands on to its own thread one by one. If we are on that thread, ours would overtake half of
        // another's transaction that is not written yet.
        if (isAlone) {
            handOver();
        } else {
            aside();
        }
    }

    private void aside() {
        try {
            aside.execute(this::handOver);
        } catch (RejectedExecutionException e) {
            // The host has shut its client down: the connection refuses them.
            handOver();
        }
    }

    private void handOver() {
        int taken;
        do {
            taken = count.get();
            List<RedisCommand<byte[], byte[], ?>> together = new ArrayList<>();
            for (int i = 0; i < taken; i++) {
                together.addAll(waiting.remove());
            }
            connection.dispatch(together);
        } while (count.addAndGet(-taken) > 0);
    }

    /** Notes that commands were answered or lost. */
    void answered() {
        unanswered.decrementAndGet();
    }
}
