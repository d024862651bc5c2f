package io.whisperschema.spi;

import io.whisperschema.move.Chunk;
import io.whisperschema.move.Passage;
import java.util.List;
import java.util.OptionalLong;

/**
 * A consistent state of a store, for reading passages; it stays the same until it is closed. Connections beyond what keeps
 * that state are held only while a reader or one of these calls is open.
 */
public interface MoveSource extends AutoCloseable {
    /** How many readers can be open at a time; 1 where only one could be had. */
    int readers();

    /**
     * The chunks of a passage: together everything that it has, also what comes later. Reads no values.
     *
     * @param rows about how many rows each should have
     */
    List<Chunk> chunks(Passage passage, long rows);

    /**
     * A reader, to be closed, for one thread at a time.
     *
     * @param lane whose, from 0 to less than {@link #readers}
     */
    ItemReader reader(int lane);

    /** About how many rows a passage has, where the store can tell without counting. */
    OptionalLong estimatedRows(Passage passage);

    /** How far the store has numbered a field, where it numbers it. */
    OptionalLong counted(Passage passage, String field);

    /** Asks what only queries can tell of a passage. */
    void relations(Passage passage, RelationQuestions questions, RelationSink sink);

    @Override
    void close();
}
