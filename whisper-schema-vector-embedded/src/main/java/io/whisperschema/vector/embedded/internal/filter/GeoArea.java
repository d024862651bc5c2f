package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.Common.FieldCondition;
import java.util.Optional;

/** A part of the earth. */
interface GeoArea {
    boolean contains(GeoPoint point);

    /** A box that no point of the area lies outside of. */
    GeoBounds bounds();

    /** The area that an index serves first where a condition names several. */
    static Optional<GeoArea> of(FieldCondition condition) {
        if (condition.hasGeoRadius()) {
            return Optional.of(GeoCircle.of(condition.getGeoRadius()));
        }
        if (condition.hasGeoBoundingBox()) {
            return Optional.of(GeoBox.of(condition.getGeoBoundingBox()));
        }
        return condition.hasGeoPolygon() ? Optional.of(GeoPolygon.of(condition.getGeoPolygon())) : Optional.empty();
    }
}
