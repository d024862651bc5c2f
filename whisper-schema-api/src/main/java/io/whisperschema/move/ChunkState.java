package io.whisperschema.move;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * How a chunk stands. Its sums are not to be changed.
 *
 * @param chunk which chunk
 * @param state whether it is copied
 * @param rows how many rows were written
 * @param bytes about how many bytes they have
 * @param rejected how many rows went to the file of rejects instead
 * @param leftOut how many rows a transform left out
 * @param coerced how many values each rule has changed
 * @param parts the sums of the rows that were written, as the source returned them
 */
public record ChunkState(
        Chunk chunk,
        State state,
        long rows,
        long bytes,
        long rejected,
        long leftOut,
        Map<Applied, Long> coerced,
        Parts parts) {
    public ChunkState {
        requireNonNull(chunk);
        requireNonNull(state);
        coerced = Map.copyOf(coerced);
        requireNonNull(parts);
    }

    /** Whether a chunk is copied. */
    public enum State {
        /** It is still to come. */
        PENDING,
        /** Its rows are committed. */
        DONE
    }

    /** A chunk that is still to come. */
    public static ChunkState pending(Chunk chunk) {
        return new ChunkState(chunk, State.PENDING, 0, 0, 0, 0, Map.of(), new Parts());
    }

    /** Whether its rows are committed. */
    public boolean isDone() {
        return state == State.DONE;
    }
}
