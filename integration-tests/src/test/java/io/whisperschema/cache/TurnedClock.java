package io.whisperschema.cache;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test turns. */
final class TurnedClock implements InstantSource {
    private volatile Instant now = Instant.parse("2025-01-01T12:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void turn(Duration time) {
        now = now.plus(time);
    }
}
