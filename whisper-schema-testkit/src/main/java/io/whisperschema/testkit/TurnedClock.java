package io.whisperschema.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes on only when a test turns it. Thread-safe. */
public final class TurnedClock implements InstantSource {
    private volatile Instant now = Instant.parse("2025-01-01T12:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    /** Turns it, back where the time is negative. */
    public synchronized void turn(Duration time) {
        now = now.plus(time);
    }
}
