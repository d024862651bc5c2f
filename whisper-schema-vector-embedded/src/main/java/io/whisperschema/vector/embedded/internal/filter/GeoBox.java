package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.Common.GeoBoundingBox;

/** A box without its edges; one whose west lies east of its east crosses the 180th meridian. */
record GeoBox(GeoPoint topLeft, GeoPoint bottomRight) implements GeoArea {

    static GeoBox of(GeoBoundingBox box) {
        if (!box.hasTopLeft() || !box.hasBottomRight()) {
            throw Refused.invalid("Malformed GeoBoundingBox type");
        }
        return new GeoBox(GeoPoint.of(box.getTopLeft()), GeoPoint.of(box.getBottomRight()));
    }

    @Override
    public boolean contains(GeoPoint point) {
        return spansLongitude(point.lon()) && bottomRight.lat() < point.lat() && point.lat() < topLeft.lat();
    }

    private boolean spansLongitude(double lon) {
        boolean eastOfWest = lon > topLeft.lon();
        boolean westOfEast = lon < bottomRight.lon();
        return topLeft.lon() > bottomRight.lon() ? eastOfWest || westOfEast : eastOfWest && westOfEast;
    }

    @Override
    public GeoBounds bounds() {
        return new GeoBounds(topLeft.lon(), bottomRight.lat(), bottomRight.lon(), topLeft.lat());
    }
}
