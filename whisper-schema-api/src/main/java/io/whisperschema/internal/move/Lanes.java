package io.whisperschema.internal.move;

import io.whisperschema.error.StoreUnavailable;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Does tasks in lanes side by side, or one after the other on the calling thread; the first that fails stops the others. */
final class Lanes {
    private static final long TICK_MILLIS = 200;

    private final int count;
    private final Optional<Executor> executor;
    private final Runnable tick;

    /**
     * @param count how many lanes
     * @param executor runs them, if there is more than one
     * @param tick called on the calling thread every now and then and after each task; what it throws stops the lanes
     */
    Lanes(int count, Optional<Executor> executor, Runnable tick) {
        this.count = count;
        this.executor = executor;
        this.tick = tick;
    }

    /** Does one task after the other, on one thread. */
    interface Lane<T> extends AutoCloseable {
        void take(T task);

        @Override
        void close();
    }

    /** Opens a lane, on the thread that it is for. */
    interface Opening<T> {
        Lane<T> open(int number);
    }

    /** Does all tasks, in about that order. */
    <T> void run(List<T> tasks, Opening<T> opening) {
        if (tasks.isEmpty()) {
            return;
        }
        if (count == 1 || executor.isEmpty() || tasks.size() == 1) {
            runHere(tasks, opening);
        } else {
            runOn(executor.get(), tasks, opening);
        }
    }

    private <T> void runHere(List<T> tasks, Opening<T> opening) {
        try (Lane<T> lane = opening.open(0)) {
            for (T task : tasks) {
                lane.take(task);
                tick.run();
            }
        }
    }

    private <T> void runOn(Executor runner, List<T> tasks, Opening<T> opening) {
        int lanes = Math.min(count, tasks.size());
        var work = new Work<>(new ConcurrentLinkedQueue<>(tasks), opening, new CountDownLatch(lanes));
        for (int i = 0; i < lanes; i++) {
            int number = i;
            try {
                runner.execute(() -> work.run(number));
            } catch (RuntimeException refused) {
                work.fail(refused);
                work.running.countDown();
            }
        }
        await(work);
        work.rethrow();
    }

    private void await(Work<?> work) {
        boolean interrupted = false;
        boolean over = false;
        while (!over) {
            try {
                over = work.running.await(TICK_MILLIS, TimeUnit.MILLISECONDS);
                tick.run();
            } catch (InterruptedException e) {
                interrupted = true;
                work.fail(new IllegalStateException("the thread that moves was interrupted", e));
            } catch (RuntimeException | Error e) {
                work.fail(e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What lanes share. */
    private static final class Work<T> {
        private final Queue<T> tasks;
        private final Opening<T> opening;
        private final CountDownLatch running;
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private final AtomicReference<@Nullable StoreUnavailable> unopened = new AtomicReference<>();

        Work(Queue<T> tasks, Opening<T> opening, CountDownLatch running) {
            this.tasks = tasks;
            this.opening = opening;
            this.running = running;
        }

        void run(int number) {
            try {
                opened(number).ifPresent(this::work);
            } catch (RuntimeException | Error e) {
                fail(e);
            } finally {
                running.countDown();
            }
        }

        /** A lane for which a store has no connection leaves its tasks to the others. */
        private Optional<Lane<T>> opened(int number) {
            try {
                return Optional.of(opening.open(number));
            } catch (StoreUnavailable none) {
                unopened.compareAndSet(null, none);
                return Optional.empty();
            }
        }

        private void work(Lane<T> opened) {
            try (Lane<T> lane = opened) {
                T task = next();
                while (task != null) {
                    lane.take(task);
                    task = next();
                }
            }
        }

        private @Nullable T next() {
            return failure.get() == null ? tasks.poll() : null;
        }

        void fail(Throwable cause) {
            if (!failure.compareAndSet(null, cause)) {
                Throwable first = failure.get();
                if (first != null && first != cause) {
                    first.addSuppressed(cause);
                }
            }
        }

        void rethrow() {
            Throwable cause = failure.get();
            if (cause instanceof RuntimeException e) {
                throw e;
            }
            if (cause instanceof Error e) {
                throw e;
            }
            StoreUnavailable none = unopened.get();
            if (none != null && !tasks.isEmpty()) {
                throw none;
            }
        }
    }
}
