package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.Map;

/** What the points of a collection have in one field. Not thread-safe: one writer or many readers. */
public interface FieldIndex {
    PayloadPath path();

    FieldSchema schema();

    /** To be called once for each slot that holds a point, also when the field is missing. */
    void add(int slot, Map<String, Value> payload);

    /** Takes back what {@link #add} did; the payload must be the one it was given. */
    void remove(int slot, Map<String, Value> payload);

    /** How many points have a value that the index knows. */
    int points();
}
