package io.whisperschema.cache.internal.move;

import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.move.Limits;
import io.whisperschema.move.Passage;
import io.whisperschema.move.Writing;
import io.whisperschema.spi.Checkpoints;
import io.whisperschema.spi.EntryRequest;
import io.whisperschema.spi.EntrySource;
import io.whisperschema.spi.EntryTarget;
import io.whisperschema.spi.ItemWriter;
import java.util.List;

/** A cache that receives entries. */
public final class EntriesTarget implements EntryTarget {
    private final Entries entries;
    private final EntryRequest request;
    private final EntryCheckpoints checkpoints;

    /** That cache. */
    public EntriesTarget(Entries entries, EntryRequest request) {
        this.entries = entries;
        this.request = request;
        checkpoints = new EntryCheckpoints(entries);
    }

    @Override
    public int writers() {
        return entries.lanes();
    }

    @Override
    public Limits limits() {
        return Limits.none();
    }

    @Override
    public Checkpoints checkpoints() {
        return checkpoints;
    }

    @Override
    public Writing writing(Passage passage) {
        return Writing.REPLACE;
    }

    @Override
    public ItemWriter writer(int lane) {
        return new EntryWriter(entries.writer(), checkpoints);
    }

    @Override
    public long setExpiriesAgain(EntrySource source, Passage passage) {
        return new ShiftedExpiries(entries)
                .setAgain(source, passage, request.options().effort().chunkRows());
    }

    @Override
    public void complete(List<KeyFamily> families) {
        new FamilyRecords(entries).put(families);
    }

    @Override
    public EntrySource readBack() {
        return EntriesSource.borrowing(entries, request);
    }

    @Override
    public void close() {
        entries.close();
    }
}
