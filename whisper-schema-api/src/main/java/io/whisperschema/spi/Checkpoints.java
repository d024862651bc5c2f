package io.whisperschema.spi;

import io.whisperschema.move.Checkpoint;
import io.whisperschema.move.MovePhase;
import java.util.Optional;

/** Where a target keeps how a move stands; each call is durable when it returns. */
public interface Checkpoints {
    /** The table in which a relational store keeps it, until the move is finished. */
    String TABLE = "schema_move";

    /** The collection in which a vector store keeps it, and the foreign object that a catalog names then. */
    String COLLECTION = "whisper_schema_move";

    /** The key under which a cache keeps it, and the foreign object that a catalog names then. */
    String KEY = "whisper_schema:move";

    /**
     * How a move stands that is not finished, if there is one.
     *
     * @throws io.whisperschema.error.UnreadableDocument if a later release has written it
     */
    Optional<Checkpoint> read();

    /**
     * Begins a move; does nothing if this very move is begun.
     *
     * @throws io.whisperschema.error.MoveUnfinished if there is another one
     */
    void begin(Checkpoint fresh);

    /** Remembers other notes of that move. */
    void note(String move, String notes);

    /** Goes from one phase to the next; does nothing if the move is further already. */
    void advance(String move, MovePhase from, MovePhase to);

    /** Takes the checkpoint of a move away that is finished, and lets hosts start, both at once; does nothing if it is gone. */
    void end(String move);

    /** Takes the checkpoint of a move away that has changed nothing; does nothing if it is gone. */
    void abandon(String move);
}
