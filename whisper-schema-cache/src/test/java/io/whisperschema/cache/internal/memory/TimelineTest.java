package io.whisperschema.cache.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final int THREADS = 8;
    private static final int READS = 200_000;

    @Test
    void noTimePassesWhileTheClockGoesBack() {
        var clock = new AtomicLong(1000);
        var time = new Timeline(() -> Instant.ofEpochMilli(clock.get()));

        assertThat(time.now()).isEqualTo(1000);
        clock.set(1500);
        assertThat(time.now()).isEqualTo(1500);
        clock.set(10);
        assertThat(time.now()).isEqualTo(1500);
        clock.set(20);
        assertThat(time.now()).isEqualTo(1510);
        assertThat(time.onClock(1520)).isEqualTo(30);
    }

    @Test
    void manyThreadsDoNotMakeItFast() throws Exception {
        var ticks = new AtomicLong();
        InstantSource clock = () -> Instant.ofEpochMilli(ticks.incrementAndGet() / 4);
        var time = new Timeline(clock);
        long start = time.now();
        Callable<Long> reading = () -> {
            long last = 0;
            for (int i = 0; i < READS; i++) {
                long now = time.now();
                assertThat(now >= last).isTrue();
                last = now;
            }
            return last;
        };

        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Long>> readings = threads.invokeAll(Collections.nCopies(THREADS, reading));
            for (Future<Long> each : readings) {
                assertThat(each.get()).isGreaterThan(start);
            }
        } finally {
            threads.shutdown();
        }

        assertThat(time.now()).isLessThanOrEqualTo(clock.millis());
    }
}
