package io.whisperschema.vector.internal.export;

import io.qdrant.client.grpc.Points.PointStruct;
import io.whisperschema.move.Sum;
import io.whisperschema.vector.internal.points.PointHash;
import io.whisperschema.vector.internal.points.PointHash.Fingerprint;

/** The number of points and the sum of their fingerprints, whatever their order. Not thread-safe. */
public final class PointSum {
    private final PointHash hash = new PointHash();
    private Sum sum = Sum.ZERO;

    /** Adds a point. */
    public void add(PointStruct point) {
        Fingerprint fingerprint = hash.of(point);
        sum = sum.plus(fingerprint.high(), fingerprint.low());
    }

    /** How many points there are. */
    public long count() {
        return sum.count();
    }

    /** The sum as text. */
    public String digest() {
        return sum.text();
    }
}
