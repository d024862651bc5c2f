package io.whisperschema.vector.internal.points;

import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.SparseIndices;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.Points.VectorsOutput;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PointBytesTest {
    private final PointBytes bytes = new PointBytes();

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsWrittenIsReadAgain(long seed) {
        RetrievedPoint point = new RandomPoints(seed).point();

        bytes.id(point.getId());
        int payloadAt = bytes.length();
        bytes.payload(point.getPayloadMap());
        int vectorsAt = bytes.length();
        bytes.vectors(point.getVectors());

        byte[] all = bytes.copy();
        assertThat(PointBytes.id(all, 0, payloadAt)).isEqualTo(point.getId());
        assertThat(PointBytes.payload(all, payloadAt, vectorsAt - payloadAt)).isEqualTo(point.getPayloadMap());
        assertThat(PointBytes.vectors(all, vectorsAt, all.length - vectorsAt))
                .isEqualTo(PointBytes.sent(point.getVectors()));
    }

    @Test
    void bytesThatAreClearedAreForgotten() {
        bytes.payload(new RandomPoints(1).payload());
        bytes.clear();

        assertThat(bytes.copy()).isEmpty();
    }

    @Test
    void longTextsFindRoom() {
        String text = "x".repeat(100_000);
        var payload = new RandomPoints(2).payload();
        payload.put("long", value(text));

        bytes.payload(payload);

        assertThat(PointBytes.payload(bytes.copy(), 0, bytes.length())).isEqualTo(payload);
    }

    @Test
    void idsSortAsAServerSortsThem() throws Exception {
        var points = new RandomPoints(3);
        List<PointId> ids =
                IntStream.range(0, 200).mapToObj(i -> points.id()).distinct().toList();
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory()) {
            QdrantClient client = qdrant.client();
            client.createCollectionAsync(
                            "c",
                            VectorParams.newBuilder()
                                    .setSize(1)
                                    .setDistance(Distance.Dot)
                                    .build())
                    .get();
            client.upsertAsync(
                            "c",
                            ids.stream()
                                    .map(id -> PointStruct.newBuilder()
                                            .setId(id)
                                            .setVectors(vectors(1f))
                                            .build())
                                    .toList())
                    .get();
            var all = ScrollPoints.newBuilder().setCollectionName("c").setLimit(1000);

            assertThat(ids.stream().sorted((one, other) -> Arrays.compareUnsigned(bytes(one), bytes(other))))
                    .containsExactlyElementsOf(client.scrollAsync(all.build()).get().getResultList().stream()
                            .map(RetrievedPoint::getId)
                            .toList());
        }
    }

    private static byte[] bytes(PointId id) {
        var bytes = new PointBytes();
        bytes.id(id);
        return bytes.copy();
    }

    private static byte[] bytes(VectorOutput vector) {
        var bytes = new PointBytes();
        bytes.vectors(VectorsOutput.newBuilder().setVector(vector).build());
        return bytes.copy();
    }

    @SuppressWarnings("deprecation")
    static Stream<Arguments> twoWays() {
        var now = VectorOutput.newBuilder();
        now.getDenseBuilder().addData(1).addData(2);
        var multi = VectorOutput.newBuilder();
        multi.getMultiDenseBuilder().addVectorsBuilder().addData(1).addData(2);
        var more = multi.clone();
        more.getMultiDenseBuilder().addVectorsBuilder().addData(3).addData(4);
        var sparse = VectorOutput.newBuilder();
        sparse.getSparseBuilder().addIndices(7).addValues(1).addIndices(9).addValues(2);
        var older = VectorOutput.newBuilder().addData(1).addData(2).build();
        return Stream.of(
                Arguments.of("a dense one", now.build(), older),
                Arguments.of(
                        "a multivector of one",
                        multi.build(),
                        older.toBuilder().setVectorsCount(1).build()),
                Arguments.of(
                        "a multivector of two",
                        more.build(),
                        older.toBuilder()
                                .addData(3)
                                .addData(4)
                                .setVectorsCount(2)
                                .build()),
                Arguments.of(
                        "a sparse one",
                        sparse.build(),
                        VectorOutput.newBuilder()
                                .addData(2)
                                .addData(1)
                                .setIndices(
                                        SparseIndices.newBuilder().addData(9).addData(7))
                                .build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("twoWays")
    void aVectorIsTheSameInTheWordsOfOlderServers(String kind, VectorOutput now, VectorOutput older) {
        assertThat(bytes(older)).isEqualTo(bytes(now));
        var sent = PointBytes.sent(VectorsOutput.newBuilder().setVector(older).build());
        assertThat(sent)
                .isEqualTo(PointBytes.sent(
                        VectorsOutput.newBuilder().setVector(now).build()));
    }
}
