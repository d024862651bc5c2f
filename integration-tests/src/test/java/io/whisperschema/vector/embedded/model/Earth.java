package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.GeoBoundingBox;
import io.qdrant.client.grpc.Common.GeoLineString;
import io.qdrant.client.grpc.Common.GeoPoint;
import io.qdrant.client.grpc.Common.GeoPolygon;
import io.qdrant.client.grpc.Common.GeoRadius;
import java.util.Map;
import java.util.Optional;

/** Places and the areas they lie in. */
record Earth(double lon, double lat) {
    private static final double RADIUS = 6371008.8;

    static Optional<Earth> place(Object json) {
        if (json instanceof Map<?, ?> object
                && object.get("lon") instanceof Number lon
                && object.get("lat") instanceof Number lat) {
            return Optional.of(new Earth(lon.doubleValue(), lat.doubleValue()));
        }
        return Optional.empty();
    }

    boolean isReal() {
        return lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90;
    }

    /** Whether it lies in any area of a condition. */
    boolean isInAny(FieldCondition condition) {
        return (condition.hasGeoRadius() && isWithin(condition.getGeoRadius()))
                || (condition.hasGeoBoundingBox() && isWithin(condition.getGeoBoundingBox()))
                || (condition.hasGeoPolygon() && isWithin(condition.getGeoPolygon()));
    }

    /** Whether it lies in the area that an index looks at. */
    boolean isInFirst(FieldCondition condition) {
        if (condition.hasGeoRadius()) {
            return isWithin(condition.getGeoRadius());
        }
        return condition.hasGeoBoundingBox()
                ? isWithin(condition.getGeoBoundingBox())
                : isWithin(condition.getGeoPolygon());
    }

    /** The way along the surface, by the angle between two directions in space. */
    private boolean isWithin(GeoRadius circle) {
        double[] here = direction(lon, lat);
        double[] center =
                direction(circle.getCenter().getLon(), circle.getCenter().getLat());
        double sine = Math.sqrt(Math.pow(here[1] * center[2] - here[2] * center[1], 2)
                + Math.pow(here[2] * center[0] - here[0] * center[2], 2)
                + Math.pow(here[0] * center[1] - here[1] * center[0], 2));
        double cosine = here[0] * center[0] + here[1] * center[1] + here[2] * center[2];
        return Close.compare(RADIUS * Math.atan2(sine, cosine), circle.getRadius()) < 0;
    }

    private static double[] direction(double lon, double lat) {
        double around = Math.toRadians(lon);
        double up = Math.toRadians(lat);
        return new double[] {Math.cos(up) * Math.cos(around), Math.cos(up) * Math.sin(around), Math.sin(up)};
    }

    private boolean isWithin(GeoBoundingBox box) {
        double west = box.getTopLeft().getLon();
        double east = box.getBottomRight().getLon();
        boolean isBetween = west <= east ? lon > west && lon < east : lon > west || lon < east;
        return isBetween
                && lat < box.getTopLeft().getLat()
                && lat > box.getBottomRight().getLat();
    }

    private boolean isWithin(GeoPolygon polygon) {
        return isWithin(polygon.getExterior())
                && polygon.getInteriorsList().stream().noneMatch(this::isWithin);
    }

    /** Whether the ring goes around it at all, however it turns. */
    private boolean isWithin(GeoLineString ring) {
        double turned = 0;
        for (int i = 1; i < ring.getPointsCount(); i++) {
            double turn = angle(ring.getPoints(i)) - angle(ring.getPoints(i - 1));
            turned += turn - 2 * Math.PI * Math.rint(turn / (2 * Math.PI));
        }
        return Math.rint(turned / (2 * Math.PI)) != 0;
    }

    private double angle(GeoPoint point) {
        return Math.atan2(point.getLat() - lat, point.getLon() - lon);
    }
}
