package io.whisperschema.cache.internal.memory;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Time in milliseconds that never goes back. It begins with the clock's and goes on as that does; while a clock is set
 * back no time passes, and entries live as long as they would have. Thread-safe.
 */
public final class Timeline {
    private final InstantSource clock;
    private final AtomicReference<Moment> last;

    /** By that clock. */
    public Timeline(InstantSource clock) {
        this.clock = clock;
        long now = clock.millis();
        last = new AtomicReference<>(new Moment(now, now));
    }

    private record Moment(long clock, long now) {
        Moment at(long time) {
            return new Moment(time, now + Math.max(0, time - clock));
        }
    }

    /** How late it is. */
    public long now() {
        return here().now;
    }

    private Moment here() {
        Moment before = requireNonNull(last.get());
        // The clock is read after what it is compared with, or a slow thread would seem to see it go back.
        return clock.millis() == before.clock ? before : last.updateAndGet(moment -> moment.at(clock.millis()));
    }

    /** The moment that is so far from now. */
    public long after(Duration span) {
        return now() + span.toMillis();
    }

    /** When the clock will say that moment of this line is there, in milliseconds since 1970. */
    long onClock(long moment) {
        Moment here = here();
        return moment == Timed.NEVER ? moment : here.clock + (moment - here.now);
    }

    /** The moment of this line at which the clock will say that. */
    long fromClock(long millis) {
        Moment here = here();
        return here.now + (millis - here.clock);
    }

    /** What the clock says. */
    public Instant instant() {
        return clock.instant();
    }
}
