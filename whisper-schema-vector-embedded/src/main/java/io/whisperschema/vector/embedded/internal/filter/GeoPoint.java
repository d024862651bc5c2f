package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.Common;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.Map;
import java.util.Optional;

/** A place on earth, in degrees. */
record GeoPoint(double lon, double lat) {

    static GeoPoint of(Common.GeoPoint point) {
        return new GeoPoint(point.getLon(), point.getLat());
    }

    /** What an object with the numbers {@code lon} and {@code lat} names. */
    static Optional<GeoPoint> of(Value value) {
        if (!value.hasStructValue()) {
            return Optional.empty();
        }
        Map<String, Value> fields = value.getStructValue().getFieldsMap();
        double lon = Numbers.of(fields.get("lon"));
        double lat = Numbers.of(fields.get("lat"));
        return Double.isNaN(lon) || Double.isNaN(lat) ? Optional.empty() : Optional.of(new GeoPoint(lon, lat));
    }

    /** An index knows no others. */
    boolean isOnEarth() {
        return Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
    }
}
