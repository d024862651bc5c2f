package io.whisperschema.cache.internal.move;

import static java.util.Objects.requireNonNull;

import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.entry.EntryScope;
import io.whisperschema.cache.internal.entry.Listed;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.Passage;
import io.whisperschema.move.Strangers;
import io.whisperschema.spi.EntryRequest;
import io.whisperschema.spi.EntrySource;
import io.whisperschema.spi.ItemReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** The entries of a cache, for a move. Each chunk lists all keys of its family, so there are not many chunks. */
public final class EntriesSource implements EntrySource {
    private static final long ALL = Long.MIN_VALUE;
    private static final int MOST_CHUNKS = 32;

    /** An entry is about as much as so many rows. */
    private static final long ROWS = 50;

    private static final int EXAMPLES = 5;

    private final Entries entries;
    private final EntryRequest request;
    private final FamilyKeys families;
    private final long beyond;
    private final Runnable end;
    private final Map<String, Long> counted = new HashMap<>();

    private EntriesSource(Entries entries, EntryRequest request, long beyond, Runnable end) {
        this.entries = requireNonNull(entries);
        this.request = requireNonNull(request);
        this.families = new FamilyKeys(request.families());
        this.beyond = beyond;
        this.end = end;
    }

    /** Those that a request speaks of; it closes them. */
    public static EntriesSource of(Entries entries, EntryRequest request) {
        return new EntriesSource(entries, request, ALL, entries::close);
    }

    /** The same, which somebody else closes. */
    static EntriesSource borrowing(Entries entries, EntryRequest request) {
        return new EntriesSource(entries, request, ALL, () -> {});
    }

    @Override
    public EntrySource lastingBeyond(long moment) {
        return new EntriesSource(entries, request, moment, () -> {});
    }

    @Override
    public long now() {
        return entries.now();
    }

    @Override
    public int readers() {
        return entries.lanes();
    }

    @Override
    public List<Chunk> chunks(Passage passage, long rows) {
        long wanted = 1 + count(passage) * ROWS / Math.max(1, rows);
        int chunks = (int) Math.min(MOST_CHUNKS, wanted);
        return IntStream.range(0, chunks)
                .mapToObj(number -> new Chunk(
                        passage.target(), number, SlotRange.part(number, chunks).text()))
                .toList();
    }

    private synchronized long count(Passage passage) {
        return counted.computeIfAbsent(passage.source(), name -> entries.count(families.scope(name)));
    }

    @Override
    public OptionalLong estimatedRows(Passage passage) {
        return OptionalLong.of(count(passage));
    }

    @Override
    public ItemReader reader(int lane) {
        return new EntryReader(entries.reader(), families, beyond);
    }

    @Override
    public OtherKeys others() {
        var census = new Census();
        entries.keys(EntryScope.of(Optional.empty(), key -> true), census::take);
        return new OtherKeys(census.alike, census.others, census.examples, census.unmovable);
    }

    /** Counts keys of no family, and looks for those that cannot move. */
    private final class Census {
        private final boolean carries = request.options().scope().strangers() == Strangers.CARRIED;
        private final List<String> examples = new ArrayList<>();
        private final List<String> unmovable = new ArrayList<>();
        private long alike;
        private long others;

        boolean take(Listed listed) {
            EntryKey key = listed.key();
            boolean isOfFamily = families.of(key).isPresent();
            if (!isOfFamily && !families.isOfLocks(key)) {
                count(key);
            }
            if (listed.type().isEmpty() && (isOfFamily || carries) && unmovable.size() < EXAMPLES) {
                unmovable.add(key + ", a " + listed.word());
            }
            return true;
        }

        private void count(EntryKey key) {
            if (families.alike(key).isEmpty()) {
                others++;
                return;
            }
            alike++;
            if (examples.size() < EXAMPLES) {
                examples.add(key.toString());
            }
        }
    }

    @Override
    public void close() {
        end.run();
    }
}
