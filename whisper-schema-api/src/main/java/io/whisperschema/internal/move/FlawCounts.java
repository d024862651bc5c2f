package io.whisperschema.internal.move;

import io.whisperschema.internal.move.RowFlaws.Found;
import io.whisperschema.move.Applied;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.Passage;
import io.whisperschema.move.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts what rules change in the rows of a chunk that are kept, and remembers why a row was rejected first. Reused, not thread-safe. */
final class FlawCounts implements FlawListener {
    private final Passage passage;
    private final Map<Applied, Long> coerced = new HashMap<>();
    private final List<Mending> mendings = new ArrayList<>();
    private Optional<Found> rejection = Optional.empty();
    private Optional<Found> refusal = Optional.empty();

    FlawCounts(Passage passage) {
        this.passage = passage;
    }

    /**
     * What was done to a value of the row at hand.
     *
     * @param field in which field
     * @param flaw what was wrong with it
     * @param rule the rule that made it fit; absent where it was left empty
     */
    record Mending(int field, Flaw flaw, Optional<Rule> rule) {}

    void clear() {
        coerced.clear();
        mendings.clear();
        rejection = Optional.empty();
        refusal = Optional.empty();
    }

    /** Another row is at hand. */
    void nextRow() {
        mendings.clear();
    }

    /** Counts what was done to the row at hand, which is kept. */
    List<Mending> kept() {
        for (Mending mending : mendings) {
            mending.rule().ifPresent(rule -> coerced.merge(applied(mending.field(), rule), 1L, Long::sum));
        }
        return mendings;
    }

    private Applied applied(int field, Rule rule) {
        return new Applied(passage.fields().get(field).source(), rule);
    }

    Map<Applied, Long> coerced() {
        return coerced;
    }

    /** Why the last row that was rejected was, asked once. */
    Optional<Found> takeRejection() {
        Optional<Found> last = rejection;
        rejection = Optional.empty();
        return last;
    }

    /** Why a row since {@link #clear} was refused or rejected. */
    Optional<Found> takeRefusal() {
        return refusal.or(this::takeRejection);
    }

    @Override
    public void refused(int field, Flaw flaw) {
        refusal = Optional.of(new Found(flaw, field));
    }

    @Override
    public void mended(int field, Flaw flaw, Rule rule) {
        mendings.add(new Mending(field, flaw, Optional.of(rule)));
    }

    @Override
    public void leftEmpty(int field, Flaw flaw) {
        mendings.add(new Mending(field, flaw, Optional.empty()));
    }

    @Override
    public void rejected(int field, Flaw flaw) {
        if (rejection.isEmpty()) {
            rejection = Optional.of(new Found(flaw, field));
        }
    }
}
