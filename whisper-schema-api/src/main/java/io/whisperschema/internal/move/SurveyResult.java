package io.whisperschema.internal.move;

import static java.util.Objects.requireNonNull;

import io.whisperschema.error.MoveRefused;
import io.whisperschema.move.ChunkState;
import io.whisperschema.move.FlawFound;
import io.whisperschema.move.Limits;
import io.whisperschema.move.Parts;
import io.whisperschema.move.Passage;
import io.whisperschema.move.PassageSurvey;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What a survey saw of a source, and what the copy from the same state of it goes by. */
public final class SurveyResult {
    private final MoveJob job;
    private final Limits limits;
    private final Map<String, Surveyed> passages;

    SurveyResult(MoveJob job, Limits limits, Map<String, Surveyed> passages) {
        this.job = job;
        this.limits = limits;
        this.passages = new LinkedHashMap<>(passages);
    }

    /**
     * What was seen of one passage.
     *
     * @param passage which
     * @param states how its chunks stand
     * @param seen what was seen in each of them, as if it had been copied
     * @param estimate how many rows there are, where not all were looked at
     * @param flaws what is wrong with its values and rows
     * @param trusted the fields of which all values fit as they are
     * @param rows what is known of rows
     */
    record Surveyed(
            Passage passage,
            List<ChunkState> states,
            List<ChunkState> seen,
            OptionalLong estimate,
            List<FlawFound> flaws,
            BitSet trusted,
            RowFlaws rows) {
        Parts parts() {
            var parts = new Parts();
            seen.forEach(each -> parts.addAll(each.parts()));
            return parts;
        }

        long rowCount() {
            return estimate.orElseGet(
                    () -> seen.stream().mapToLong(ChunkState::rows).sum());
        }

        long bytes() {
            return seen.stream().mapToLong(ChunkState::bytes).sum();
        }

        long rejected() {
            return seen.stream().mapToLong(ChunkState::rejected).sum();
        }
    }

    Surveyed of(Passage passage) {
        return requireNonNull(passages.get(passage.target()));
    }

    Limits limits() {
        return limits;
    }

    /** What there is to move, by passage. */
    public List<PassageSurvey> passages() {
        return passages.values().stream()
                .map(each -> new PassageSurvey(
                        each.passage().source(),
                        each.rowCount(),
                        each.bytes(),
                        each.seen().size()))
                .toList();
    }

    /** What is wrong, column by column. */
    public List<FlawFound> flaws() {
        return passages.values().stream().flatMap(each -> each.flaws().stream()).toList();
    }

    /** How all chunks stand: as the checkpoint says, or all of them to come. */
    public List<ChunkState> chunks() {
        return passages.values().stream()
                .flatMap(each -> each.states().stream())
                .toList();
    }

    /** How many rows are rejected. */
    public long rejected() {
        return passages.values().stream().mapToLong(Surveyed::rejected).sum();
    }

    /** The sums of the rows that move, by the target's name of the passage; those of a survey that took them. */
    public Map<String, Parts> parts() {
        var parts = new LinkedHashMap<String, Parts>();
        passages.forEach((target, each) -> parts.put(target, each.parts()));
        return parts;
    }

    /** Why the move cannot begin; nothing if it can. */
    public List<String> refusals() {
        var refusals = new ArrayList<String>();
        flaws().stream().filter(FlawFound::isRefused).map(FlawFound::text).forEach(refusals::add);
        long limit = job.options().handling().rejectLimit();
        if (rejected() > limit) {
            refusals.add(rejected() + " rows would be rejected, " + limit
                    + " may be. Treat them otherwise, or allow more: MoveOptions.rejectingAtMost(…).");
        }
        return refusals;
    }

    /**
     * Goes on only if the move can begin.
     *
     * @throws MoveRefused if there is what nobody said what becomes of
     */
    public void requireClear() {
        List<String> refusals = refusals();
        if (!refusals.isEmpty()) {
            throw new MoveRefused(job.source(), refusals);
        }
    }
}
