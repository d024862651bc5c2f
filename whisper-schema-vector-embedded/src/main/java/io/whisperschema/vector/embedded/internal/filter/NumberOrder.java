package io.whisperschema.vector.embedded.internal.filter;

import com.google.protobuf.Timestamp;
import io.qdrant.client.grpc.Common.DatetimeRange;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.Points.Direction;
import io.qdrant.client.grpc.Points.OrderBy;
import io.qdrant.client.grpc.Points.OrderValue;
import io.qdrant.client.grpc.Points.StartFrom;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * The order of an index on numbers.
 *
 * @param range the keys that a range names
 * @param value what a client sees of a key
 */
record NumberOrder(
        OrderedSlots slots, Function<FieldCondition, Optional<LongRange>> range, LongFunction<OrderValue> value)
        implements OrderedValues {

    @Override
    public void forEach(OrderBy request, Visitor visitor) {
        LongRange keys = keys(request);
        OrderedSlots.Visitor inner = (key, slot) -> visitor.visit(slot, value.apply(key));
        if (request.getDirection() == Direction.Desc) {
            slots.descending(keys, inner);
        } else {
            slots.ascending(keys, inner);
        }
    }

    private LongRange keys(OrderBy request) {
        StartFrom start = request.getStartFrom();
        boolean down = request.getDirection() == Direction.Desc;
        return switch (start.getValueCase()) {
            case INTEGER -> from((double) start.getInteger(), down);
            case FLOAT -> from(start.getFloat(), down);
            case TIMESTAMP -> from(start.getTimestamp(), down);
            case DATETIME -> from(timestamp(start.getDatetime()), down);
            case VALUE_NOT_SET -> LongRange.ALL;
        };
    }

    private LongRange from(double start, boolean down) {
        var range = Range.newBuilder();
        return keys(FieldCondition.newBuilder().setRange(down ? range.setLte(start) : range.setGte(start)));
    }

    private LongRange from(Timestamp start, boolean down) {
        var range = DatetimeRange.newBuilder();
        return keys(FieldCondition.newBuilder().setDatetimeRange(down ? range.setLte(start) : range.setGte(start)));
    }

    private LongRange keys(FieldCondition.Builder condition) {
        return range.apply(condition.build()).orElse(LongRange.ALL);
    }

    private static Timestamp timestamp(String text) {
        Instant instant = Moments.parse(text)
                .orElseThrow(() -> Refused.invalid("Malformed datetime: input contains invalid characters"));
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }
}
