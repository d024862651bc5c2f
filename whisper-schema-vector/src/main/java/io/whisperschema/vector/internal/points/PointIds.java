package io.whisperschema.vector.internal.points;

import io.qdrant.client.grpc.Common.PointId;
import java.util.Arrays;
import java.util.Comparator;

/** The order in which servers return points: numbers, then UUIDs. Reused, not thread-safe. */
public final class PointIds implements Comparator<PointId> {
    private final PointBytes first = new PointBytes();
    private final PointBytes second = new PointBytes();

    @Override
    public int compare(PointId left, PointId right) {
        first.clear();
        first.id(left);
        second.clear();
        second.id(right);
        return Arrays.compareUnsigned(first.array(), 0, first.length(), second.array(), 0, second.length());
    }

    /** An id as text. */
    public static String text(PointId id) {
        return id.hasUuid() ? id.getUuid() : Long.toUnsignedString(id.getNum());
    }
}
