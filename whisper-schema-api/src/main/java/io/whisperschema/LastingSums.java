package io.whisperschema;

import io.whisperschema.internal.move.MoveEngine;
import io.whisperschema.internal.move.SurveyResult;
import io.whisperschema.internal.move.TargetKeys;
import io.whisperschema.move.Parts;
import io.whisperschema.spi.EntrySource;
import io.whisperschema.spi.EntryTarget;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Sums of two caches without what goes by itself: only entries are looked at that outlast the looking. How long that takes
 * nobody knows before, so it is tried with more and more time.
 */
record LastingSums(EntrySource source, EntryTarget target, MoveEngine engine) {
    private static final long FIRST_MILLIS = 2000;
    private static final int LONGER = 4;

    /** The sums of both sides. */
    MoveCourse.Sums taken() {
        return during((lasting, back) -> {
            SurveyResult sent = engine.sums(lasting, target.limits(), TargetKeys.NONE);
            Map<String, Parts> arrived = engine.arrived(back, sent);
            return new MoveCourse.Sums(sent.parts(), arrived);
        });
    }

    /** What is made of both sides while nothing of what is seen expires. */
    <T> T during(BiFunction<EntrySource, EntrySource, T> look) {
        try (EntrySource back = target.readBack()) {
            Optional<T> seen = Optional.empty();
            for (long millis = FIRST_MILLIS; seen.isEmpty(); millis *= LONGER) {
                long until = now(back) + millis;
                T now = look.apply(source.lastingBeyond(until), back.lastingBeyond(until));
                seen = Optional.of(now).filter(any -> now(back) < until);
            }
            return seen.get();
        }
    }

    private long now(EntrySource back) {
        return Math.max(source.now(), back.now());
    }
}
