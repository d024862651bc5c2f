package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.Common.GeoRadius;

/**
 * What is nearer to a center than a radius.
 *
 * @param radius in meters
 */
record GeoCircle(GeoPoint center, double radius) implements GeoArea {
    private static final double EARTH_RADIUS = 6371008.8;
    /** Degrees that make up for rounding. */
    private static final double SLACK = 1e-6;

    static GeoCircle of(GeoRadius circle) {
        if (!circle.hasCenter()) {
            throw Refused.invalid("Malformed GeoRadius type");
        }
        return new GeoCircle(GeoPoint.of(circle.getCenter()), circle.getRadius());
    }

    @Override
    public boolean contains(GeoPoint point) {
        return distance(point) < radius;
    }

    /** Along the surface of a sphere, by the haversine. */
    private double distance(GeoPoint point) {
        double lat = Math.toRadians(center.lat());
        double otherLat = Math.toRadians(point.lat());
        double northward = Math.sin(Math.toRadians(point.lat() - center.lat()) / 2);
        double eastward = Math.sin(Math.toRadians(point.lon() - center.lon()) / 2);
        double haversine = northward * northward + Math.cos(lat) * Math.cos(otherLat) * eastward * eastward;
        return 2 * EARTH_RADIUS * Math.asin(Math.sqrt(haversine));
    }

    @Override
    public GeoBounds bounds() {
        double angle = radius / EARTH_RADIUS;
        double high = Math.toDegrees(angle) + SLACK;
        double south = center.lat() - high;
        double north = center.lat() + high;
        boolean overPole = south <= -90 || north >= 90;
        double wide = overPole ? 180 : wide(angle);
        return wide >= 180
                ? new GeoBounds(-180, south, 180, north)
                : new GeoBounds(wrapped(center.lon() - wide), south, wrapped(center.lon() + wide), north);
    }

    private double wide(double angle) {
        return Math.toDegrees(Math.asin(Math.sin(angle) / Math.cos(Math.toRadians(center.lat())))) + SLACK;
    }

    private static double wrapped(double lon) {
        if (lon < -180) {
            return lon + 360;
        }
        return lon > 180 ? lon - 360 : lon;
    }
}
