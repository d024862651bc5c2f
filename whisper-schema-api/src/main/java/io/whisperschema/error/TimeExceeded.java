package io.whisperschema.error;

import java.time.Duration;
import java.util.Optional;

/** A run or a step took longer than it may; the message's last line says what is applied and what is not. */
public final class TimeExceeded extends SchemaException {
    private static final long serialVersionUID = 1L;

    private final Budget budget;
    private final Duration limit;
    private final int applied;

    /** Whose time is up. */
    public enum Budget {
        /** That of the whole run, looked at between steps. */
        RUN,
        /** That of one step, which was stopped. */
        STEP
    }

    /**
     * @param budget whose time is up
     * @param limit how long it might take
     * @param applied how many steps are applied and stay so
     * @param message what, where, and what to do
     * @param cause the driver's error where it stopped a statement
     */
    public TimeExceeded(
            Budget budget, Duration limit, int applied, String message, Optional<? extends Throwable> cause) {
        super(message, cause.orElse(null));
        this.budget = budget;
        this.limit = limit;
        this.applied = applied;
    }

    /** Whose time is up. */
    public Budget budget() {
        return budget;
    }

    /** How long it might take. */
    public Duration limit() {
        return limit;
    }

    /** How many steps are applied and stay so. */
    public int applied() {
        return applied;
    }
}
