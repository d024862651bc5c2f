package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.Common.GeoLineString;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A closed line in the plane of degrees: it does not know that the earth is round. */
record GeoRing(List<GeoPoint> points) {
    /** Beyond this share of its terms the sign of a determinant is sure. */
    private static final double SURE = 3.3306690738754716e-16;

    enum Side {
        INSIDE,
        OUTSIDE,
        ON_LINE
    }

    GeoRing {
        points = List.copyOf(points);
    }

    static GeoRing of(GeoLineString line) {
        return new GeoRing(line.getPointsList().stream().map(GeoPoint::of).toList());
    }

    /** By how often the ring winds around the point. */
    Side side(GeoPoint point) {
        int winds = 0;
        for (int i = 1; i < points.size(); i++) {
            GeoPoint start = points.get(i - 1);
            GeoPoint end = points.get(i);
            if (isOn(point, start, end)) {
                return Side.ON_LINE;
            }
            winds += wind(point, start, end);
        }
        return winds == 0 ? Side.OUTSIDE : Side.INSIDE;
    }

    private static boolean isOn(GeoPoint point, GeoPoint start, GeoPoint end) {
        return between(point.lon(), start.lon(), end.lon())
                && between(point.lat(), start.lat(), end.lat())
                && turn(start, end, point) == 0;
    }

    private static boolean between(double value, double one, double other) {
        return Math.min(one, other) <= value && value <= Math.max(one, other);
    }

    private static int wind(GeoPoint point, GeoPoint start, GeoPoint end) {
        boolean startsBelow = start.lat() <= point.lat();
        boolean endsBelow = end.lat() <= point.lat();
        if (startsBelow == endsBelow) {
            return 0;
        }
        int turn = turn(start, end, point);
        return startsBelow ? Math.max(turn, 0) : Math.min(turn, 0);
    }

    /** 1 when the point lies left of the line, -1 right of it, 0 on it. */
    private static int turn(GeoPoint start, GeoPoint end, GeoPoint point) {
        double left = (start.lon() - point.lon()) * (end.lat() - point.lat());
        double right = (start.lat() - point.lat()) * (end.lon() - point.lon());
        double apart = left - right;
        boolean sure = Math.abs(apart) > SURE * (Math.abs(left) + Math.abs(right));
        return sure || !Double.isFinite(apart) ? (int) Math.signum(apart) : exactTurn(start, end, point);
    }

    private static int exactTurn(GeoPoint start, GeoPoint end, GeoPoint point) {
        BigDecimal left = apart(start.lon(), point.lon()).multiply(apart(end.lat(), point.lat()));
        BigDecimal right = apart(start.lat(), point.lat()).multiply(apart(end.lon(), point.lon()));
        return left.compareTo(right);
    }

    private static BigDecimal apart(double one, double other) {
        return new BigDecimal(one).subtract(new BigDecimal(other));
    }

    GeoBounds bounds() {
        return new GeoBounds(
                least(GeoPoint::lon),
                least(GeoPoint::lat),
                -least(point -> -point.lon()),
                -least(point -> -point.lat()));
    }

    private double least(ToDoubleFunction<GeoPoint> side) {
        return points.stream().mapToDouble(side).min().orElse(0);
    }
}
