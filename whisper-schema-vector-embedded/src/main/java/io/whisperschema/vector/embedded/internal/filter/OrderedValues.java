package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.Points.Direction;
import io.qdrant.client.grpc.Points.OrderBy;
import io.qdrant.client.grpc.Points.OrderValue;

/** The values of a field in their order. A slot stands there once for each of its values. */
public interface OrderedValues {

    /** Told of one value after another. */
    @FunctionalInterface
    interface Visitor {
        /** Whether to go on. */
        boolean visit(int slot, OrderValue value);
    }

    /**
     * From where the request starts, in its direction. Slots of equal values come in ascending order, or in descending
     * order with {@link Direction#Desc}. Throws {@link Refused} for a start that is no value.
     */
    void forEach(OrderBy request, Visitor visitor);
}
