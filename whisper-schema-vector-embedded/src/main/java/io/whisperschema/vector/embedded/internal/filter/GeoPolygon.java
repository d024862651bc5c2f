package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.Common;
import io.qdrant.client.grpc.Common.GeoLineString;
import java.util.List;

/** What lies inside a ring and outside of the rings that are holes in it; the lines themselves do not belong to it. */
record GeoPolygon(GeoRing exterior, List<GeoRing> holes) implements GeoArea {

    static GeoPolygon of(Common.GeoPolygon polygon) {
        if (!polygon.hasExterior()) {
            throw Refused.invalid("Malformed GeoPolygon type - field `exterior` is required");
        }
        List<GeoLineString> holes = polygon.getInteriorsList();
        return new GeoPolygon(
                GeoRing.of(polygon.getExterior()),
                holes.stream().map(GeoRing::of).toList());
    }

    @Override
    public boolean contains(GeoPoint point) {
        return exterior.side(point) == GeoRing.Side.INSIDE
                && holes.stream().allMatch(hole -> hole.side(point) == GeoRing.Side.OUTSIDE);
    }

    @Override
    public GeoBounds bounds() {
        return exterior.bounds();
    }
}
