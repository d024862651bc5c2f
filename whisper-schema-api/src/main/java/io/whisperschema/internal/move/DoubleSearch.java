package io.whisperschema.internal.move;

import io.whisperschema.internal.move.RowFlaws.Found;
import io.whisperschema.internal.move.Rows.Fate;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.ChunkState;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;
import io.whisperschema.move.Limits;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.ItemReader;
import io.whisperschema.spi.MoveSource;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Finds rows of a passage that hold the same in fields that must be unlike, by what their values mean, however the source
 * spells them. The first of them stays what it is, in the order of the chunks; the others are doubles of it. Where hashes
 * of all rows do not fit into memory it reads them in several passes.
 */
final class DoubleSearch {
    private static final int BATCH = 1024;
    /** What a hash has in a {@link KeySet}, while that grows. */
    private static final long BYTES_PER_ROW = 72;

    private final MoveJob job;
    private final MoveSource source;
    private final Limits limits;
    private final Passage passage;
    private final List<Chunk> chunks;
    private final RowFlaws flaws;
    private final Runnable pause;
    private final BitSet trusted;
    private final int passes;

    /**
     * @param rows how many rows it has, whatever becomes of them
     * @param trusted the fields of which all values fit as they are
     * @param pause called every now and then; what it throws ends the search
     */
    DoubleSearch(
            MoveJob job,
            MoveSource source,
            Limits limits,
            Passage passage,
            List<ChunkState> states,
            long rows,
            BitSet trusted,
            RowFlaws flaws,
            Runnable pause) {
        this.job = job;
        this.source = source;
        this.limits = limits;
        this.passage = passage;
        this.trusted = trusted;
        this.flaws = flaws;
        this.pause = pause;
        chunks = states.stream().map(ChunkState::chunk).toList();
        passes = (int) (1 + rows * BYTES_PER_ROW / job.options().effort().memory());
    }

    /** Looks at each of those groups of fields; whether rows are to be looked at again. */
    boolean run(List<List<Integer>> groups) {
        boolean found = false;
        for (List<Integer> fields : groups) {
            found |= search(fields);
        }
        found |= search(RowFlaws.ROW);
        return found;
    }

    private boolean search(List<Integer> fields) {
        boolean found = false;
        for (int i = 0; i < passes; i++) {
            found |= new Pass(fields, i).run();
        }
        return found;
    }

    /** Looks at the rows of one pass. */
    private interface Look {
        void at(Item item, Rows rows, Fate fate);
    }

    private void read(Look look) {
        var rows = new Rows(passage, job.options(), limits, flaws, FlawListener.SILENT);
        rows.trust(trusted);
        var item = new Item(passage.fields().size());
        int batch = 0;
        try (ItemReader reader = source.reader(0)) {
            for (Chunk chunk : chunks) {
                pause.run();
                rows.begin(chunk);
                reader.begin(passage, chunk, trusted);
                while (reader.next(item)) {
                    look.at(item, rows, rows.prepare(item));
                    if (++batch % BATCH == 0) {
                        pause.run();
                    }
                }
            }
        }
    }

    /** Those rows whose hashes are held at one time. */
    private final class Pass {
        private final List<Integer> fields;
        private final List<List<Integer>> referred;
        private final int number;
        private final KeySet moving = new KeySet();
        private boolean doubles;
        private boolean others;
        private boolean stoodFor;
        private long high;
        private long low;

        Pass(List<Integer> fields, int number) {
            this.fields = fields;
            this.number = number;
            referred = isOfRow()
                    ? List.of(fields)
                    : flaws.watched().stream()
                            .filter(each -> Set.copyOf(each).equals(Set.copyOf(fields)))
                            .toList();
        }

        private boolean isOfRow() {
            return fields.equals(RowFlaws.ROW);
        }

        boolean run() {
            read(this::mark);
            if (!referred.isEmpty() && (others || doubles)) {
                read(this::standFor);
            }
            return doubles || stoodFor;
        }

        private void mark(Item item, Rows rows, Fate fate) {
            if (!isHashed(item, rows)) {
                return;
            }
            if (!moves(fate)) {
                others = true;
            } else if (!moving.add(high, low) && !isOfRow()) {
                flaws.doublesOf(new Found(Flaw.DUPLICATE, fields.get(0))).add(rows.chunk(), rows.place());
                doubles = true;
            }
        }

        private void standFor(Item item, Rows rows, Fate fate) {
            if (!moves(fate) && isHashed(item, rows) && moving.contains(high, low)) {
                referred.forEach(each -> flaws.stoodFor(each).add(rows.chunk(), rows.place()));
                stoodFor = true;
            }
        }

        /** A row that is refused is going to move as soon as somebody says how. */
        private boolean moves(Fate fate) {
            return fate == Fate.KEPT || fate == Fate.REFUSED;
        }

        /** Hashes the fields, if all have values and they belong to this pass. */
        private boolean isHashed(Item item, Rows rows) {
            if (isOfRow()) {
                rows.hashRejected(item);
                high = rows.hash().keyHigh();
                low = rows.hash().keyLow();
            } else if (rows.fieldsHash().hash(item, fields)) {
                high = rows.fieldsHash().high();
                low = rows.fieldsHash().low();
            } else {
                return false;
            }
            return Long.remainderUnsigned(low, passes) == number;
        }
    }
}
