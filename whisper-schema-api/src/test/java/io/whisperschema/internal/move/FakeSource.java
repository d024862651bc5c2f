package io.whisperschema.internal.move;

import io.whisperschema.move.Chunk;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.ItemReader;
import io.whisperschema.spi.MoveSource;
import io.whisperschema.spi.RelationQuestions;
import io.whisperschema.spi.RelationSink;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Tables in memory, in the state in which they were when it was opened. */
final class FakeSource implements MoveSource {
    private final Map<String, List<List<Raw>>> tables = new TreeMap<>();
    private final Map<String, List<Related>> related = new LinkedHashMap<>();
    private final Map<String, BitSet> trusted = new TreeMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();
    private final int readers;

    /** What a query finds: a flaw, its column, and the key of the row, behind which all that it holds may stand. */
    record Related(Flaw flaw, String column, List<Raw> key) {}

    FakeSource(Map<String, List<List<Raw>>> tables, int readers) {
        tables.forEach((name, rows) -> this.tables.put(name, List.copyOf(rows)));
        this.readers = readers;
    }

    /** Lets queries over a table find that. */
    void relate(String table, Related found) {
        related.computeIfAbsent(table, any -> new ArrayList<>()).add(found);
    }

    /** How many readers are open. */
    int open() {
        return open.get();
    }

    /** How many chunks were begun to be read. */
    int begun() {
        return begun.get();
    }

    /** The fields that were trusted when a table was last read. */
    BitSet trusted(String table) {
        return trusted.getOrDefault(table, new BitSet());
    }

    @Override
    public int readers() {
        return readers;
    }

    @Override
    public List<Chunk> chunks(Passage passage, long rows) {
        var chunks = new ArrayList<Chunk>();
        int size = rows(passage).size();
        for (long from = 0; chunks.isEmpty() || from < size; from += rows) {
            String to = from + rows >= size ? "" : Long.toString(from + rows);
            chunks.add(new Chunk(passage.target(), chunks.size(), from + ".." + to));
        }
        return chunks;
    }

    private List<List<Raw>> rows(Passage passage) {
        return tables.getOrDefault(passage.source(), List.of());
    }

    @Override
    public ItemReader reader(int lane) {
        open.incrementAndGet();
        return new Reader();
    }

    private final class Reader implements ItemReader {
        private List<List<Raw>> rows = List.of();
        private int at;
        private int end;

        @Override
        public void begin(Passage passage, Chunk chunk, BitSet fields) {
            synchronized (trusted) {
                trusted.put(passage.source(), (BitSet) fields.clone());
            }
            begun.incrementAndGet();
            rows = rows(passage);
            String[] ends = chunk.range().split("[.][.]", -1);
            at = Integer.parseInt(ends[0]);
            end = ends[1].isEmpty() ? rows.size() : Math.min(rows.size(), Integer.parseInt(ends[1]));
        }

        @Override
        public boolean next(Item item) {
            if (at >= end) {
                return false;
            }
            item.clear();
            List<Raw> row = rows.get(at++);
            for (int i = 0; i < row.size(); i++) {
                row.get(i).put(item, i);
            }
            return true;
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }

    @Override
    public OptionalLong estimatedRows(Passage passage) {
        return OptionalLong.of(rows(passage).size());
    }

    @Override
    public OptionalLong counted(Passage passage, String field) {
        return OptionalLong.empty();
    }

    @Override
    public void relations(Passage passage, RelationQuestions questions, RelationSink sink) {
        for (Related each : related.getOrDefault(passage.source(), List.of())) {
            var key = new Item(passage.keyFields().size());
            for (int i = 0; i < key.fields(); i++) {
                each.key().get(i).put(key, i);
            }
            sink.found(each.flaw(), each.column(), key);
        }
    }

    @Override
    public void close() {}
}
