package io.whisperschema.internal.move;

import io.whisperschema.move.Chunk;
import io.whisperschema.move.Item;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.MovePhase;
import io.whisperschema.move.MoveProgress.Amount;
import io.whisperschema.move.Parts;
import io.whisperschema.move.Passage;
import io.whisperschema.move.PassageSurvey;
import io.whisperschema.spi.ItemReader;
import io.whisperschema.spi.MoveSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sums of what a target returns. A value that does not fit is hashed as it is, so it differs from every one that fits. */
final class TargetSums {
    private static final int BATCH = 1024;
    private static final BitSet NOTHING = new BitSet();

    private final MoveJob job;
    private final MoveSource target;
    private final SurveyResult survey;
    private final Map<String, Parts> sums = new LinkedHashMap<>();
    private final Meter meter;
    private final Stop stop;

    TargetSums(MoveJob job, MoveSource target, SurveyResult survey) {
        this.job = job;
        this.target = target;
        this.survey = survey;
        job.passages().forEach(passage -> sums.put(passage.target(), new Parts()));
        meter = new Meter(MovePhase.PROVING, job.passages(), amounts(), job.listener(), job.time());
        stop = new Stop(job.cancellation(), 0, any -> "All rows are copied; move again to prove it.");
    }

    private Map<String, Amount> amounts() {
        var amounts = new HashMap<String, Amount>();
        List<PassageSurvey> seen = survey.passages();
        for (int i = 0; i < seen.size(); i++) {
            Amount amount = new Amount(seen.get(i).rows(), seen.get(i).bytes());
            amounts.put(job.passages().get(i).target(), amount);
        }
        return amounts;
    }

    private record Task(Passage passage, Chunk chunk) {}

    Map<String, Parts> run() {
        var tasks = new ArrayList<Task>();
        for (Passage passage : job.passages()) {
            Passage arrived = passage.arrived();
            target.chunks(arrived, job.options().effort().chunkRows())
                    .forEach(chunk -> tasks.add(new Task(passage, chunk)));
        }
        int lanes = Math.min(job.options().effort().lanesAtMost(), target.readers());
        new Lanes(lanes, job.options().effort().executor(), meter::tick)
                .run(tasks, lane -> new ReadingLane(target.reader(lane)));
        meter.tell();
        return sums;
    }

    /** Reads chunks of the target. */
    private final class ReadingLane implements Lanes.Lane<Task> {
        private final ItemReader reader;

        ReadingLane(ItemReader reader) {
            this.reader = reader;
        }

        @Override
        public void take(Task task) {
            var rows = new ArrivedRows(task.passage(), job.options());
            KeySet rejected = survey.of(task.passage()).rows().rejected();
            var parts = new Parts();
            reader.begin(task.passage().arrived(), task.chunk(), NOTHING);
            int inBatch = 0;
            while (rows.next(reader)) {
                ItemHash hash = rows.hash();
                if (rejected.isEmpty() || !rejected.contains(hash.keyHigh(), hash.keyLow())) {
                    parts.add(hash.part(), hash.high(), hash.low());
                }
                if (++inBatch == BATCH) {
                    flush(task, inBatch, rows.takeBytes());
                    inBatch = 0;
                }
            }
            flush(task, inBatch, rows.takeBytes());
            add(task.passage(), parts);
        }

        private void flush(Task task, int rows, long bytes) {
            stop.look();
            meter.add(task.passage().target(), rows, bytes);
        }

        @Override
        public void close() {
            reader.close();
        }
    }

    private synchronized void add(Passage passage, Parts parts) {
        sums.computeIfAbsent(passage.target(), any -> new Parts()).addAll(parts);
    }

    /** Rows that a target returns, settled and hashed. Reused, not thread-safe. */
    static final class ArrivedRows {
        private final Item item;
        private final Settling settling;
        private final ItemHash hash;
        private long bytes;

        ArrivedRows(Passage passage, MoveOptions options) {
            item = new Item(passage.fields().size());
            settling = Settling.isCompared(passage)
                    ? Settling.ofCompared(passage, options)
                    : Settling.ofTarget(passage.arrived(), options, FlawListener.SILENT);
            hash = new ItemHash(passage);
        }

        boolean next(ItemReader reader) {
            if (!reader.next(item)) {
                return false;
            }
            settling.settle(item);
            for (int i = 0; i < item.fields(); i++) {
                if (item.tag(i) == Item.Tag.TOO_LARGE) {
                    item.putNull(i);
                }
            }
            hash.hash(item);
            bytes += item.bytes();
            return true;
        }

        Item item() {
            return item;
        }

        ItemHash hash() {
            return hash;
        }

        /** How many bytes the rows since the last call had. */
        long takeBytes() {
            long sum = bytes;
            bytes = 0;
            return sum;
        }
    }
}
