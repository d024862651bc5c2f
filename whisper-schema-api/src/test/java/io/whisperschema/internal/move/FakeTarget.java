package io.whisperschema.internal.move;

import io.whisperschema.move.Checkpoint;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.ChunkState;
import io.whisperschema.move.Item;
import io.whisperschema.move.Limits;
import io.whisperschema.move.MovePhase;
import io.whisperschema.move.Passage;
import io.whisperschema.move.Writing;
import io.whisperschema.spi.Checkpoints;
import io.whisperschema.spi.ItemWriter;
import io.whisperschema.spi.MoveSource;
import io.whisperschema.spi.MoveTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Tables in memory that keep what is committed, and a machine that can fail at each moment of it. */
final class FakeTarget implements MoveTarget {
    /** What is committed. */
    private final Map<String, List<List<Raw>>> tables = new TreeMap<>();

    private Optional<Checkpoint> checkpoint = Optional.empty();
    private Consumer<String> moment = name -> {};
    private int writers = 1;
    private int open;

    /** The machine is gone; nothing can be tidied up. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed(String moment) {
            super(moment);
        }
    }

    /** Called at each moment, such as {@code written}, {@code committing}, {@code committed}. */
    void at(Consumer<String> each) {
        moment = each;
    }

    void writers(int count) {
        writers = count;
    }

    /** How many writers are open. */
    synchronized int open() {
        return open;
    }

    synchronized Map<String, List<List<Raw>>> tables() {
        return tables;
    }

    /** The rows of a table in words, sorted. */
    synchronized List<String> shown(String table) {
        return tables.getOrDefault(table, List.of()).stream()
                .map(FakeTarget::shown)
                .sorted()
                .toList();
    }

    private static String shown(List<Raw> row) {
        var item = new Item(row.size());
        var words = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            row.get(i).put(item, i);
            words.append(i == 0 ? "" : ", ").append(Raw.shown(item, i));
        }
        return words.toString();
    }

    @Override
    public int writers() {
        return writers;
    }

    @Override
    public Limits limits() {
        return Limits.none();
    }

    @Override
    public Writing writing(Passage passage) {
        return Writing.INSERT;
    }

    @Override
    public ItemWriter writer(int lane) {
        synchronized (this) {
            open++;
        }
        return new Writer();
    }

    private static List<Raw> copy(Item item) {
        var row = new ArrayList<Raw>();
        for (int i = 0; i < item.fields(); i++) {
            Item.Tag tag = item.tag(i);
            row.add(tag.hasBytes() ? Raw.typed(tag, Values.copy(item, i)) : Raw.typed(tag, item.number(i)));
        }
        return row;
    }

    private final class Writer implements ItemWriter {
        private final List<List<Raw>> pending = new ArrayList<>();
        private Optional<Passage> passage = Optional.empty();

        @Override
        public boolean begin(Passage into, Chunk chunk) {
            moment.accept("beginning");
            synchronized (FakeTarget.this) {
                passage = Optional.of(into);
                pending.clear();
                return !state(chunk).isDone();
            }
        }

        @Override
        public void write(Item item) {
            pending.add(copy(item));
            moment.accept("written");
        }

        @Override
        public void commit(ChunkState done) {
            moment.accept("committing");
            synchronized (FakeTarget.this) {
                replace(done);
                tables.computeIfAbsent(passage.orElseThrow().target(), any -> new ArrayList<>())
                        .addAll(pending);
            }
            moment.accept("committed");
        }

        @Override
        public void abandon() {
            pending.clear();
        }

        @Override
        public Added add(Passage into, Item item) {
            moment.accept("adding");
            synchronized (FakeTarget.this) {
                List<List<Raw>> rows = tables.computeIfAbsent(into.target(), any -> new ArrayList<>());
                String key = key(into, copy(item));
                if (rows.stream().anyMatch(row -> key(into, row).equals(key))) {
                    return Added.alreadyThere();
                }
                rows.add(copy(item));
            }
            moment.accept("added");
            return Added.written();
        }

        @Override
        public void close() {
            synchronized (FakeTarget.this) {
                open--;
            }
        }
    }

    private static String key(Passage passage, List<Raw> row) {
        return shown(passage.key().stream().map(row::get).toList());
    }

    private ChunkState state(Chunk chunk) {
        return checkpoint.orElseThrow().chunks().stream()
                .filter(each -> each.chunk().equals(chunk))
                .findFirst()
                .orElseThrow();
    }

    private void replace(ChunkState done) {
        Checkpoint now = checkpoint.orElseThrow();
        List<ChunkState> chunks = now.chunks().stream()
                .map(each -> each.chunk().equals(done.chunk()) ? done : each)
                .toList();
        checkpoint =
                Optional.of(new Checkpoint(now.move(), now.request(), now.phase(), now.begun(), now.notes(), chunks));
    }

    @Override
    public Checkpoints checkpoints() {
        return new Checkpoints() {
            @Override
            public Optional<Checkpoint> read() {
                synchronized (FakeTarget.this) {
                    return checkpoint;
                }
            }

            @Override
            public void begin(Checkpoint fresh) {
                checkpoint = Optional.of(fresh);
            }

            @Override
            public void note(String move, String notes) {}

            @Override
            public void advance(String move, MovePhase from, MovePhase to) {}

            @Override
            public void end(String move) {
                checkpoint = Optional.empty();
            }

            @Override
            public void abandon(String move) {
                checkpoint = Optional.empty();
            }
        };
    }

    @Override
    public void finish(Passage passage, Map<String, Long> counted) {}

    @Override
    public MoveSource readBack() {
        return new FakeSource(tables, 1);
    }

    @Override
    public void close() {}
}
