package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.Common.DatetimeRange;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.Common.ValuesCount;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a condition asks of a field without an index. Of several parts of one condition, one must hold. */
final class FieldTest {
    private final Predicate<Value> value;
    private final boolean missing;

    private FieldTest(Predicate<Value> value, boolean missing) {
        this.value = value;
        this.missing = missing;
    }

    static FieldTest of(FieldCondition condition) {
        Predicate<Value> element = element(condition);
        if (condition.hasValuesCount()) {
            ValuesCount count = condition.getValuesCount();
            return new FieldTest(value -> counts(count, Values.count(value)), counts(count, 0));
        }
        if (condition.hasIsEmpty()) {
            boolean empty = condition.getIsEmpty();
            return new FieldTest(value -> Values.isEmpty(value) == empty, empty);
        }
        if (condition.hasIsNull()) {
            boolean isNull = condition.getIsNull();
            return new FieldTest(value -> Values.holdsNull(value) == isNull, !isNull);
        }
        return new FieldTest(value -> Values.elements(value).stream().anyMatch(element), false);
    }

    boolean test(List<Value> values) {
        return values.isEmpty() ? missing : values.stream().anyMatch(value);
    }

    boolean test(Value one) {
        return value.test(one);
    }

    private static Predicate<Value> element(FieldCondition condition) {
        var parts = new ArrayList<Predicate<Value>>();
        if (condition.hasMatch()) {
            parts.add(Matches.of(condition.getMatch()));
        }
        if (condition.hasRange()) {
            parts.add(value -> isWithin(condition.getRange(), Numbers.of(value)));
        } else if (condition.hasDatetimeRange()) {
            parts.add(within(InstantRange.of(condition.getDatetimeRange())));
        }
        if (condition.hasGeoRadius()) {
            parts.add(within(GeoCircle.of(condition.getGeoRadius())));
        }
        if (condition.hasGeoBoundingBox()) {
            parts.add(within(GeoBox.of(condition.getGeoBoundingBox())));
        }
        if (condition.hasGeoPolygon()) {
            parts.add(within(GeoPolygon.of(condition.getGeoPolygon())));
        }
        return value -> parts.stream().anyMatch(part -> part.test(value));
    }

    private static boolean isWithin(Range range, double number) {
        return !Double.isNaN(number)
                && (!range.hasLt() || number < range.getLt())
                && (!range.hasGt() || number > range.getGt())
                && (!range.hasLte() || number <= range.getLte())
                && (!range.hasGte() || number >= range.getGte());
    }

    private static Predicate<Value> within(InstantRange range) {
        return value -> value.hasStringValue()
                && Moments.parse(value.getStringValue()).filter(range::contains).isPresent();
    }

    private static Predicate<Value> within(GeoArea area) {
        return value -> GeoPoint.of(value).filter(area::contains).isPresent();
    }

    private static boolean counts(ValuesCount range, long count) {
        return (!range.hasLt() || Long.compareUnsigned(count, range.getLt()) < 0)
                && (!range.hasGt() || Long.compareUnsigned(count, range.getGt()) > 0)
                && (!range.hasLte() || Long.compareUnsigned(count, range.getLte()) <= 0)
                && (!range.hasGte() || Long.compareUnsigned(count, range.getGte()) >= 0);
    }

    private record InstantRange(DatetimeRange range, Instant lt, Instant gt, Instant lte, Instant gte) {

        static InstantRange of(DatetimeRange range) {
            return new InstantRange(
                    range,
                    Moments.of(range.getLt()),
                    Moments.of(range.getGt()),
                    Moments.of(range.getLte()),
                    Moments.of(range.getGte()));
        }

        boolean contains(Instant moment) {
            return (!range.hasLt() || moment.isBefore(lt))
                    && (!range.hasGt() || moment.isAfter(gt))
                    && (!range.hasLte() || !moment.isAfter(lte))
                    && (!range.hasGte() || !moment.isBefore(gte));
        }
    }
}
