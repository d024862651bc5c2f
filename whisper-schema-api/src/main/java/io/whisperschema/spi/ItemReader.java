package io.whisperschema.spi;

import io.whisperschema.move.Chunk;
import io.whisperschema.move.Item;
import io.whisperschema.move.Passage;
import java.util.BitSet;

/** Reads the items of chunks, one chunk after the other; not thread-safe. */
public interface ItemReader extends AutoCloseable {
    /**
     * Begins a chunk, and ends the one before it. As long as the state is the same its items come in the same order.
     *
     * @param trusted the fields of which an earlier reading of this very state saw that all values fit as they are; the
     *     reader need not ask for their type, but gives the same as it would
     */
    void begin(Passage passage, Chunk chunk, BitSet trusted);

    /**
     * Puts the next item, cleared before, as the store returned it.
     *
     * @return whether there was one
     */
    boolean next(Item item);

    @Override
    void close();
}
