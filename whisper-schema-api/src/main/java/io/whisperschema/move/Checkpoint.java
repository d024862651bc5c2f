package io.whisperschema.move;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * Where a move stands, kept in its target until it is finished.
 *
 * @param move the move's id
 * @param request the digest of everything that decides what is moved and how; a move goes on only with the same
 * @param phase what it is doing; never {@link MovePhase#LOOKING} or {@link MovePhase#STAMPING}, which leave no trace
 * @param begun when it began
 * @param notes what its mover has to remember of the target, as JSON that nobody else reads
 * @param chunks all of its chunks
 */
public record Checkpoint(
        String move, String request, MovePhase phase, Instant begun, String notes, List<ChunkState> chunks) {
    public Checkpoint {
        requireNonNull(move);
        requireNonNull(request);
        requireNonNull(phase);
        requireNonNull(begun);
        requireNonNull(notes);
        chunks = List.copyOf(chunks);
        if (phase == MovePhase.LOOKING || phase == MovePhase.STAMPING) {
            throw new IllegalArgumentException("a move that is " + phase + " keeps no checkpoint");
        }
    }

    /** Those of its chunks that belong to a passage, in their order. */
    public List<ChunkState> chunksOf(Passage passage) {
        return chunks.stream()
                .filter(each -> each.chunk().passage().equals(passage.target()))
                .toList();
    }

    /** How many of its chunks are copied. */
    public long done() {
        return chunks.stream().filter(ChunkState::isDone).count();
    }
}
