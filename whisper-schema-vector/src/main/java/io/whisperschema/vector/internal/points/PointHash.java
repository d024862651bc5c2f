package io.whisperschema.vector.internal.points;

import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.whisperschema.internal.move.RowHash;

/**
 * The fingerprint of what a point is: its id, vectors and payload, as a server returns them. 128 bits; it finds accidents and is
 * no seal. Reused, not thread-safe.
 */
public final class PointHash {
    private final PointBytes bytes = new PointBytes();
    private final RowHash hash = new RowHash();

    /** The fingerprint of that point, read with vectors and payload. */
    public Fingerprint of(RetrievedPoint point) {
        bytes.clear();
        bytes.id(point.getId());
        bytes.vectors(point.getVectors());
        bytes.payload(point.getPayloadMap());
        return fingerprint();
    }

    /** The same of a point as a client sends it. */
    public Fingerprint of(PointStruct point) {
        bytes.clear();
        bytes.id(point.getId());
        bytes.vectors(point.getVectors());
        bytes.payload(point.getPayloadMap());
        return fingerprint();
    }

    private Fingerprint fingerprint() {
        hash.hash(bytes.array(), 0, bytes.length());
        return new Fingerprint(hash.high(), hash.low());
    }

    /** A fingerprint. */
    public record Fingerprint(long high, long low) {
        /** As 32 hexadecimal digits. */
        public String hex() {
            return "%016x%016x".formatted(high, low);
        }
    }
}
