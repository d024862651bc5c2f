package io.whisperschema.vector.embedded.internal.engine;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.whisperschema.vector.embedded.internal.filter.Id;
import java.util.List;
import java.util.Map;

/**
 * A point to be written, made ready before the collection is locked.
 *
 * @param vectors by name; the unnamed vector's name is empty
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
public record Incoming(Id id, Map<String, Value> payload, byte[] payloadBytes, List<Prepared> vectors) {

    /** With a payload as it is in the request, accepted. */
    public static Incoming of(Id id, Map<String, Value> payload, List<Prepared> vectors) {
        return new Incoming(id, payload, Payload.bytes(payload), vectors);
    }

    /** A vector as it is kept, and as it is written. */
    public record Prepared(VectorSpace space, float[] vector, byte[] bytes) {

        /** Refuses a vector of another length. */
        public static Prepared of(VectorSpace space, float[] vector) {
            space.check(vector);
            float[] prepared = space.metric().prepared(vector);
            return new Prepared(space, prepared, VectorSpace.bytes(prepared));
        }
    }
}
