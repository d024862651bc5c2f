package io.whisperschema.vector.internal.points;

import io.qdrant.client.grpc.Common.PointId;
import java.util.Comparator;
import java.util.UUID;

/** Ids of points. */
public final class PointIds {
    /** As servers sort them: numbers without sign, then UUIDs by their bytes. */
    public static final Comparator<PointId> ORDER = (left, right) -> {
        if (left.hasUuid() != right.hasUuid()) {
            return left.hasUuid() ? 1 : -1;
        }
        return left.hasUuid()
                ? compare(UUID.fromString(left.getUuid()), UUID.fromString(right.getUuid()))
                : Long.compareUnsigned(left.getNum(), right.getNum());
    };

    private PointIds() {}

    private static int compare(UUID left, UUID right) {
        int high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
    }

    /** An id as text. */
    public static String text(PointId id) {
        return id.hasUuid() ? id.getUuid() : Long.toUnsignedString(id.getNum());
    }
}
