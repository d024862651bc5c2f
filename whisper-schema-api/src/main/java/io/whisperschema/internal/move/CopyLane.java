package io.whisperschema.internal.move;

import io.whisperschema.error.MoveRefused;
import io.whisperschema.internal.move.SurveyResult.Surveyed;
import io.whisperschema.move.Applied;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.ChunkState;
import io.whisperschema.move.Item;
import io.whisperschema.move.Limits;
import io.whisperschema.move.Parts;
import io.whisperschema.move.Passage;
import io.whisperschema.move.Rate;
import io.whisperschema.spi.ItemReader;
import io.whisperschema.spi.ItemWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Copies chunks, one after the other: read, settle, hash, write; rows and what is known of them commit together. */
final class CopyLane implements Lanes.Lane<Copying.Task> {
    private static final int BATCH = 1024;
    private static final int BATCHES_A_SECOND = 10;

    private final Limits limits;
    private final MoveJob job;
    private final ItemReader reader;
    private final ItemWriter writer;
    private final Optional<Rejects> rejects;
    private final Optional<Coercions> coercions;
    private final Meter meter;
    private final Stop stop;
    private final Pace pace;
    private final int batch;
    private final Map<String, Prepared> prepared = new HashMap<>();

    CopyLane(
            Limits limits,
            MoveJob job,
            ItemReader reader,
            ItemWriter writer,
            Optional<Rejects> rejects,
            Optional<Coercions> coercions,
            Meter meter,
            Stop stop,
            Pace pace) {
        this.limits = limits;
        this.job = job;
        this.reader = reader;
        this.writer = writer;
        this.rejects = rejects;
        this.coercions = coercions;
        this.meter = meter;
        this.stop = stop;
        this.pace = pace;
        batch = batchOf(job.options().effort().rate().map(Rate::rows).orElse(OptionalLong.empty()));
    }

    /** A slow move looks up more often than every thousand rows. */
    private static int batchOf(OptionalLong rowsASecond) {
        return rowsASecond.isEmpty()
                ? BATCH
                : (int) Math.max(1, Math.min(BATCH, rowsASecond.getAsLong() / BATCHES_A_SECOND));
    }

    /** What is kept from chunk to chunk of a passage. */
    private static final class Prepared {
        private final Passage passage;
        private final Item item;
        private final FlawCounts counts;
        private final Rows rows;

        Prepared(Surveyed surveyed, MoveJob job, Limits limits) {
            passage = surveyed.passage();
            item = new Item(passage.fields().size());
            counts = new FlawCounts(passage);
            rows = new Rows(passage, job.options(), limits, surveyed.rows(), counts);
            rows.trust(surveyed.trusted());
        }
    }

    @Override
    public void take(Copying.Task task) {
        stop.look();
        Passage passage = task.surveyed().passage();
        Chunk chunk = task.seen().chunk();
        if (!writer.begin(passage, chunk)) {
            return;
        }
        ChunkState done = copied(task);
        stop.done();
        meter.later(() -> job.listener().chunkMoved(chunk, done.rows()));
    }

    private ChunkState copied(Copying.Task task) {
        boolean committed = false;
        var count = new Count(coercions.map(lists -> lists.log(task.seen().chunk())));
        try {
            rows(task, count);
            ChunkState done = count.done(task.seen().chunk());
            rejects.ifPresent(files -> files.write(task.seen().chunk(), count.lines));
            count.coerced.ifPresent(Coercions.Log::finish);
            stop.look();
            writer.commit(done);
            committed = true;
            return done;
        } finally {
            count.coerced.ifPresent(Coercions.Log::close);
            if (!committed) {
                writer.abandon();
            }
        }
    }

    private void rows(Copying.Task task, Count count) {
        Prepared with = prepared.computeIfAbsent(
                task.surveyed().passage().target(), any -> new Prepared(task.surveyed(), job, limits));
        with.counts.clear();
        with.rows.begin(task.seen().chunk());
        reader.begin(with.passage, task.seen().chunk(), task.surveyed().trusted());
        while (reader.next(with.item)) {
            row(with, count);
            if (++count.inBatch == batch) {
                look(with.passage, count);
            }
        }
        look(with.passage, count);
        count.rules.putAll(with.counts.coerced());
    }

    private void row(Prepared with, Count count) {
        with.counts.nextRow();
        switch (with.rows.prepare(with.item)) {
            case KEPT -> {
                count.kept(with.item, with.rows.hash());
                writer.write(with.item);
                log(with, count);
            }
            case LEFT_OUT -> count.leftOut++;
            case REJECTED -> {
                count.rejected++;
                with.counts
                        .takeRejection()
                        .ifPresent(why -> count.lines.add(Rejects.line(
                                with.passage, with.item, with.rows.settling().originals(), why)));
            }
            case REFUSED ->
                throw new MoveRefused(
                        job.source(),
                        List.of(with.passage.source() + " holds what the survey of the same state did not see"));
        }
    }

    private static void log(Prepared with, Count count) {
        List<FlawCounts.Mending> mendings = with.counts.kept();
        if (!mendings.isEmpty()) {
            count.coerced.ifPresent(list ->
                    list.add(with.passage, with.item, with.rows.settling().originals(), mendings));
        }
    }

    private void look(Passage passage, Count count) {
        stop.look();
        meter.add(passage.target(), count.batchRows, count.batchBytes);
        pace.spend(count.inBatch, count.batchBytes);
        count.inBatch = 0;
        count.batchRows = 0;
        count.batchBytes = 0;
    }

    @Override
    public void close() {
        try {
            writer.close();
        } finally {
            reader.close();
        }
    }

    /** What is counted in one chunk. */
    private static final class Count {
        private final Parts parts = new Parts();
        private final List<String> lines = new ArrayList<>();
        private final Map<Applied, Long> rules = new HashMap<>();
        private final Optional<Coercions.Log> coerced;
        private long rows;
        private long bytes;
        private long rejected;
        private long leftOut;
        private long batchRows;
        private long batchBytes;
        private int inBatch;

        Count(Optional<Coercions.Log> coerced) {
            this.coerced = coerced;
        }

        void kept(Item item, ItemHash hash) {
            int size = item.bytes();
            rows++;
            bytes += size;
            batchRows++;
            batchBytes += size;
            hash.hash(item);
            parts.add(hash.part(), hash.high(), hash.low());
        }

        ChunkState done(Chunk chunk) {
            return new ChunkState(chunk, ChunkState.State.DONE, rows, bytes, rejected, leftOut, rules, parts);
        }
    }
}
