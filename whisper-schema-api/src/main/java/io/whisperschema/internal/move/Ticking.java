package io.whisperschema.internal.move;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * How time passes for a move.
 *
 * @param nanos the nanoseconds since some moment
 * @param pause lets so many nanoseconds pass, or less
 */
public record Ticking(LongSupplier nanos, LongConsumer pause) {
    /** As it passes for the machine. */
    public static Ticking real() {
        return new Ticking(System::nanoTime, java.util.concurrent.locks.LockSupport::parkNanos);
    }
}
