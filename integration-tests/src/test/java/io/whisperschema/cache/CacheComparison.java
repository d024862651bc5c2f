package io.whisperschema.cache;

import io.whisperschema.property.FailedRun;
import io.whisperschema.testkit.SpoilingCodec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Does the same to a cache and to the plain one, and compares every answer. */
final class CacheComparison {
    private final Caches caches;
    private final Time time;
    private final Duration tolerance;

    /** Makes empty caches. */
    interface Caches {
        Subject empty(CacheLayout layout, MessageCodec codec);
    }

    /** The plain cache's own time. */
    interface Time {
        /** What it reads. */
        InstantSource clock();

        /** Lets some pass. */
        void pass(Duration time);
    }

    /**
     * @param tolerance by how much the remaining time of an entry may differ, beside the time that the operations took
     */
    CacheComparison(Caches caches, Time time, Duration tolerance) {
        this.caches = caches;
        this.time = time;
        this.tolerance = tolerance;
    }

    /** Fails with the shortest operations that are answered differently, if these are. */
    void compare(CacheLayout layout, List<CacheOperation> operations) {
        Optional<FailedRun<CacheOperation>> failure = failure(layout, operations);
        if (failure.isPresent()) {
            throw failure.get().shortest(fewer -> failure(layout, fewer)).error();
        }
    }

    private Optional<FailedRun<CacheOperation>> failure(CacheLayout layout, List<CacheOperation> operations) {
        try (Subject subject = caches.empty(layout, new SpoilingCodec(MessageCodec.messagePack()));
                Subject plain = new Subject(new PlainCache(layout, time.clock()), time::pass)) {
            Duration longest = Duration.ZERO;
            for (int i = 0; i < operations.size(); i++) {
                CacheOperation operation = operations.get(i);
                long start = System.nanoTime();
                Object expected = operation.answer(plain);
                Object answer = operation.answer(subject);
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                longest = took.compareTo(longest) > 0 ? took : longest;
                if (!isAlike(answer, expected, tolerance.plus(longest))) {
                    var differing = new AssertionError("expected " + expected + "\nbut was  " + answer);
                    return Optional.of(new FailedRun<>(operations.subList(0, i + 1), differing));
                }
            }
        } catch (RuntimeException | AssertionError failed) {
            return Optional.of(new FailedRun<>(operations, failed));
        }
        return Optional.empty();
    }

    private boolean isAlike(Object answer, Object expected, Duration slack) {
        if (tolerance.isZero()
                || !(answer instanceof CacheOperation.Expiry some)
                || !(expected instanceof CacheOperation.Expiry others)) {
            return answer.equals(expected);
        }
        for (int i = 0; i < some.entries().size(); i++) {
            if (!isAlike(some.entries().get(i), others.entries().get(i), slack)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlike(Optional<Duration> some, Optional<Duration> other, Duration slack) {
        return some.isPresent() == other.isPresent()
                && (some.isEmpty() || some.get().minus(other.get()).abs().compareTo(slack) <= 0);
    }
}
