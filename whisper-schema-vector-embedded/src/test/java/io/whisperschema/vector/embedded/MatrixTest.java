package io.whisperschema.vector.embedded;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.whisperschema.vector.embedded.Calls.assertRefused;
import static io.whisperschema.vector.embedded.Calls.done;
import static io.whisperschema.vector.embedded.Calls.params;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.SearchMatrixOffsets;
import io.qdrant.client.grpc.Points.SearchMatrixPair;
import io.qdrant.client.grpc.Points.SearchMatrixPoints;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Points lie on a line, as far from each other as their numbers. */
class MatrixTest {

    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
    private final QdrantClient client = qdrant.client();

    @BeforeEach
    void create() {
        done(client.createCollectionAsync(
                "memories", Map.of("place", params(1, Distance.Euclid), "weight", params(1, Distance.Dot))));
    }

    @AfterEach
    void close() {
        qdrant.close();
    }

    private void put(String vector, int... numbers) {
        done(client.upsertAsync(
                "memories",
                IntStream.of(numbers)
                        .mapToObj(number -> PointStruct.newBuilder()
                                .setId(id(number))
                                .setVectors(namedVectors(Map.of(vector, vector(number))))
                                .putPayload("size", value(number < 5 ? "small" : "large"))
                                .build())
                        .toList()));
    }

    private static SearchMatrixPoints.Builder asked() {
        return SearchMatrixPoints.newBuilder().setCollectionName("memories").setUsing("place");
    }

    private List<String> pairs(SearchMatrixPoints.Builder request) {
        return done(client.searchMatrixPairsAsync(request.build())).getPairsList().stream()
                .map(MatrixTest::text)
                .toList();
    }

    private static String text(SearchMatrixPair pair) {
        return pair.getA().getNum() + "-" + pair.getB().getNum() + ": " + pair.getScore();
    }

    @Test
    void eachPointComesWithTheNearestOthers() {
        put("place", 8, 4, 2, 1);
        assertThat(pairs(asked().setLimit(1))).containsExactly("1-2: 1.0", "2-1: 1.0", "4-2: 2.0", "8-4: 4.0");
        assertThat(pairs(asked().setLimit(2)).subList(0, 4))
                .containsExactly("1-2: 1.0", "1-4: 3.0", "2-1: 1.0", "2-4: 2.0");
    }

    @Test
    void aMatrixMayComeAsPositions() {
        put("place", 8, 4, 2, 1);
        SearchMatrixOffsets offsets =
                done(client.searchMatrixOffsetsAsync(asked().setLimit(1).build()));
        assertThat(offsets.getIdsList()).extracting(PointId::getNum).containsExactly(1L, 2L, 4L, 8L);
        assertThat(offsets.getOffsetsRowList()).containsExactly(0L, 1L, 2L, 3L);
        assertThat(offsets.getOffsetsColList()).containsExactly(1L, 0L, 1L, 2L);
        assertThat(offsets.getScoresList()).containsExactly(1f, 1f, 2f, 4f);
    }

    @Test
    void aSampleIsOfTenPointsAndThreeNeighboursByDefault() {
        put("place", IntStream.rangeClosed(1, 12).toArray());
        SearchMatrixOffsets offsets = done(client.searchMatrixOffsetsAsync(asked().build()));
        assertThat(offsets.getIdsList()).hasSize(10).doesNotHaveDuplicates();
        assertThat(offsets.getScoresList()).hasSize(30);
        assertThat(done(client.searchMatrixOffsetsAsync(asked().setSample(2).build()))
                        .getIdsList())
                .hasSize(2);
    }

    @Test
    void aPointIsNotItsOwnNeighbourAmongEqualOnes() {
        done(client.upsertAsync(
                "memories",
                IntStream.rangeClosed(1, 4)
                        .mapToObj(number -> PointStruct.newBuilder()
                                .setId(id(number))
                                .setVectors(namedVectors(Map.of("weight", vector(1f), "place", vector(1f))))
                                .build())
                        .toList()));
        assertThat(pairs(asked().setLimit(1))).containsExactly("1-2: 0.0", "2-1: 0.0", "3-1: 0.0", "4-1: 0.0");
        assertThat(pairs(asked().setLimit(1).setUsing("weight")))
                .containsExactly("1-4: 1.0", "2-4: 1.0", "3-4: 1.0", "4-3: 1.0");
    }

    @Test
    void onlyMatchingPointsWithTheVectorAreInTheSample() {
        put("place", 1, 2, 7);
        put("weight", 3, 4);
        assertThat(pairs(asked())).hasSize(6);
        assertThat(pairs(asked().setFilter(Filter.newBuilder().addMust(matchKeyword("size", "small")))))
                .containsExactly("1-2: 1.0", "2-1: 1.0");
    }

    @Test
    void onePointAloneHasNoMatrix() {
        put("place", 1);
        assertThat(done(client.searchMatrixOffsetsAsync(asked().build())))
                .isEqualTo(SearchMatrixOffsets.getDefaultInstance());
    }

    @Test
    void requestsThatMakeNoSenseAreRefused() {
        assertInvalid(
                "Validation error in body: [sample: value 1 invalid, must be 2 or larger; limit: value 0 invalid, must"
                        + " be 1 or larger; timeout: value 0 invalid, must be 1 or larger]",
                request -> request.setSample(1).setLimit(0).setTimeout(0));
        assertInvalid(
                "Wrong input: Vector with name `nose` is not configured in this collection, available names: place,"
                        + " weight",
                request -> request.setUsing("nose"));
        assertInvalid(
                "Wrong input: Collection requires specified vector name in the request, available names: place, weight",
                SearchMatrixPoints.Builder::clearUsing);
    }

    private void assertInvalid(String message, Consumer<SearchMatrixPoints.Builder> change) {
        SearchMatrixPoints.Builder request = asked();
        change.accept(request);
        assertRefused(client.searchMatrixPairsAsync(request.build()), Status.Code.INVALID_ARGUMENT, message);
        assertRefused(client.searchMatrixOffsetsAsync(request.build()), Status.Code.INVALID_ARGUMENT, message);
    }

    @Test
    void aCollectionWithoutVectorsHasNoMatrix() {
        done(client.createCollectionAsync("empty", Map.of()));
        assertRefused(
                client.searchMatrixPairsAsync(asked().setCollectionName("empty").build()),
                Status.Code.INVALID_ARGUMENT,
                "Wrong input: Vectors are not configured in this collection");
    }
}
