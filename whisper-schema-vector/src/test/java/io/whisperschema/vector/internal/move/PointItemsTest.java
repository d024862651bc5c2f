package io.whisperschema.vector.internal.move;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.nullValue;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.multiVector;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.qdrant.client.VectorsFactory.vectors;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.NamedVectors;
import io.qdrant.client.grpc.Points.NamedVectorsOutput;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.Points.Vectors;
import io.qdrant.client.grpc.Points.VectorsOutput;
import io.whisperschema.internal.move.PointPassage;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PointItemsTest {
    private static final Map<String, Value> PAYLOAD = Map.of(
            "text", value("Grüße"),
            "list", list(List.of(value(1), value(1.0), value(true), nullValue())),
            "deep", value(Map.of("a", value(-5), "b", value(Map.of("c", value(""))))));

    private final Item item = new Item(3);

    private static PointStruct point(PointId id, Vectors vectors) {
        return PointStruct.newBuilder()
                .setId(id)
                .setVectors(vectors)
                .putAllPayload(PAYLOAD)
                .build();
    }

    static List<PointStruct> points() {
        return List.of(
                point(id(-1L), vectors(0f, -0f, Float.MIN_VALUE)),
                point(id(UUID.fromString("ffffffff-0000-0000-8000-000000000001")), vectors(1f)),
                point(
                        id(7),
                        Vectors.newBuilder()
                                .setVectors(NamedVectors.getDefaultInstance())
                                .build()),
                point(
                        id(7),
                        namedVectors(Map.of(
                                "dense", vector(1f, 2f),
                                "sparse", vector(List.of(.5f, .25f), List.of(3, 9)),
                                "multi", multiVector(List.of(List.of(1f, 2f), List.of(3f, 4f)))))));
    }

    @ParameterizedTest
    @MethodSource("points")
    void aPointComesOutAsItWasPut(PointStruct point) {
        new PointItems().put(item, point.getId(), point.getVectors(), point.getPayloadMap());

        assertThat(PointItems.point(item)).isEqualTo(point);
    }

    @Test
    void whatAServerReturnsIsWhatWasSent() {
        Vectors sent = namedVectors(Map.of("a", vector(1f, 2f), "b", vector(3f)));
        var returned = RetrievedPoint.newBuilder()
                .setId(id(7))
                .setVectors(VectorsOutput.newBuilder()
                        .setVectors(NamedVectorsOutput.newBuilder()
                                .putVectors("b", dense(3f))
                                .putVectors("a", dense(1f, 2f))))
                .putAllPayload(PAYLOAD)
                .build();
        var other = new Item(3);
        new PointItems().put(other, id(7), sent, PAYLOAD);

        new PointItems().put(item, returned);

        for (int field = 0; field < 3; field++) {
            assertThat(bytes(item, field)).isEqualTo(bytes(other, field));
        }
        assertThat(PointItems.id(item)).isEqualTo(id(7));
    }

    @Test
    void whatAServerReturnedIsSentWithoutMakingItAgain() {
        RetrievedPoint returned = returned();

        new PointItems().put(item, returned);

        assertThat(PointItems.point(item)).isEqualTo(point(id(7), vectors(1f, 2f)));
        assertThat(PointItems.point(item).getVectors().getVector().getDense())
                .isSameAs(returned.getVectors().getVector().getDense());
    }

    @Test
    void anItemThatChangedSinceItWasReadIsSentAsItIsNow() {
        var other = new Item(3);
        new PointItems().put(other, id(8), vectors(3f), Map.of());
        new PointItems().put(item, returned());

        for (int field = 0; field < 3; field++) {
            item.putTyped(field, Tag.BYTES, other.arena(), other.offset(field), other.length(field));
        }

        assertThat(PointItems.point(item))
                .isEqualTo(PointStruct.newBuilder()
                        .setId(id(8))
                        .setVectors(vectors(3f))
                        .build());
    }

    private static RetrievedPoint returned() {
        return RetrievedPoint.newBuilder()
                .setId(id(7))
                .setVectors(VectorsOutput.newBuilder().setVector(dense(1f, 2f)))
                .putAllPayload(PAYLOAD)
                .build();
    }

    private static VectorOutput dense(Float... numbers) {
        return VectorOutput.newBuilder()
                .setDense(DenseVector.newBuilder().addAllData(List.of(numbers)))
                .build();
    }

    private static byte[] bytes(Item item, int field) {
        return Arrays.copyOfRange(item.arena(), item.offset(field), item.offset(field) + item.length(field));
    }

    @Test
    void thePassageIsKeyedByTheId() {
        var passage = PointItems.passage("here", "there");

        assertThat(passage.key()).containsExactly(PointPassage.ID);
        assertThat(passage.target()).isEqualTo("there");
    }
}
