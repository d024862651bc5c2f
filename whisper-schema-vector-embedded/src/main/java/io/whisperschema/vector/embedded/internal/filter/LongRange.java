package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.Common.DatetimeRange;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Range;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * The whole numbers from one to another.
 *
 * @param from the first
 * @param to the last; less than the first when there are none
 */
record LongRange(long from, long to) {
    static final LongRange ALL = new LongRange(Long.MIN_VALUE, Long.MAX_VALUE);
    private static final LongRange NONE = new LongRange(0, -1);

    static LongRange only(long number) {
        return new LongRange(number, number);
    }

    /** The range of a condition among whole numbers. */
    static Optional<LongRange> ofWhole(FieldCondition condition) {
        return condition.hasRange() ? Optional.of(ofWhole(condition.getRange())) : ofMicros(condition);
    }

    /** The range of a condition among the keys of doubles. */
    static Optional<LongRange> ofSortable(FieldCondition condition) {
        if (condition.hasRange()) {
            return Optional.of(ofSortable(condition.getRange()));
        }
        return ofMicros(condition)
                .map(range -> new LongRange(
                        range.from == Long.MIN_VALUE ? range.from : Numbers.sortable((double) range.from),
                        range.to == Long.MAX_VALUE ? range.to : Numbers.sortable((double) range.to)));
    }

    private static LongRange ofWhole(Range range) {
        LongRange whole = ALL;
        if (range.hasLt()) {
            whole = whole.below((long) Math.ceil(range.getLt()));
        }
        if (range.hasGt()) {
            whole = whole.above((long) Math.floor(range.getGt()));
        }
        if (range.hasLte()) {
            whole = whole.upTo((long) Math.floor(range.getLte()));
        }
        return range.hasGte() ? whole.since((long) Math.ceil(range.getGte())) : whole;
    }

    private static LongRange ofSortable(Range range) {
        if (DoubleStream.of(range.getLt(), range.getGt(), range.getLte(), range.getGte())
                .anyMatch(Double::isNaN)) {
            return NONE;
        }
        LongRange keys = ALL;
        if (range.hasLt()) {
            keys = keys.below(Numbers.sortable(range.getLt()));
        }
        if (range.hasGt()) {
            keys = keys.above(Numbers.sortable(range.getGt()));
        }
        if (range.hasLte()) {
            keys = keys.upTo(Numbers.sortable(range.getLte()));
        }
        return range.hasGte() ? keys.since(Numbers.sortable(range.getGte())) : keys;
    }

    private static Optional<LongRange> ofMicros(FieldCondition condition) {
        return condition.hasDatetimeRange() ? Optional.of(ofMicros(condition.getDatetimeRange())) : Optional.empty();
    }

    private static LongRange ofMicros(DatetimeRange range) {
        LongRange micros = ALL;
        if (range.hasLt()) {
            micros = micros.below(Moments.micros(Moments.of(range.getLt())));
        }
        if (range.hasGt()) {
            micros = micros.above(Moments.micros(Moments.of(range.getGt())));
        }
        if (range.hasLte()) {
            micros = micros.upTo(Moments.micros(Moments.of(range.getLte())));
        }
        return range.hasGte() ? micros.since(Moments.micros(Moments.of(range.getGte()))) : micros;
    }

    boolean contains(long number) {
        return from <= number && number <= to;
    }

    private LongRange below(long bound) {
        return bound == Long.MIN_VALUE ? NONE : upTo(bound - 1);
    }

    private LongRange above(long bound) {
        return bound == Long.MAX_VALUE ? NONE : since(bound + 1);
    }

    private LongRange upTo(long last) {
        return new LongRange(from, Math.min(to, last));
    }

    private LongRange since(long first) {
        return new LongRange(Math.max(from, first), to);
    }
}
