package io.whisperschema.vector;

import io.whisperschema.internal.move.Pace;
import io.whisperschema.internal.move.Ticking;
import io.whisperschema.move.MovePhase;
import io.whisperschema.move.MoveProgress;
import io.whisperschema.move.MoveProgress.Amount;
import io.whisperschema.move.Rate;
import io.whisperschema.spi.ProgressListener;
import java.time.Duration;
import java.util.Optional;

/** Counts points of collections, keeps within a rate, and tells a host five times a second; not thread-safe. */
final class PointMeter {
    private static final long TICK = 200_000_000;
    private static final double SECOND = 1e9;

    private final MovePhase phase;
    private final Amount ofAll;
    private final ProgressListener listener;
    private final Pace pace;
    private final Runnable look;
    private final long began = System.nanoTime();
    private String collection = "";
    private Amount of = Amount.NONE;
    private Amount done = Amount.NONE;
    private Amount allDone = Amount.NONE;
    private long told = began - TICK;

    /**
     * @param ofAll how many points there are
     * @param look throws if the host wants to stop
     */
    PointMeter(MovePhase phase, long ofAll, Optional<Rate> rate, ProgressListener listener, Runnable look) {
        this.phase = phase;
        this.ofAll = new Amount(ofAll, 0);
        this.listener = listener;
        this.look = look;
        pace = new Pace(rate, Ticking.real(), look);
        listener.moveAdvanced(phase);
    }

    void begin(String name, long points) {
        collection = name;
        of = new Amount(points, 0);
        done = Amount.NONE;
    }

    void add(long points, long bytes) {
        var more = new Amount(points, bytes);
        done = done.plus(more);
        allDone = allDone.plus(more);
        if (System.nanoTime() - told >= TICK) {
            tell();
        }
        look.run();
        pace.spend(points, bytes);
    }

    void end() {
        tell();
    }

    private void tell() {
        told = System.nanoTime();
        double seconds = (told - began) / SECOND;
        double rate = seconds > 0 ? allDone.rows() / seconds : 0;
        listener.moved(new MoveProgress(phase, collection, done, of, allDone, ofAll, rate, remaining(rate)));
    }

    private Optional<Duration> remaining(double rate) {
        long left = Math.max(0, ofAll.rows() - allDone.rows());
        return rate > 0 ? Optional.of(Duration.ofMillis((long) (left / rate * 1000))) : Optional.empty();
    }
}
