package io.whisperschema.vector.internal.rebuild;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.Vectors;
import io.whisperschema.internal.move.RowHash;
import io.whisperschema.vector.internal.points.PointBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The fingerprints of a point's parts: of each payload field, and a sketch of each vector.
 *
 * @param fields the fingerprints of payload fields by name
 * @param vectors the sketches of vectors by name
 */
record Parts(Map<String, Long> fields, Map<String, Sketch> vectors) {
    /** Those of a point as it is written. */
    static Parts of(PointStruct point) {
        return of(point.getPayloadMap(), point.getVectors());
    }

    /** Those of a point as a server returned it. */
    static Parts of(RetrievedPoint point) {
        return of(point.getPayloadMap(), PointBytes.sent(point.getVectors()));
    }

    private static Parts of(Map<String, Value> payload, Vectors vectors) {
        var fields = new TreeMap<String, Long>();
        var hash = new Hash();
        payload.forEach((name, value) -> {
            if (!name.equals(Writes.MARK)) {
                fields.put(name, hash.of(name, value));
            }
        });
        return new Parts(fields, Sketch.of(vectors));
    }

    private static final class Hash {
        private final PointBytes bytes = new PointBytes();
        private final RowHash hash = new RowHash();

        long of(String name, Value value) {
            bytes.clear();
            bytes.payload(Map.of(name, value));
            hash.hash(bytes.array(), 0, bytes.length());
            return hash.high();
        }
    }

    /** Which payload fields differ. */
    Set<String> differingFields(Parts other) {
        var names = new TreeSet<>(fields.keySet());
        names.addAll(other.fields.keySet());
        names.removeIf(name -> isSameField(name, other));
        return names;
    }

    boolean isSameField(String name, Parts other) {
        Long mine = fields.get(name);
        return mine == null ? !other.fields.containsKey(name) : mine.equals(other.fields.get(name));
    }

    /** Which vectors differ by more than a server changes them when it keeps them. */
    Set<String> differingVectors(Parts other, Tolerances tolerances) {
        var names = new TreeSet<>(vectors.keySet());
        names.addAll(other.vectors.keySet());
        names.removeIf(name -> isSameVector(name, other, tolerances));
        return names;
    }

    boolean isSameVector(String name, Parts other, Tolerances tolerances) {
        Sketch mine = vectors.get(name);
        Sketch theirs = other.vectors.get(name);
        return mine == null ? theirs == null : theirs != null && tolerances.allow(name, mine, theirs);
    }

    String text() {
        int names = fields.keySet().stream().mapToInt(Parts::room).sum()
                + vectors.keySet().stream().mapToInt(Parts::room).sum();
        var buffer = ByteBuffer.allocate(8 + names + 8 * fields.size() + Sketch.BYTES * vectors.size());
        buffer.putInt(fields.size());
        fields.forEach((name, hash) -> put(buffer, name).putLong(hash));
        buffer.putInt(vectors.size());
        vectors.forEach((name, sketch) -> sketch.put(put(buffer, name)));
        return Base64.getEncoder().withoutPadding().encodeToString(buffer.array());
    }

    private static int room(String name) {
        return 4 + name.getBytes(StandardCharsets.UTF_8).length;
    }

    private static ByteBuffer put(ByteBuffer buffer, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return buffer.putInt(bytes.length).put(bytes);
    }

    static Parts read(String text) {
        ByteBuffer buffer = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        var fields = new TreeMap<String, Long>();
        for (int left = buffer.getInt(); left > 0; left--) {
            fields.put(name(buffer), buffer.getLong());
        }
        var vectors = new TreeMap<String, Sketch>();
        for (int left = buffer.getInt(); left > 0; left--) {
            vectors.put(name(buffer), Sketch.read(buffer));
        }
        return new Parts(fields, vectors);
    }

    private static String name(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.getInt()];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
