package io.whisperschema.move;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What a move may take of a machine, and how long it waits. None of it changes what is moved, so a move may go on with
 * another effort.
 *
 * @param memory how many bytes the buffers of all lanes may have together
 * @param chunkRows about how many rows are copied in one transaction, so are copied again after a kill
 * @param rate how fast it may be at most
 * @param executor runs several lanes; without one the calling thread does everything
 * @param lanes how many lanes there are at most, if there is an executor and both stores can
 * @param lockWait how long to wait for somebody else's lock
 */
public record Effort(
        long memory, long chunkRows, Optional<Rate> rate, Optional<Executor> executor, int lanes, Duration lockWait) {
    private static final long MEMORY = 64L << 20;
    private static final long LEAST_MEMORY = 1L << 20;
    private static final long CHUNK_ROWS = 100_000;
    private static final int LANES = 4;
    private static final long VALUES_AT_ONCE = 4;

    public Effort {
        requireNonNull(rate);
        requireNonNull(executor);
        requireNonNull(lockWait);
        require(memory >= LEAST_MEMORY, "a move needs " + LEAST_MEMORY + " bytes of memory, not " + memory);
        require(chunkRows >= 1, "a chunk has a row at least, not " + chunkRows);
        require(lanes >= 1, "a move has a lane at least, not " + lanes);
    }

    /** One thread, 64 MiB, 100,000 rows a transaction, no limit of rate, half a minute for locks. */
    public static Effort ofOneThread() {
        return new Effort(MEMORY, CHUNK_ROWS, Optional.empty(), Optional.empty(), LANES, Duration.ofSeconds(30));
    }

    /** How many lanes there can be: one without an executor. */
    public int lanesAtMost() {
        return executor.isPresent() ? lanes : 1;
    }

    /** How many bytes the largest value may have; a larger one is {@link Flaw#VALUE_TOO_LARGE}. */
    public int largestValue() {
        return (int) Math.min(Integer.MAX_VALUE / VALUES_AT_ONCE, memory / (VALUES_AT_ONCE * lanesAtMost()));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    Effort withMemory(long bytes) {
        return new Effort(bytes, chunkRows, rate, executor, lanes, lockWait);
    }

    Effort withChunkRows(long rows) {
        return new Effort(memory, rows, rate, executor, lanes, lockWait);
    }

    Effort with(Rate limit) {
        return new Effort(memory, chunkRows, Optional.of(limit), executor, lanes, lockWait);
    }

    Effort with(Executor runner) {
        return new Effort(memory, chunkRows, rate, Optional.of(runner), lanes, lockWait);
    }

    Effort withLanes(int atMost) {
        return new Effort(memory, chunkRows, rate, executor, atMost, lockWait);
    }

    Effort withLockWait(Duration atMost) {
        return new Effort(memory, chunkRows, rate, executor, lanes, atMost);
    }
}
