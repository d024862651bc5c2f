package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Points.Direction;
import io.qdrant.client.grpc.Points.OrderBy;
import io.qdrant.client.grpc.Points.OrderValue;
import io.qdrant.client.grpc.Points.StartFrom;
import java.util.function.Predicate;

/** Where an order begins, and which way it goes. */
final class Ordering {
    private Ordering() {}

    static boolean isDescending(OrderBy order) {
        return order.getDirection() == Direction.Desc;
    }

    static OrderValue value(Number number) {
        return number instanceof Double
                ? OrderValue.newBuilder().setFloat(number.doubleValue()).build()
                : OrderValue.newBuilder().setInt(number.longValue()).build();
    }

    static Predicate<Number> started(OrderBy order) {
        if (!order.hasStartFrom()) {
            return number -> true;
        }
        double start = start(order.getStartFrom());
        return isDescending(order) ? number -> number.doubleValue() <= start : number -> number.doubleValue() >= start;
    }

    private static double start(StartFrom start) {
        return switch (start.getValueCase()) {
            case INTEGER -> start.getInteger();
            case FLOAT -> start.getFloat();
            case TIMESTAMP -> Moments.micros(Moments.of(start.getTimestamp()));
            case DATETIME ->
                Moments.micros(Moments.parse(start.getDatetime())
                        .orElseThrow(() -> Refusal.invalid("Malformed datetime: input contains invalid characters")));
            case VALUE_NOT_SET -> throw new IllegalStateException(start.toString());
        };
    }
}
