package io.whisperschema.vector.internal.chroma;

import static java.util.Objects.requireNonNull;

import io.whisperschema.error.MoveRefused;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.Item;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.ItemReader;
import io.whisperschema.spi.PointRequest;
import io.whisperschema.spi.PointSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collections of ChromaDB, for a move: each record is a point. */
public final class ChromaPointSource implements PointSource {
    private static final String NAME = "chroma";
    private static final String GO_ON = "Chunks that are copied stay; move again to go on.";

    private final ChromaRecords records;
    private final Map<String, ChromaCollection> collections;
    private final ChromaPoints points;
    private final Set<String> seen = new HashSet<>();

    private ChromaPointSource(ChromaRecords records, Map<String, ChromaCollection> collections, ChromaPoints points) {
        this.records = records;
        this.collections = collections;
        this.points = points;
    }

    /**
     * The source of what is asked for.
     *
     * @param records of what; closed by whoever opened it
     * @param collections by the names by which passages speak of them
     * @param points makes points of records
     * @throws MoveRefused if a collection is not there, or two of its ids would become one
     */
    public static ChromaPointSource of(
            ChromaRecords records,
            Map<String, ChromaCollection> collections,
            ChromaPoints points,
            PointRequest request) {
        var flaws = new ArrayList<String>();
        for (Passage passage : request.passages()) {
            ChromaCollection collection = collections.get(passage.source());
            if (collection == null) {
                flaws.add("collection " + passage.source()
                        + " has no vector yet, or a name that Qdrant does not take. Give it another:"
                        + " ChromaOptions.naming(…)");
            } else {
                ChromaTwins.of(records, collection)
                        .ifPresent(id -> flaws.add(
                                "collection %s: record %s would become the point that another record is by its id. Give one of them another id"
                                        .formatted(collection.name(), id)));
            }
        }
        if (!flaws.isEmpty()) {
            throw new MoveRefused(NAME, flaws);
        }
        return new ChromaPointSource(records, collections, points);
    }

    @Override
    public Optional<String> settings(String collection) {
        return Optional.empty();
    }

    @Override
    public int readers() {
        return 1;
    }

    @Override
    public List<Chunk> chunks(Passage passage, long rows) {
        ChromaCollection collection = collection(passage);
        var chunks = new ArrayList<Chunk>();
        List<String> ranges = records.ranges(collection, rows);
        if (seen.add(passage.source())) {
            ranges.forEach(range -> look(collection, range));
        }
        for (String range : ranges) {
            chunks.add(new Chunk(passage.target(), chunks.size(), range));
        }
        return chunks;
    }

    /** Before anything is written: every record can be read, and be a point. */
    private void look(ChromaCollection collection, String range) {
        try (ChromaPages pages = records.read(collection, range)) {
            for (List<ChromaRecord> page = pages.next(); !page.isEmpty(); page = pages.next()) {
                for (ChromaRecord record : page) {
                    points.clash(record).ifPresent(clash -> {
                        throw new MoveRefused(NAME, List.of("collection " + collection.name() + ": " + clash));
                    });
                }
            }
        }
    }

    private ChromaCollection collection(Passage passage) {
        return requireNonNull(collections.get(passage.source()));
    }

    @Override
    public OptionalLong estimatedRows(Passage passage) {
        return OptionalLong.of(records.count(collection(passage)));
    }

    @Override
    public ItemReader reader(int lane) {
        return new Reader();
    }

    /** What was opened is closed by whoever opened it. */
    @Override
    public void close() {}

    /** Reads chunk after chunk. */
    private final class Reader implements ItemReader {
        private @Nullable ChromaPages pages;
        private @Nullable ChromaCollection collection;
        private Iterator<ChromaRecord> page = List.<ChromaRecord>of().iterator();

        @Override
        public void begin(Passage passage, Chunk chunk, BitSet trusted) {
            close();
            collection = collection(passage);
            pages = records.read(collection, chunk.range());
        }

        @Override
        public boolean next(Item item) {
            if (!page.hasNext()) {
                page = turned().iterator();
            }
            if (!page.hasNext()) {
                return false;
            }
            ChromaRecord record = page.next();
            points.clash(record).ifPresent(this::refuse);
            item.clear();
            points.put(item, record, requireNonNull(collection).space().space());
            return true;
        }

        private List<ChromaRecord> turned() {
            try {
                return requireNonNull(pages).next();
            } catch (StoreUnavailable failure) {
                throw new StoreUnavailable(NAME, failure.reason(), failure.getMessage() + "\n" + GO_ON, failure);
            }
        }

        /** There was no such record when all were looked at. */
        private void refuse(String clash) {
            throw new StoreUnavailable(
                    NAME,
                    "Somebody wrote to " + NAME + " while it was read: collection "
                            + requireNonNull(collection).name() + ": " + clash + ".\n" + GO_ON,
                    new IllegalStateException(clash));
        }

        @Override
        public void close() {
            page = List.<ChromaRecord>of().iterator();
            if (pages != null) {
                pages.close();
                pages = null;
            }
        }
    }
}
