package io.whisperschema.internal.move;

import io.whisperschema.move.MovePhase;
import io.whisperschema.move.MoveProgress;
import io.whisperschema.move.MoveProgress.Amount;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.ProgressListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what lanes do in one phase and tells the host, on its own thread: at most five times a second, and in the end.
 */
final class Meter {
    private static final long TICK = 200_000_000;
    private static final long WINDOW = 10_000_000_000L;
    private static final double SECOND = 1e9;

    private final MovePhase phase;
    private final ProgressListener listener;
    private final Ticking time;
    private final Map<String, Count> counts = new LinkedHashMap<>();
    private final Queue<Runnable> events = new ConcurrentLinkedQueue<>();
    private final Deque<Mark> marks = new ArrayDeque<>();
    private volatile String current;
    private long told;

    /** What is done of a passage, and what there is. */
    private static final class Count {
        private final AtomicLong rows = new AtomicLong();
        private final AtomicLong bytes = new AtomicLong();
        private final Amount of;

        Count(Amount of) {
            this.of = of;
        }

        Amount done() {
            return new Amount(rows.get(), bytes.get());
        }
    }

    private record Mark(long nanos, Amount done) {}

    /**
     * @param amounts how much there is of each passage, as far as known
     */
    Meter(
            MovePhase phase,
            List<Passage> passages,
            Map<String, Amount> amounts,
            ProgressListener listener,
            Ticking time) {
        this.phase = phase;
        this.listener = listener;
        this.time = time;
        for (Passage passage : passages) {
            counts.put(passage.target(), new Count(amounts.getOrDefault(passage.target(), Amount.NONE)));
        }
        current = passages.isEmpty() ? "" : passages.get(0).target();
        told = time.nanos().getAsLong();
        marks.add(new Mark(told, Amount.NONE));
    }

    /** So much more is done of a passage; on any thread. */
    void add(String passage, long rows, long bytes) {
        Count count = counts.get(passage);
        if (count != null) {
            count.rows.addAndGet(rows);
            count.bytes.addAndGet(bytes);
            current = passage;
        }
    }

    /** Those rows of a passage are going to be done again. */
    void takeBack(String passage, long rows, long bytes) {
        add(passage, -rows, -bytes);
    }

    /** Something to be heard on the host's thread; on any thread. */
    void later(Runnable event) {
        events.add(event);
    }

    /** Tells what there is to tell, on the host's thread. */
    void tick() {
        for (Runnable event = events.poll(); event != null; event = events.poll()) {
            event.run();
        }
        if (time.nanos().getAsLong() - told >= TICK) {
            tell();
        }
    }

    /** Tells how far it is. */
    void tell() {
        told = time.nanos().getAsLong();
        String passage = current;
        Count count = counts.get(passage);
        if (count != null) {
            listener.moved(progress(passage, count));
        }
    }

    private MoveProgress progress(String passage, Count count) {
        Amount done = counts.values().stream().map(Count::done).reduce(Amount.NONE, Amount::plus);
        Amount all = counts.values().stream().map(each -> each.of).reduce(Amount.NONE, Amount::plus);
        Mark before = mark(done);
        double seconds = Math.max(1, told - before.nanos) / SECOND;
        double bytesPerSecond = (done.bytes() - before.done.bytes()) / seconds;
        return new MoveProgress(
                phase,
                passage,
                count.done(),
                count.of,
                done,
                all,
                (done.rows() - before.done.rows()) / seconds,
                remaining(all.bytes() - done.bytes(), bytesPerSecond));
    }

    /** Remembers where we are, and gives where we were ten seconds ago. */
    private Mark mark(Amount done) {
        marks.add(new Mark(told, done));
        while (marks.size() > 2 && told - marks.element().nanos > WINDOW) {
            marks.remove();
        }
        return marks.element();
    }

    private static Optional<Duration> remaining(long bytes, double bytesPerSecond) {
        return bytes < 0 || bytesPerSecond <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) (bytes / bytesPerSecond * 1000)));
    }
}
