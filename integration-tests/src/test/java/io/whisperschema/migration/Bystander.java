package io.whisperschema.migration;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Time as somebody has it who rests and works by turns on the same machine: a second on an idle machine, more on one that
 * is busy with other things. What others need beyond that they have spent on waiting.
 */
final class Bystander implements AutoCloseable {
    private static final Duration REST = Duration.ofMillis(75);
    private static final Duration WORK = Duration.ofMillis(25);
    private static final Duration ROUND = REST.plus(WORK);

    private final List<Instant> rounds = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::goRound, "bystander");
    private volatile boolean needed = true;

    private Bystander() {}

    /** One whose time begins now. */
    static Bystander fromNow() {
        var bystander = new Bystander();
        bystander.thread.start();
        return bystander;
    }

    private void goRound() {
        while (needed) {
            LockSupport.parkNanos(REST.toNanos());
            work();
            rounds.add(Instant.now());
        }
    }

    private static void work() {
        var processor = ManagementFactory.getThreadMXBean();
        long due = processor.getCurrentThreadCpuTime() + WORK.toNanos();
        while (processor.getCurrentThreadCpuTime() < due) {
            Thread.onSpinWait();
        }
    }

    /** How much of its time has passed until then, a round that has begun counted whole. */
    Duration timeUntil(Instant moment) {
        long over = rounds.stream().filter(moment::isAfter).count();
        return ROUND.multipliedBy(over + 1);
    }

    @Override
    public void close() {
        needed = false;
    }
}
