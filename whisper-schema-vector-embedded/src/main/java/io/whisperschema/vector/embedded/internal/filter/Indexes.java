package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The payload indexes of one collection. Not thread-safe: one writer or many readers. */
public final class Indexes {
    private final Map<PayloadPath, FieldIndex> byPath = new LinkedHashMap<>();

    /** An empty index; the points that are there already are to be added by the caller. Replaces another on the path. */
    public FieldIndex create(PayloadPath path, FieldSchema schema) {
        throw new UnsupportedOperationException("soon");
    }

    public void drop(PayloadPath path) {
        byPath.remove(path);
    }

    public Optional<FieldIndex> on(PayloadPath path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** In the order of their making. */
    public Map<PayloadPath, FieldIndex> all() {
        return java.util.Collections.unmodifiableMap(byPath);
    }

    public void add(int slot, Map<String, Value> payload) {
        byPath.values().forEach(index -> index.add(slot, payload));
    }

    public void remove(int slot, Map<String, Value> payload) {
        byPath.values().forEach(index -> index.remove(slot, payload));
    }
}
