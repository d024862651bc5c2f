package io.whisperschema.cache;

import static io.whisperschema.definition.cache.Caches.field;
import static io.whisperschema.definition.cache.Caches.keyFamily;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.error.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that add messages to a cache and read them back, whatever happens to it, each to a channel of its own. What they were told
 * was written must be there, newest first.
 */
final class RedisTraffic implements AutoCloseable {
    static final CacheLayout LAYOUT = new CacheLayout(
            keyFamily("messages", "t:messages:<channel_id>").list().expiringAfter(Duration.ofHours(1)),
            keyFamily("meta", "t:meta:<channel_id>")
                    .hash(field("message_count").integer(), field("last_update").epochSeconds())
                    .expiringAfter(Duration.ofHours(1)),
            keyFamily("session", "t:session:<user_id>").hash(),
            keyFamily("lock", "t:lock:<channel_id>").string(),
            "");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int READ = 5;

    private static final Duration BREATH = Duration.ofMillis(1);

    private final MessageCache cache;
    private final boolean readsBack;
    private final Duration pause;
    private final Map<String, List<String>> written = new ConcurrentHashMap<>();
    private final Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    private RedisTraffic(MessageCache cache, boolean readsBack, Duration pause) {
        this.cache = cache;
        this.readsBack = readsBack;
        this.pause = pause;
    }

    static RedisTraffic through(MessageCache cache, int threads) {
        return begun(new RedisTraffic(cache, true, Duration.ZERO), threads);
    }

    /** Drawing breath between two messages, so that a cache in memory is not full of them before the test is through. */
    static RedisTraffic breathing(MessageCache cache, int threads) {
        return begun(new RedisTraffic(cache, true, BREATH), threads);
    }

    /** The same, reading back what is there, whatever that is. */
    static RedisTraffic unread(MessageCache cache, int threads) {
        return begun(new RedisTraffic(cache, false, BREATH), threads);
    }

    private static RedisTraffic begun(RedisTraffic traffic, int threads) {
        for (int i = 0; i < threads; i++) {
            String channel = "channel-" + i;
            traffic.written.put(channel, new ArrayList<>());
            traffic.threads.add(new Thread(() -> traffic.run(channel), "traffic-" + i));
        }
        traffic.threads.forEach(Thread::start);
        return traffic;
    }

    private void run(String channel) {
        try {
            for (int number = 0; !stopped; number++) {
                exchange(channel, "m-" + number);
                LockSupport.parkNanos(pause.toNanos());
            }
        } catch (Throwable e) {
            wrong.add(e);
        }
    }

    private void exchange(String channel, String id) {
        List<String> ids = written.get(channel);
        try {
            cache.add(UniversalMessage.of(id, "u", "text", Instant.EPOCH).in(channel));
            ids.add(id);
            count.incrementAndGet();
            readBack(channel, ids);
        } catch (StoreUnavailable e) {
            refused.incrementAndGet();
        }
    }

    // Between those that were told may lie some that were written while the answer was lost.
    private void readBack(String channel, List<String> ids) {
        List<String> seen = cache.recent(channel, Recent.atMost(READ)).messages().stream()
                .map(UniversalMessage::messageId)
                .toList();
        if (readsBack && !seen.get(0).equals(ids.get(ids.size() - 1))) {
            throw new AssertionError("wrote " + ids.get(ids.size() - 1) + " and saw " + seen);
        }
    }

    /** Waits until that many more messages were written, and all threads have a share in it. */
    void awaitMore(int messages) {
        Map<String, Integer> before = sizes();
        int goal = count.get() + messages;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (count.get() < goal
                || before.entrySet().stream().anyMatch(each -> sizes().get(each.getKey()) <= each.getValue())) {
            assertThat(wrong).isEmpty();
            assertThat(System.nanoTime())
                    .as("waited for " + messages + " messages; " + refused + " refused")
                    .isLessThan(end);
            Thread.onSpinWait();
            Thread.yield();
        }
        assertThat(wrong).isEmpty();
    }

    private Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new ConcurrentHashMap<>();
        written.forEach((channel, ids) -> sizes.put(channel, ids.size()));
        return sizes;
    }

    /** The ids of what was told to be written, by channel, oldest first; once it is stopped. */
    Map<String, List<String>> written() {
        return written;
    }

    /** How many writes were refused or got no answer. */
    int refused() {
        return refused.get();
    }

    /** Stops the threads, none of which may be stuck. */
    void stop() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join(PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            assertThat(thread.isAlive()).as(thread.getName() + " is stuck").isFalse();
        }
        assertThat(wrong).isEmpty();
    }

    /** All that was told to be written is there, in order. */
    void assertNothingLost(MessageCache there) {
        written.forEach((channel, ids) -> {
            List<String> newestFirst = there.recent(channel, Recent.atMost(1_000_000)).messages().stream()
                    .map(UniversalMessage::messageId)
                    .toList();
            Set<String> told = new HashSet<>(ids);
            List<String> kept = newestFirst.stream().filter(told::contains).toList();
            List<String> expected = new ArrayList<>(ids);
            Collections.reverse(expected);
            assertThat(kept).isEqualTo(expected);
        });
    }

    @Override
    public void close() {
        stop();
    }
}
