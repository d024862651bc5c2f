package io.whisperschema.internal.move;

import static java.util.Objects.requireNonNull;

import io.whisperschema.error.SourceChanged;
import io.whisperschema.internal.move.RowFlaws.Found;
import io.whisperschema.internal.move.RowFlaws.Known;
import io.whisperschema.internal.move.SurveyLane.Seen;
import io.whisperschema.internal.move.SurveyResult.Surveyed;
import io.whisperschema.move.Checkpoint;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.ChunkState;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Limits;
import io.whisperschema.move.MovePhase;
import io.whisperschema.move.MoveProgress.Amount;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.MoveSource;
import io.whisperschema.spi.RelationQuestions;
import io.whisperschema.spi.RelationSink;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
    private final Map<String, List<Seen>> chunks = new HashMap<>();
    private final Map<String, Surveyed> surveyed = new HashMap<>();
    private final Meter meter;

    /** Which rows are hashed. */
    enum Hashing {
        /** None, and no row is looked at: what is copied may be gone by now. */
        NONE,
        /** Those of chunks that are copied, to see whether they are the same. */
        COPIED,
        /** The same, and rows of other chunks are not even looked at. */
        ONLY_COPIED,
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
        order.forEach(passage -> flaws.put(passage.source(), new RowFlaws(passage)));
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
        order.forEach(this::requireSame);
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
            List<Integer> from = RowFlaws.places(passage, key.columns());
            List<Integer> to =
                    parent.map(each -> RowFlaws.places(each, key.references())).orElse(List.of());
            if (parent.isPresent() && !from.contains(-1) && !to.contains(-1)) {
                flawsOf(passage).refer(from, flawsOf(parent.get()).watch(to));
            }
        }
    }

    private void needReferences(Passage passage) {
        for (var key : job.questionsOf(passage).outside()) {
            keys.of(passage, key)
                    .ifPresent(there -> flawsOf(passage).need(RowFlaws.places(passage, key.columns()), there));
        }
    }

    private RowFlaws flawsOf(Passage passage) {
        return requireNonNull(flaws.get(passage.source()));
    }

    private void askRelations(Passage passage) {
        RelationQuestions questions = job.questionsOf(passage);
        if (!questions.equals(RelationQuestions.NONE)) {
            var answers = new Answers(passage, flawsOf(passage), questions);
            source.relations(answers.asked, questions, answers);
            if (answers.lackKeys) {
                askByAll(passage);
            }
        }
    }

    private void askByAll(Passage passage) {
        if (flawsOf(passage).known() == Known.BY_KEY) {
            flawsOf(passage).knowByAll();
            askRelations(passage);
        }
    }

    /** Hears which rows of a passage queries find. */
    private final class Answers implements RelationSink {
        private final Passage asked;
        private final RowFlaws rows;
        private final RelationQuestions questions;
        private final KeyItems keys;
        private boolean lackKeys;

        Answers(Passage passage, RowFlaws rows, RelationQuestions questions) {
            this.rows = rows;
            this.questions = questions;
            asked = rows.known() == Known.BY_KEY ? passage : byAll(passage);
            keys = new KeyItems(asked, job.options(), limits);
        }

        private static Passage byAll(Passage passage) {
            return new Passage(passage.source(), passage.target(), passage.fields(), List.of(), passage.filter());
        }

        @Override
        public void found(Flaw flaw, String column, Item key) {
            int field = RowFlaws.place(asked, column);
            if (flaw == Flaw.DUPLICATE && isSearched(column)) {
                rows.suspect(field);
            } else {
                lackKeys |= isLacking(key);
                rows.add(new Found(flaw, field), keys.hashed(key));
            }
        }

        /** Which rows are doubles a search of our own tells, even of those that have one key. */
        private boolean isSearched(String column) {
            return questions.unlike().stream()
                    .filter(columns -> columns.get(0).equals(column))
                    .allMatch(questions.distinct()::contains);
        }

        private boolean isLacking(Item key) {
            return rows.known() == Known.BY_KEY
                    && IntStream.range(0, key.fields()).anyMatch(i -> key.tag(i) == Tag.NULL);
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
        Seen[] seen = look(passage, states);
        if (!surveyed.containsKey(passage.target()) && hasDoubles(passage, states, seen)) {
            seen = look(passage, states);
        }
        chunks.put(passage.target(), List.of(seen));
        surveyed.put(passage.target(), together(passage, states, List.of(seen)));
        return List.of(seen).stream().anyMatch(Seen::news);
    }

    /** Looks for rows that mean the same, where it may be that some do; what they are is to be looked at again. */
    private boolean hasDoubles(Passage passage, List<ChunkState> states, Seen[] seen) {
        List<List<Integer>> groups = doubtful(passage, List.of(seen));
        if (groups.isEmpty()) {
            return false;
        }
        RowFlaws rows = flawsOf(passage);
        if (groups.stream().anyMatch(fields -> Set.copyOf(fields).equals(Set.copyOf(passage.key())))) {
            askByAll(passage);
        }
        Surveyed first = together(passage, states, List.of(seen));
        Stop stop = stop();
        var search = new DoubleSearch(
                job,
                source,
                limits,
                passage,
                states,
                Stream.of(seen).mapToLong(Seen::read).sum(),
                first.trusted(),
                rows,
                () -> {
                    stop.look();
                    meter.tick();
                });
        boolean found = search.run(groups);
        if (found) {
            rows.forgetRejected();
            Stream.of(seen)
                    .forEach(each -> meter.takeBack(
                            passage.target(), each.shown(), each.state().bytes()));
        }
        return found;
    }

    /** The fields that must be unlike together, of which a query says that they are not or in which spellings vary. */
    private List<List<Integer>> doubtful(Passage passage, List<Seen> seen) {
        var spellings = new Spellings(passage, job.unlikeFields(passage));
        seen.forEach(each -> spellings.addAll(each.spellings()));
        BitSet vary = spellings.vary();
        return job.unlike(passage).stream()
                .filter(fields -> flawsOf(passage).isSuspect(fields.get(0))
                        || fields.stream().anyMatch(vary::get))
                .toList();
    }

    private Stop stop() {
        return new Stop(job.cancellation(), done(), this::stopped);
    }

    private Seen[] look(Passage passage, List<ChunkState> states) {
        var seen = new Seen[states.size()];
        Stop stop = stop();
        int lanes = Math.min(job.options().effort().lanesAtMost(), source.readers());
        new Lanes(lanes, job.options().effort().executor(), meter::tick)
                .run(
                        states.stream().filter(this::isLookedAt).toList(),
                        lane -> new SurveyLane(
                                job,
                                source.reader(lane),
                                passage,
                                limits,
                                hashing,
                                flawsOf(passage),
                                meter,
                                stop,
                                seen));
        states.stream()
                .filter(state -> !isLookedAt(state))
                .forEach(state -> seen[state.chunk().number()] = SurveyLane.unseen(job, passage, state));
        return seen;
    }

    private boolean isLookedAt(ChunkState state) {
        return hashing != Hashing.NONE && (hashing != Hashing.ONLY_COPIED || state.isDone());
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

    /**
     * Rows that are copied have to be those that were, and rows that were rejected those that their file tells of; a list of
     * them that somebody took away is written again.
     */
    private void requireSame(Passage passage) {
        List<ChunkState> states = requireNonNull(surveyed.get(passage.target())).states();
        List<Seen> seen = requireNonNull(chunks.get(passage.target()));
        for (int i = 0; i < states.size(); i++) {
            if (states.get(i).isDone() && !isSame(passage, states.get(i), seen.get(i))) {
                throw new SourceChanged(
                        job.source(), passage.source(), states.get(i).chunk().range(), stopped(done()));
            }
        }
    }

    private boolean isSame(Passage passage, ChunkState copied, Seen now) {
        return isSame(copied, now.state())
                && lists().stream().allMatch(lists -> lists.tellOf(passage, flawsOf(passage), now));
    }

    private Optional<CopiedLists> lists() {
        return job.options()
                .handling()
                .rejects()
                .flatMap(folder ->
                        before.map(checkpoint -> new CopiedLists(job, source, limits, folder, checkpoint.move())));
    }

    private static boolean isSame(ChunkState one, ChunkState other) {
        return one.rows() == other.rows()
                && one.rejected() == other.rejected()
                && one.parts().equals(other.parts());
    }

    private Surveyed together(Passage passage, List<ChunkState> states, List<Seen> seen) {
        var tally = new Tally(passage, job.options().handling(), new Item(0));
        var trusted = new BitSet();
        trusted.set(0, passage.fields().size());
        for (Seen each : seen) {
            tally.addAll(each.tally());
        }
        for (int i = 0; i < passage.fields().size(); i++) {
            int classes = 0;
            for (Seen each : seen) {
                classes |= each.classes()[i];
            }
            trusted.set(i, SurveyLane.isOneClass(classes) && !tally.hasFlawIn(i));
        }
        List<ChunkState> observed = new ArrayList<>();
        seen.forEach(each -> observed.add(each.state()));
        OptionalLong estimate =
                states.stream().allMatch(this::isLookedAt) ? OptionalLong.empty() : source.estimatedRows(passage);
        return new Surveyed(passage, states, List.copyOf(observed), estimate, tally.found(), trusted, flawsOf(passage));
    }
}
