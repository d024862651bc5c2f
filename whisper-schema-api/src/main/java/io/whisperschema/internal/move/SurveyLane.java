package io.whisperschema.internal.move;

import io.whisperschema.internal.move.Survey.Hashing;
import io.whisperschema.move.ChunkState;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Limits;
import io.whisperschema.move.Parts;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.ItemReader;
import java.util.BitSet;

/** Looks at the chunks of a passage, one after the other. */
final class SurveyLane implements Lanes.Lane<ChunkState> {
    private static final int BATCH = 1024;
    private static final BitSet NOTHING = new BitSet();

    private final MoveJob job;
    private final ItemReader reader;
    private final Passage passage;
    private final Limits limits;
    private final RowFlaws flaws;
    private final Meter meter;
    private final Stop stop;
    private final Item item;
    private final Hashing hashing;
    private final Seen[] seen;

    /**
     * @param seen where it puts what it sees, by the chunks' numbers
     */
    SurveyLane(
            MoveJob job,
            ItemReader reader,
            Passage passage,
            Limits limits,
            Hashing hashing,
            RowFlaws flaws,
            Meter meter,
            Stop stop,
            Seen[] seen) {
        this.job = job;
        this.hashing = hashing;
        this.seen = seen;
        this.reader = reader;
        this.passage = passage;
        this.limits = limits;
        this.flaws = flaws;
        this.meter = meter;
        this.stop = stop;
        item = new Item(passage.fields().size());
    }

    /**
     * What was seen in one chunk.
     *
     * @param state what it would be when copied
     * @param read how many rows it has, whatever becomes of them
     * @param tally its flaws
     * @param spellings how its values are written
     * @param classes the tags of each field as bits
     * @param mended whether values of rows that are kept were made to fit or left out
     * @param news whether rows were rejected that others refer to
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Seen(
            ChunkState state,
            long read,
            Tally tally,
            Spellings spellings,
            int[] classes,
            boolean mended,
            boolean news) {
        /** How many rows the host was told of. */
        long shown() {
            return read - state.rejected() - state.leftOut();
        }
    }

    @Override
    public void take(ChunkState state) {
        Seen result = look(state);
        synchronized (seen) {
            seen[state.chunk().number()] = result;
        }
    }

    /** What is known of a chunk that nobody looks at. */
    static Seen unseen(MoveJob job, Passage passage, ChunkState state) {
        return new Seen(
                state,
                0,
                new Tally(passage, job.options().handling(), new Item(0)),
                new Spellings(passage, job.unlikeFields(passage)),
                new int[passage.fields().size()],
                /* mended= */ false,
                /* news= */ false);
    }

    private Seen look(ChunkState state) {
        var tally = new Tally(passage, job.options().handling(), item);
        var rows = new Rows(passage, job.options(), limits, flaws, tally);
        tally.hear(rows.settling());
        var count = new Count(
                state.isDone() || hashing == Hashing.ALL,
                passage.fields().size(),
                new Spellings(passage, job.unlikeFields(passage)));
        rows.begin(state.chunk());
        reader.begin(passage, state.chunk(), NOTHING);
        while (reader.next(item)) {
            count.saw(item);
            look(rows, tally, count);
            if (++count.batch == BATCH) {
                stop.look();
                count.flush(meter, passage);
            }
        }
        stop.look();
        count.flush(meter, passage);
        count.spellings.changed(tally.mended());
        return new Seen(
                count.state(state, tally), count.read, tally, count.spellings, count.classes, count.mended, count.news);
    }

    private void look(Rows rows, Tally tally, Count count) {
        tally.counts().nextRow();
        switch (rows.prepare(item)) {
            case KEPT -> {
                count.mended |= !tally.counts().kept().isEmpty();
                noticeLongKeys(tally);
                count.kept(item, rows);
            }
            case LEFT_OUT -> {
                count.leftOut++;
                count.news |= flaws.staysBehind(item, rows);
            }
            case REJECTED -> reject(rows, count);
            case REFUSED -> count.batchRows++;
        }
        count.spellings.changed(rows.changed());
    }

    /** An index may refuse them, if they cannot be compressed. */
    private void noticeLongKeys(Tally tally) {
        for (int place : passage.key()) {
            if (item.tag(place) == Tag.TEXT && item.length(place) > limits.longestKey()) {
                tally.noticed(place, Flaw.KEY_TOO_LONG);
            }
        }
    }

    private void reject(Rows rows, Count count) {
        count.rejected++;
        rows.hashRejected(item);
        count.news |= flaws.reject(item, rows);
    }

    /** Whether the tags of a field are those of one class of values; text may be missing too. */
    static boolean isOneClass(int classes) {
        int textOrNull = bit(Tag.RAW_TEXT) | bit(Tag.NULL);
        int blobOrNull = bit(Tag.RAW_BLOB) | bit(Tag.NULL);
        return classes == bit(Tag.RAW_INTEGER)
                || classes == bit(Tag.RAW_REAL)
                || (classes & ~textOrNull) == 0
                || (classes & ~blobOrNull) == 0;
    }

    private static int bit(Tag tag) {
        return 1 << (tag.code() & 0x1f);
    }

    @Override
    public void close() {
        reader.close();
    }

    /** What is counted in one chunk. */
    private static final class Count {
        private final boolean hashed;
        private final int[] classes;
        private final Spellings spellings;
        private final Parts parts = new Parts();
        private long read;
        private long rows;
        private long bytes;
        private long rejected;
        private long leftOut;
        private long batchRows;
        private long batchBytes;
        private int batch;
        private boolean mended;
        private boolean news;

        Count(boolean hashed, int fields, Spellings spellings) {
            this.hashed = hashed;
            this.spellings = spellings;
            classes = new int[fields];
        }

        /** Looks at an item as the source returned it. */
        void saw(Item item) {
            read++;
            spellings.saw(item);
            for (int i = 0; i < classes.length; i++) {
                classes[i] |= bit(item.tag(i));
            }
        }

        void kept(Item item, Rows prepared) {
            int size = item.bytes();
            rows++;
            bytes += size;
            batchRows++;
            batchBytes += size;
            if (hashed) {
                ItemHash hash = prepared.hash();
                hash.hash(item);
                parts.add(hash.part(), hash.high(), hash.low());
            }
        }

        void flush(Meter meter, Passage passage) {
            meter.add(passage.target(), batchRows, batchBytes);
            batch = 0;
            batchRows = 0;
            batchBytes = 0;
        }

        ChunkState state(ChunkState of, Tally tally) {
            return new ChunkState(
                    of.chunk(),
                    of.state(),
                    rows,
                    bytes,
                    rejected,
                    leftOut,
                    tally.counts().coerced(),
                    parts);
        }
    }
}
