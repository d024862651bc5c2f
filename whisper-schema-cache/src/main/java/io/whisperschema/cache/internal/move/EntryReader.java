package io.whisperschema.cache.internal.move;

import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.cache.internal.entry.EntryPart;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.Item;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.ItemReader;
import java.util.BitSet;
import java.util.Optional;

/** Reads the entries of ranges of slots, those that last beyond a moment. */
final class EntryReader implements ItemReader {
    private final Entries.Reader reader;
    private final FamilyKeys families;
    private final long beyond;
    private final EntryItems items = new EntryItems();

    EntryReader(Entries.Reader reader, FamilyKeys families, long beyond) {
        this.reader = reader;
        this.families = families;
        this.beyond = beyond;
    }

    @Override
    public void begin(Passage passage, Chunk chunk, BitSet trusted) {
        var slots = SlotRange.of(chunk.range());
        reader.begin(families.scope(passage.source()).within(slots.from(), slots.to()));
    }

    @Override
    public boolean next(Item item) {
        Optional<EntryPart> part = reader.next();
        while (part.isPresent() && part.get().expiry().orElse(Long.MAX_VALUE) <= beyond) {
            part = reader.next();
        }
        item.clear();
        part.ifPresent(found -> items.put(item, found));
        return part.isPresent();
    }

    @Override
    public void close() {
        reader.close();
    }
}
