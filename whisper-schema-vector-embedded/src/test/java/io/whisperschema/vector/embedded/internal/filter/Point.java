package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.Map;
import java.util.Set;

/** A point as filters see it. */
record Point(Id id, Map<String, Value> payload, Set<String> vectors) implements PointView {

    static Point with(String payload) {
        return new Point(Id.of(1), Payload.of(payload), Set.of());
    }

    @Override
    public boolean hasVector(String name) {
        return vectors.contains(name);
    }
}
