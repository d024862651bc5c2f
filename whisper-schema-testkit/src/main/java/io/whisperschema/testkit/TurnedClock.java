package io.whisperschema.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that goes on only when a test turns it. Thread-safe. */
public final class TurnedClock implements InstantSource {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2025-01-01T12:00:00Z"));

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Turns it, back where the time is negative. */
    public void turn(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }
}
