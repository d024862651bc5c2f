package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.Map;

/** What a filter sees of a point. */
public interface PointView {
    Id id();

    /** Empty for a point without payload. */
    Map<String, Value> payload();

    /** Whether the point has a vector of that name; the unnamed vector's name is empty. */
    boolean hasVector(String name);
}
