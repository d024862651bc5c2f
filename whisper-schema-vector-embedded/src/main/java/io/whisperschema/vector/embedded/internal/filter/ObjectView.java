package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.Map;

/** An object within a payload, which has neither id nor vectors. */
record ObjectView(Value object) implements PointView {
    @Override
    public Id id() {
        throw new IllegalStateException("An object in a payload has no id");
    }

    @Override
    public Map<String, Value> payload() {
        return object.getStructValue().getFieldsMap();
    }

    @Override
    public boolean hasVector(String name) {
        return false;
    }
}
