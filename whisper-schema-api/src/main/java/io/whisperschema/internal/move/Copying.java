package io.whisperschema.internal.move;

import io.whisperschema.internal.move.SurveyResult.Surveyed;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.ChunkState;
import io.whisperschema.move.MovePhase;
import io.whisperschema.move.MoveProgress.Amount;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.MoveSource;
import io.whisperschema.spi.MoveTarget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies all chunks that are still to come. */
final class Copying {
    private final MoveJob job;
    private final MoveSource source;
    private final MoveTarget target;
    private final SurveyResult survey;
    private final Optional<Rejects> rejects;
    private final Optional<Coercions> coercions;
    private final Meter meter;
    private final Stop stop;

    Copying(MoveJob job, String move, MoveSource source, MoveTarget target, SurveyResult survey) {
        this.job = job;
        this.source = source;
        this.target = target;
        this.survey = survey;
        rejects = job.options().handling().rejects().map(folder -> new Rejects(folder, move));
        coercions = job.options().handling().rejects().map(folder -> new Coercions(folder, move));
        meter = new Meter(MovePhase.COPYING, job.passages(), amounts(), job.listener(), job.time());
        int all = survey.chunks().size();
        int done = (int) survey.chunks().stream().filter(ChunkState::isDone).count();
        stop = new Stop(job.cancellation(), done, now -> chunksStay(now, all));
    }

    /** What state the target is in, as a sentence. */
    static String chunksStay(int done, int of) {
        return done + " of " + of + " chunks are copied and stay; move again to go on.";
    }

    /**
     * A chunk that is to be copied.
     *
     * @param surveyed what is known of its passage
     * @param seen what was seen of it
     */
    record Task(Surveyed surveyed, ChunkState seen) {
        long bytes() {
            return surveyed.bytes();
        }
    }

    private Map<String, Amount> amounts() {
        var amounts = new HashMap<String, Amount>();
        for (Passage passage : job.passages()) {
            Surveyed surveyed = survey.of(passage);
            amounts.put(passage.target(), new Amount(surveyed.rowCount(), surveyed.bytes()));
        }
        return amounts;
    }

    void run() {
        countCopied();
        int lanes = Math.min(job.options().effort().lanesAtMost(), Math.min(source.readers(), target.writers()));
        var pace = new Pace(job.options().effort().rate(), job.time(), stop::look);
        new Lanes(lanes, job.options().effort().executor(), meter::tick)
                .run(
                        tasks(lanes),
                        lane -> new CopyLane(
                                survey.limits(),
                                job,
                                source.reader(lane),
                                target.writer(lane),
                                rejects,
                                coercions,
                                meter,
                                stop,
                                pace));
        for (Passage passage : job.passages()) {
            join(
                    passage,
                    survey.of(passage).seen().stream().map(ChunkState::chunk).toList());
        }
        meter.tell();
    }

    private void countCopied() {
        for (Passage passage : job.passages()) {
            survey.of(passage).seen().stream()
                    .filter(ChunkState::isDone)
                    .forEach(each -> meter.add(passage.target(), each.rows(), each.bytes()));
        }
    }

    /** The chunks to come; with several lanes the largest passages first, so that none is left alone with one in the end. */
    private List<Task> tasks(int lanes) {
        var tasks = new ArrayList<Task>();
        for (Passage passage : job.passages()) {
            Surveyed surveyed = survey.of(passage);
            surveyed.seen().stream()
                    .filter(each -> !each.isDone())
                    .forEach(each -> tasks.add(new Task(surveyed, each)));
        }
        if (lanes > 1) {
            tasks.sort(Comparator.comparingLong(Task::bytes).reversed());
        }
        return tasks;
    }

    private void join(Passage passage, List<Chunk> chunks) {
        rejects.ifPresent(files -> files.join(passage, chunks));
        coercions.ifPresent(lists -> lists.join(passage, chunks));
    }
}
