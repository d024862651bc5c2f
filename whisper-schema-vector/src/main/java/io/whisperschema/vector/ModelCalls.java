package io.whisperschema.vector;

import static java.util.Objects.requireNonNull;

import io.whisperschema.vector.Embedder.Time;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Calls of a model, no faster than allowed, and again when they fail. */
final class ModelCalls {
    private static final double NANOS = 1e9;

    private final double callsPerSecond;
    private final double textsPerSecond;
    private final int tries;
    private final Duration pause;
    private final Duration longestPause;
    private final Time time;
    private final long start;
    private double due;

    private ModelCalls(
            double callsPerSecond, double textsPerSecond, int tries, Duration pause, Duration longestPause, Time time) {
        this.callsPerSecond = callsPerSecond;
        this.textsPerSecond = textsPerSecond;
        this.tries = tries;
        this.pause = pause;
        this.longestPause = longestPause;
        this.time = time;
        this.start = time.nanos();
    }

    static ModelCalls unlimited() {
        return new ModelCalls(
                Double.POSITIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                5,
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                Time.SYSTEM);
    }

    ModelCalls callsPerSecond(double most) {
        return new ModelCalls(positive("calls", most), textsPerSecond, tries, pause, longestPause, time);
    }

    ModelCalls textsPerSecond(double most) {
        return new ModelCalls(callsPerSecond, positive("texts", most), tries, pause, longestPause, time);
    }

    private static double positive(String what, double most) {
        if (!(most > 0)) {
            throw new IllegalArgumentException(
                    "With " + most + " " + what + " a second no vector is made; give more than 0.");
        }
        return most;
    }

    ModelCalls tries(int most, Duration first, Duration longest) {
        if (most < 1 || first.isNegative() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(most + " tries with pauses of " + first + " to " + longest
                    + " are none; give 1 or more," + " and pauses that do not become shorter.");
        }
        return new ModelCalls(callsPerSecond, textsPerSecond, most, first, longest, time);
    }

    ModelCalls timedBy(Time other) {
        return new ModelCalls(callsPerSecond, textsPerSecond, tries, pause, longestPause, requireNonNull(other));
    }

    /** The answer to a call with that many texts. */
    <T> T call(int texts, Callable<T> call) throws Exception {
        Duration wait = pause;
        for (int failed = 1; ; failed++) {
            awaitTurn(texts);
            try {
                return call.call();
            } catch (InterruptedException interrupted) {
                throw interrupted;
            } catch (Exception failure) {
                if (failed == tries) {
                    throw failure;
                }
            }
            time.pause(wait);
            wait = wait.compareTo(longestPause.dividedBy(2)) > 0 ? longestPause : wait.multipliedBy(2);
        }
    }

    private void awaitTurn(int texts) throws InterruptedException {
        double now = time.nanos() - start;
        if (now < due) {
            time.pause(Duration.ofNanos((long) Math.ceil(due - now)));
        }
        due = Math.max(now, due) + NANOS * Math.max(1 / callsPerSecond, texts / textsPerSecond);
    }
}
