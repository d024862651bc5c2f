package io.whisperschema.move;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a move is.
 *
 * @param phase what it is doing
 * @param passage the target's name of what it is at, or one of them
 * @param done how much of that is done
 * @param of how much there is of it, as far as known
 * @param allDone how much is done over all
 * @param ofAll how much there is over all, as far as known
 * @param rowsPerSecond the rate of the last seconds
 * @param remaining how long the phase will take at that rate, once it can be told
 */
public record MoveProgress(
        MovePhase phase,
        String passage,
        Amount done,
        Amount of,
        Amount allDone,
        Amount ofAll,
        double rowsPerSecond,
        Optional<Duration> remaining) {
    public MoveProgress {
        requireNonNull(phase);
        requireNonNull(passage);
        requireNonNull(done);
        requireNonNull(of);
        requireNonNull(allDone);
        requireNonNull(ofAll);
        requireNonNull(remaining);
    }

    /**
     * How much.
     *
     * @param rows rows
     * @param bytes about how many bytes they have
     */
    public record Amount(long rows, long bytes) {
        /** Nothing. */
        public static final Amount NONE = new Amount(0, 0);

        /** Both together. */
        public Amount plus(Amount other) {
            return new Amount(rows + other.rows, bytes + other.bytes);
        }
    }
}
