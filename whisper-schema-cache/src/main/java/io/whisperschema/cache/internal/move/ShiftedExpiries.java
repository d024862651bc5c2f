package io.whisperschema.cache.internal.move;

import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.entry.EntryPart;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.Item;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.EntrySource;
import io.whisperschema.spi.ItemReader;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets entries of a target end when those of the source do. A server that hands a slot over tells how long entries have left, and not
 * until when, so they live on for as long as that takes.
 */
final class ShiftedExpiries {
    /** Handing over takes no longer. Whatever is further away is none of it, and is left for the proof to find. */
    private static final long MOST_MILLIS = 10_000;

    private static final int AT_A_TIME = 500;

    private final Entries target;
    private final Map<EntryKey, Long> moments = new LinkedHashMap<>();
    private long set;

    ShiftedExpiries(Entries target) {
        this.target = target;
    }

    /** Sets those of a passage; how many it set. */
    long setAgain(EntrySource source, Passage passage, long chunkRows) {
        var item = new Item(passage.fields().size());
        try (ItemReader reader = source.reader(0)) {
            for (Chunk chunk : source.chunks(passage, chunkRows)) {
                reader.begin(passage, chunk, new BitSet());
                while (reader.next(item)) {
                    add(EntryItems.part(item));
                }
            }
        }
        settle();
        return set;
    }

    private void add(EntryPart part) {
        part.expiry().ifPresent(moment -> moments.put(part.key(), moment));
        if (moments.size() == AT_A_TIME) {
            settle();
        }
    }

    private void settle() {
        set += target.expireAt(moments, MOST_MILLIS);
        moments.clear();
    }
}
