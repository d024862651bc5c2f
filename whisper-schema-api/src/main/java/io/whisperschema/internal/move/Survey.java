package io.whisperschema.internal.move;

import static java.util.Objects.requireNonNull;

import io.whisperschema.error.SourceChanged;
import io.whisperschema.internal.move.SurveyResult.Surveyed;
import io.whisperschema.move.Checkpoint;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.ChunkState;
import io.whisperschema.move.Item;
import io.whisperschema.move.Limits;
import io.whisperschema.move.MovePhase;
import io.whisperschema.move.MoveProgress.Amount;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.MoveSource;
import io.whisperschema.spi.RelationQuestions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at every value of a source as the copy is going to, and again at what was copied before. */
final class Survey {
    private static final int MOST_ROUNDS = 5;

    private final MoveJob job;
    private final MoveSource source;
    private final Limits limits;
    private final TargetKeys keys;
    private final Optional<Checkpoint> before;
    private final Hashing hashing;
    private final Map<String, RowFlaws> flaws = new LinkedHashMap<>();
    private final Map<String, Surveyed> surveyed = new HashMap<>();
    private final Map<String, List<SurveyLane.Seen>> seen = new HashMap<>();
    private final Meter meter;

    /** Which rows are hashed. */
    enum Hashing {
        /** Those of chunks that are copied, to see whether they are the same. */
        COPIED,
        /** All, for a proof. */
        ALL
    }

    Survey(
            MoveJob job,
            MoveSource source,
            Limits limits,
            TargetKeys keys,
            Optional<Checkpoint> before,
            Hashing hashing) {
        this.job = job;
        this.source = source;
        this.limits = limits;
        this.keys = keys;
        this.before = before;
        this.hashing = hashing;
        meter = new Meter(MovePhase.LOOKING, job.passages(), estimates(), job.listener(), job.time());
    }

    private Map<String, Amount> estimates() {
        var estimates = new HashMap<String, Amount>();
        for (Passage passage : job.passages()) {
            source.estimatedRows(passage).ifPresent(rows -> estimates.put(passage.target(), new Amount(rows, 0)));
        }
        return estimates;
    }

    SurveyResult run() {
        List<Passage> order = PassageOrder.parentsFirst(job);
        order.forEach(passage -> flaws.put(passage.source(), new RowFlaws()));
        order.forEach(this::watchReferences);
        order.forEach(this::needReferences);
        order.forEach(this::askRelations);
        int rounds = 0;
        boolean again = true;
        while (again && rounds++ < MOST_ROUNDS) {
            again = round(order);
        }
        if (again) {
            throw new IllegalStateException("rows that refer to each other in circles are rejected round after round");
        }
        before.ifPresent(checkpoint -> order.forEach(passage -> requireSame(passage, checkpoint)));
        meter.tell();
        return new SurveyResult(job, limits, inGivenOrder());
    }

    private Map<String, Surveyed> inGivenOrder() {
        var ordered = new LinkedHashMap<String, Surveyed>();
        for (Passage passage : job.passages()) {
            Surveyed seen = surveyed.get(passage.target());
            if (seen != null) {
                ordered.put(passage.target(), seen);
            }
        }
        return ordered;
    }

    private void watchReferences(Passage passage) {
        for (var key : job.questionsOf(passage).allReferences()) {
            Optional<Passage> parent = job.passages().stream()
                    .filter(each -> each.source().equals(key.table()))
                    .findFirst();
            List<Integer> from = places(passage, key.columns());
            List<Integer> to =
                    parent.map(each -> places(each, key.references())).orElse(List.of());
            if (parent.isPresent() && !from.contains(-1) && !to.contains(-1)) {
                flawsOf(passage).refer(from, flawsOf(parent.get()).watch(to));
            }
        }
    }

    private void needReferences(Passage passage) {
        for (var key : job.questionsOf(passage).outside()) {
            keys.of(passage, key).ifPresent(there -> flawsOf(passage).need(places(passage, key.columns()), there));
        }
    }

    private static List<Integer> places(Passage passage, List<String> columns) {
        return columns.stream().map(column -> RowFlaws.place(passage, column)).toList();
    }

    private RowFlaws flawsOf(Passage passage) {
        return requireNonNull(flaws.get(passage.source()));
    }

    private void askRelations(Passage passage) {
        RelationQuestions questions = job.questionsOf(passage);
        if (!questions.equals(RelationQuestions.NONE)) {
            RowFlaws rows = flawsOf(passage);
            var keys = new KeyItems(passage, job.options(), limits);
            source.relations(
                    passage,
                    questions,
                    (flaw, column, key) ->
                            rows.add(new RowFlaws.Found(flaw, RowFlaws.place(passage, column)), keys.hashed(key)));
        }
    }

    /** Surveys all; whether rows were rejected that others refer to who were surveyed before. */
    private boolean round(List<Passage> order) {
        boolean again = false;
        for (int i = 0; i < order.size(); i++) {
            boolean news = survey(order.get(i));
            again |= news && isReferredToBy(order.get(i), order.subList(0, i + 1));
        }
        return again;
    }

    private boolean isReferredToBy(Passage parent, List<Passage> passages) {
        return passages.stream()
                .flatMap(passage -> job.questionsOf(passage).allReferences().stream())
                .anyMatch(key -> key.table().equals(parent.source()));
    }

    /** Surveys one passage; whether rows were rejected that others refer to. */
    private boolean survey(Passage passage) {
        List<ChunkState> states = states(passage);
        var chunks = new SurveyLane.Seen[states.size()];
        var stop = new Stop(job.cancellation(), done(), this::stopped);
        int lanes = Math.min(job.options().effort().lanesAtMost(), source.readers());
        new Lanes(lanes, job.options().effort().executor(), meter::tick)
                .run(
                        states,
                        lane -> new SurveyLane(
                                job,
                                source.reader(lane),
                                passage,
                                limits,
                                hashing,
                                flawsOf(passage),
                                meter,
                                stop,
                                chunks));
        seen.put(passage.target(), List.of(chunks));
        surveyed.put(passage.target(), together(passage, states, List.of(chunks)));
        return List.of(chunks).stream().anyMatch(SurveyLane.Seen::news);
    }

    private int done() {
        return before.map(checkpoint -> (int) checkpoint.done()).orElse(0);
    }

    private String stopped(int done) {
        return before.isEmpty()
                ? "Nothing was written."
                : Copying.chunksStay(done, before.get().chunks().size());
    }

    private List<ChunkState> states(Passage passage) {
        if (before.isPresent()) {
            return before.get().chunksOf(passage);
        }
        List<Chunk> chunks = source.chunks(passage, job.options().effort().chunkRows());
        return chunks.stream().map(ChunkState::pending).toList();
    }

    /** Rows that are copied have to be those that were, and rows that were rejected those that their file tells of. */
    private void requireSame(Passage passage, Checkpoint checkpoint) {
        List<ChunkState> states = checkpoint.chunksOf(passage);
        List<SurveyLane.Seen> now = requireNonNull(seen.get(passage.target()));
        for (int i = 0; i < states.size(); i++) {
            ChunkState copied = states.get(i);
            if (copied.isDone()
                    && !(isSame(copied, now.get(i).state())
                            && tellsOf(now.get(i).rejects(), passage, copied.chunk(), checkpoint.move()))) {
                throw new SourceChanged(
                        job.source(), passage.source(), copied.chunk().range(), stopped(done()));
            }
        }
    }

    /** A file of rejects that somebody took away is written again. */
    private boolean tellsOf(List<String> rejected, Passage passage, Chunk chunk, String move) {
        Optional<Path> folder = job.options().handling().rejects();
        if (folder.isEmpty() || rejected.isEmpty()) {
            return true;
        }
        var rejects = new Rejects(folder.get(), move);
        Optional<Set<String>> told = rejects.lines(passage, chunk);
        if (told.isEmpty()) {
            rejects.write(chunk, rejected);
        }
        return told.isEmpty() || told.get().containsAll(rejected);
    }

    private static boolean isSame(ChunkState one, ChunkState other) {
        return one.rows() == other.rows()
                && one.rejected() == other.rejected()
                && one.parts().equals(other.parts());
    }

    private Surveyed together(Passage passage, List<ChunkState> states, List<SurveyLane.Seen> seen) {
        var tally = new Tally(passage, job.options().handling(), new Item(0));
        var trusted = new BitSet();
        trusted.set(0, passage.fields().size());
        for (SurveyLane.Seen each : seen) {
            tally.addAll(each.tally());
        }
        for (int i = 0; i < passage.fields().size(); i++) {
            int classes = 0;
            for (SurveyLane.Seen each : seen) {
                classes |= each.classes()[i];
            }
            trusted.set(i, SurveyLane.isOneClass(classes) && !tally.hasFlawIn(i));
        }
        List<ChunkState> observed = new ArrayList<>();
        seen.forEach(each -> observed.add(each.state()));
        return new Surveyed(passage, states, List.copyOf(observed), tally.found(), trusted, flawsOf(passage));
    }
}
