package io.whisperschema.cache.internal.redis;

import io.lettuce.core.protocol.RedisCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands batches over to a connection, one thread at a time, so that none is mixed with another, and those that have come meanwhile
 * together. What cannot be handed over fails. Thread-safe.
 */
final class Outbox {
    private final Wire wire;
    private final int most;
    private final Executor aside;
    private final Queue<List<RedisCommand<byte[], byte[], ?>>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger onTheirWay = new AtomicInteger();

    /**
     * @param wire the connection
     * @param most how many commands without an answer it bears, or refuses one in the midst of a transaction
     * @param aside hands over what would hold up its caller
     */
    Outbox(Wire wire, int most, Executor aside) {
        this.wire = wire;
        this.most = most;
        this.aside = aside;
    }

    /** A connection. */
    interface Wire {
        void write(List<RedisCommand<byte[], byte[], ?>> commands);
    }

    /** Hands commands over soon, and at once if nothing is on its way. */
    void put(List<RedisCommand<byte[], byte[], ?>> commands) {
        boolean isAlone = unanswered.getAndIncrement() == 0;
        waiting.add(commands);
        if (calls.getAndIncrement() > 0) {
            return;
        }
        // Lettuce passes commands on to its own thread one by one. If we are on that thread, ours would overtake those
        // of another's transaction that are not written yet.
        if (isAlone) {
            handOver();
        } else {
            aside();
        }
    }

    /** Notes that a batch of so many commands was answered or lost. */
    void answered(int commands) {
        onTheirWay.addAndGet(-commands);
        unanswered.decrementAndGet();
        if (most < Integer.MAX_VALUE && !waiting.isEmpty() && calls.getAndIncrement() == 0) {
            aside();
        }
    }

    private void aside() {
        try {
            aside.execute(this::handOver);
        } catch (RuntimeException | Error e) {
            giveUp(new Failure(Failure.Kind.NOT_SENT, "the client's threads take no more work", e));
        }
    }

    private void giveUp(Failure reason) {
        int heard;
        do {
            heard = calls.get();
            while (!waiting.isEmpty()) {
                fail(taken(), reason);
            }
        } while (calls.addAndGet(-heard) > 0);
    }

    private void handOver() {
        int heard = calls.get();
        List<RedisCommand<byte[], byte[], ?>> together = new ArrayList<>();
        while (nextFits()) {
            together.addAll(taken());
        }
        write(together);
        if (calls.addAndGet(-heard) > 0) {
            aside();
        }
    }

    // What alone is too much is refused by the client as a whole.
    private boolean nextFits() {
        List<RedisCommand<byte[], byte[], ?>> next = waiting.peek();
        int before = onTheirWay.get();
        return next != null && (before == 0 || next.size() <= most - before);
    }

    private List<RedisCommand<byte[], byte[], ?>> taken() {
        List<RedisCommand<byte[], byte[], ?>> next = waiting.remove();
        onTheirWay.addAndGet(next.size());
        return next;
    }

    private void write(List<RedisCommand<byte[], byte[], ?>> commands) {
        try {
            if (!commands.isEmpty()) {
                wire.write(commands);
            }
        } catch (RuntimeException | Error e) {
            fail(commands, e);
        }
    }

    private static void fail(List<RedisCommand<byte[], byte[], ?>> commands, Throwable reason) {
        commands.forEach(command -> command.completeExceptionally(reason));
    }
}
