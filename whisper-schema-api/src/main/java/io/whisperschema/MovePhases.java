package io.whisperschema;

import io.whisperschema.move.MovePhase;
import io.whisperschema.spi.ProgressListener;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** The phases that a move goes through, and how long each takes; told to its host. */
final class MovePhases {
    private final ProgressListener listener;
    private final Map<MovePhase, Duration> took = new EnumMap<>(MovePhase.class);

    MovePhases(ProgressListener listener) {
        this.listener = listener;
    }

    <T> T during(MovePhase phase, Supplier<T> work) {
        listener.moveAdvanced(phase);
        long begun = System.nanoTime();
        try {
            return work.get();
        } finally {
            took.merge(
                    phase, Duration.ofNanos(System.nanoTime() - begun).truncatedTo(ChronoUnit.MILLIS), Duration::plus);
        }
    }

    void in(MovePhase phase, Runnable work) {
        during(phase, () -> {
            work.run();
            return phase;
        });
    }

    Map<MovePhase, Duration> took() {
        return took;
    }
}
