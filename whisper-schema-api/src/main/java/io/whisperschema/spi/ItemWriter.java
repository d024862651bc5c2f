package io.whisperschema.spi;

import io.whisperschema.move.Chunk;
import io.whisperschema.move.ChunkState;
import io.whisperschema.move.Item;
import io.whisperschema.move.Passage;

/** Writes the items of chunks, one chunk after the other, each in a transaction of its own; not thread-safe. */
public interface ItemWriter extends AutoCloseable {
    /**
     * Begins the chunk's transaction and claims the chunk.
     *
     * @return whether it is ours; not if somebody has copied it meanwhile, and then there is no transaction
     */
    boolean begin(Passage passage, Chunk chunk);

    /** Writes an item, of which nothing is kept by reference. */
    void write(Item item);

    /** Commits the chunk's rows and its state together. */
    void commit(ChunkState done);

    /** Nothing of the chunk stays; does nothing where none is begun. */
    void abandon();

    /** Adds one row unless its key is there, outside of chunks; what was added is durable when it returns. */
    Added add(Passage passage, Item item);

    @Override
    void close();

    /**
     * What became of a row that was to be added.
     *
     * @param outcome what
     * @param said why it was not written, without values, where it is not there either
     */
    record Added(Outcome outcome, String said) {
        /** What can become of such a row. */
        public enum Outcome {
            /** It is written. */
            WRITTEN,
            /** It is there already, so nothing was written. */
            ALREADY_THERE,
            /** Another row has its key, so nothing was written. */
            KEY_TAKEN,
            /** The database refused it. */
            REFUSED
        }

        /** It is written. */
        public static Added written() {
            return new Added(Outcome.WRITTEN, "");
        }

        /** It is there already. */
        public static Added alreadyThere() {
            return new Added(Outcome.ALREADY_THERE, "");
        }

        /** Another row has its key. */
        public static Added keyTaken() {
            return new Added(Outcome.KEY_TAKEN, "another row with its key is there, with other values");
        }

        /** The database refused it. */
        public static Added refused(String said) {
            return new Added(Outcome.REFUSED, said);
        }
    }
}
