package io.whisperschema.cache.internal.move;

import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.ChunkState;
import io.whisperschema.move.Item;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.ItemWriter;

/** Writes chunks of entries. Entries of a chunk that is given up stay, and are written again with the same chunk. */
final class EntryWriter implements ItemWriter {
    private final Entries.Writer writer;
    private final EntryCheckpoints checkpoints;

    EntryWriter(Entries.Writer writer, EntryCheckpoints checkpoints) {
        this.writer = writer;
        this.checkpoints = checkpoints;
    }

    @Override
    public boolean begin(Passage passage, Chunk chunk) {
        return !checkpoints.isDone(chunk);
    }

    @Override
    public void write(Item item) {
        writer.write(EntryItems.part(item));
    }

    @Override
    public void commit(ChunkState done) {
        writer.flush();
        checkpoints.done(done);
    }

    @Override
    public void abandon() {
        writer.abandon();
    }

    /** Moves of entries reject none. */
    @Override
    public Added add(Passage passage, Item item) {
        throw new UnsupportedOperationException("entries are never rejected");
    }

    @Override
    public void close() {
        writer.close();
    }
}
