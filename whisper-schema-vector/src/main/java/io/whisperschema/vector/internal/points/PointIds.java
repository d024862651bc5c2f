package io.whisperschema.vector.internal.points;

import io.qdrant.client.grpc.Common.PointId;

/** How ids of points read. */
public final class PointIds {
    private PointIds() {}

    /** As a number of 64 bits without sign, or a UUID. */
    public static String text(PointId id) {
        return id.hasUuid() ? id.getUuid() : Long.toUnsignedString(id.getNum());
    }
}
