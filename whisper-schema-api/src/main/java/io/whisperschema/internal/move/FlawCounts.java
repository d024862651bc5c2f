package io.whisperschema.internal.move;

import io.whisperschema.internal.move.RowFlaws.Found;
import io.whisperschema.move.Applied;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.Passage;
import io.whisperschema.move.Rule;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts what rules change in a chunk, and remembers why a row was rejected first. Reused, not thread-safe. */
final class FlawCounts implements FlawListener {
    private final Passage passage;
    private final Map<Applied, Long> coerced = new HashMap<>();
    private Optional<Found> rejection = Optional.empty();
    private Optional<Found> refusal = Optional.empty();

    FlawCounts(Passage passage) {
        this.passage = passage;
    }

    void clear() {
        coerced.clear();
        rejection = Optional.empty();
        refusal = Optional.empty();
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
        coerced.merge(new Applied(passage.fields().get(field).source(), rule), 1L, Long::sum);
    }

    @Override
    public void rejected(int field, Flaw flaw) {
        if (rejection.isEmpty()) {
            rejection = Optional.of(new Found(flaw, field));
        }
    }
}
