package io.whisperschema.vector.embedded.internal.query;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.NamedVectorsOutput;
import io.qdrant.client.grpc.Points.OrderValue;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.Points.VectorsOutput;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import io.qdrant.client.grpc.Points.WithVectorsSelector;
import io.whisperschema.vector.embedded.internal.engine.VectorSpace;
import io.whisperschema.vector.embedded.internal.engine.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which parts of points a caller wants, and the points as the caller gets them. */
public final class Selection {

    private final PayloadSelection payload;
    private final WithVectorsSelector vectors;

    private Selection(PayloadSelection payload, WithVectorsSelector vectors) {
        this.payload = payload;
        this.vectors = vectors;
    }

    /** What a request asks for, with a default where it says nothing about payloads; vectors are left out by default. */
    public static Selection of(
            Optional<WithPayloadSelector> payload, PayloadSelection otherwise, WithVectorsSelector vectors) {
        return new Selection(payload.map(PayloadSelection::of).orElse(otherwise), vectors);
    }

    /** What a query asks for: without payloads by default. */
    static Selection of(QueryPoints request) {
        return of(
                request.hasWithPayload() ? Optional.of(request.getWithPayload()) : Optional.empty(),
                PayloadSelection.NONE,
                request.getWithVectors());
    }

    /** A point, with the value that it was ordered by, if it was. */
    public RetrievedPoint retrieved(View view, int slot, Optional<OrderValue> ordered) {
        RetrievedPoint.Builder point =
                RetrievedPoint.newBuilder().setId(view.id(slot).toProto()).putAllPayload(payload(view, slot));
        vectors(view, slot).ifPresent(point::setVectors);
        ordered.ifPresent(point::setOrderValue);
        return point.build();
    }

    /** A point of a query's result. */
    ScoredPoint scored(View view, int slot, float score, Optional<OrderValue> ordered) {
        ScoredPoint.Builder point = ScoredPoint.newBuilder()
                .setId(view.id(slot).toProto())
                .setScore(score)
                .setVersion(view.version(slot))
                .putAllPayload(payload(view, slot));
        vectors(view, slot).ifPresent(point::setVectors);
        ordered.ifPresent(point::setOrderValue);
        return point.build();
    }

    private Map<String, Value> payload(View view, int slot) {
        return payload == PayloadSelection.NONE ? Map.of() : payload.of(view.payload(slot));
    }

    private Optional<VectorsOutput> vectors(View view, int slot) {
        return switch (vectors.getSelectorOptionsCase()) {
            case ENABLE ->
                vectors.getEnable() ? Optional.of(output(view.spaces().values(), slot)) : Optional.empty();
            case INCLUDE -> Optional.of(output(included(view), slot));
            case SELECTOROPTIONS_NOT_SET -> Optional.empty();
        };
    }

    private List<VectorSpace> included(View view) {
        return vectors.getInclude().getNamesList().stream()
                .distinct()
                .map(view::space)
                .toList();
    }

    private static VectorsOutput output(Iterable<VectorSpace> spaces, int slot) {
        List<VectorSpace> there = new ArrayList<>();
        spaces.forEach(space -> {
            if (space.has(slot)) {
                there.add(space);
            }
        });
        VectorsOutput.Builder output = VectorsOutput.newBuilder();
        if (there.size() == 1 && there.get(0).name().isEmpty()) {
            return output.setVector(output(there.get(0), slot)).build();
        }
        NamedVectorsOutput.Builder named = NamedVectorsOutput.newBuilder();
        there.forEach(space -> named.putVectors(space.name(), output(space, slot)));
        return output.setVectors(named).build();
    }

    private static VectorOutput output(VectorSpace space, int slot) {
        return VectorOutput.newBuilder().setDense(dense(space.get(slot))).build();
    }

    /** Parsed as a message: added to a builder, each number would get a box. */
    private static DenseVector dense(float[] numbers) {
        int size = 4 * numbers.length;
        byte[] message = new byte[1 + CodedOutputStream.computeUInt32SizeNoTag(size) + size];
        try {
            CodedOutputStream head = CodedOutputStream.newInstance(message);
            head.writeTag(DenseVector.DATA_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            head.writeUInt32NoTag(size);
            ByteBuffer.wrap(message, message.length - size, size)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .put(numbers);
            return DenseVector.parseFrom(message);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
