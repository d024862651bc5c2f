package io.whisperschema.vector.embedded;

import static io.qdrant.client.PointIdFactory.id;
import static io.whisperschema.vector.embedded.Calls.assertRefused;
import static io.whisperschema.vector.embedded.Calls.done;
import static io.whisperschema.vector.embedded.Calls.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.VectorFactory;
import io.qdrant.client.grpc.Points.ContextExamplePair;
import io.qdrant.client.grpc.Points.DiscoverPoints;
import io.qdrant.client.grpc.Points.RecommendPoints;
import io.qdrant.client.grpc.Points.RecommendStrategy;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.qdrant.client.grpc.Points.TargetVector;
import io.qdrant.client.grpc.Points.VectorExample;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Search, recommend and discover as clients ask for them that know no queries, on the points of {@link QueryTest}. */
class OlderCallsTest {

    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
    private final QdrantClient client = qdrant.client();

    @BeforeEach
    void fill() {
        QueryTest.fill(client);
    }

    @AfterEach
    void close() {
        qdrant.close();
    }

    @Test
    void theOlderCallsAnswerToo() {
        assertThat(ids(done(client.searchAsync(SearchPoints.newBuilder()
                        .setCollectionName("memories")
                        .addAllVector(List.of(1f, 0f))
                        .setVectorName("dot")
                        .setLimit(2)
                        .build()))))
                .containsExactly(5L, 4L);
        assertThat(ids(done(client.recommendAsync(RecommendPoints.newBuilder()
                        .setCollectionName("memories")
                        .addPositive(id(2))
                        .addNegativeVectors(VectorFactory.vector(5f, 0f))
                        .setUsing("euclid")
                        .setLimit(2)
                        .build()))))
                .containsExactly(1L, 3L);
        VectorExample target = VectorExample.newBuilder()
                .setVector(VectorFactory.vector(5f, 0f))
                .build();
        assertThat(ids(done(client.discoverAsync(DiscoverPoints.newBuilder()
                        .setCollectionName("memories")
                        .setTarget(TargetVector.newBuilder().setSingle(target))
                        .addContext(ContextExamplePair.newBuilder()
                                .setPositive(VectorExample.newBuilder().setId(id(1)))
                                .setNegative(target))
                        .setUsing("euclid")
                        .setLimit(1)
                        .build()))))
                .containsExactly(2L);
    }

    private static DiscoverPoints.Builder discovered(ContextExamplePair... pairs) {
        return DiscoverPoints.newBuilder()
                .setCollectionName("memories")
                .addAllContext(List.of(pairs))
                .setUsing("euclid")
                .setLimit(1);
    }

    private static final ContextExamplePair BELOW_THREE = ContextExamplePair.newBuilder()
            .setPositive(VectorExample.newBuilder().setId(id(1)))
            .setNegative(VectorExample.newBuilder().setId(id(5)))
            .build();

    @Test
    void withoutATargetDiscoveryAsksForTheContextOnly() {
        List<ScoredPoint> found =
                done(client.discoverAsync(discovered(BELOW_THREE).setLimit(9).build()));
        assertThat(ids(found)).containsExactly(2L, 3L, 4L);
        assertThat(found.get(0).getScore()).isZero();
        assertThat(found.get(2).getScore()).isCloseTo(-8 / 9f, within(1e-6f));
        assertThat(done(client.discoverBatchAsync(
                        "memories", List.of(discovered(BELOW_THREE).build()), null)))
                .extracting(batch -> ids(batch.getResultList()))
                .containsExactly(List.of(2L));
    }

    @Test
    void discoveryNeedsWholeExamples() {
        assertInvalid("Bad request: target and/or context_pairs must be specified", discovered());
        assertInvalid(
                "Both positive and negative are required in a context pair",
                discovered(BELOW_THREE.toBuilder().clearNegative().build()));
        assertInvalid(
                "Vector example, which can be id or bare vector, is malformed",
                discovered(BELOW_THREE.toBuilder()
                        .setNegative(VectorExample.getDefaultInstance())
                        .build()));
        assertInvalid(
                "Target vector is malformed", discovered(BELOW_THREE).setTarget(TargetVector.getDefaultInstance()));
    }

    private void assertInvalid(String message, DiscoverPoints.Builder request) {
        assertRefused(client.discoverAsync(request.build()), Status.Code.INVALID_ARGUMENT, message);
    }

    @Test
    void withoutALimitNothingIsRecommended() {
        RecommendPoints.Builder request =
                RecommendPoints.newBuilder().setCollectionName("memories").setUsing("dot");
        assertThat(done(client.recommendAsync(request.build()))).isEmpty();
        assertRefused(
                client.recommendAsync(request.setCollectionName("nowhere").build()),
                Status.Code.NOT_FOUND,
                "Not found: Collection `nowhere` doesn't exist!");
    }

    @Test
    void anOlderCallWithoutExamplesIsRefused() {
        assertRefused(
                client.recommendAsync(RecommendPoints.newBuilder()
                        .setCollectionName("memories")
                        .setLimit(1)
                        .build()),
                Status.Code.INVALID_ARGUMENT,
                "Bad request: At least one positive vector ID required with this strategy");
        assertRefused(
                client.recommendAsync(RecommendPoints.newBuilder()
                        .setCollectionName("memories")
                        .setStrategy(RecommendStrategy.SumScores)
                        .setLimit(1)
                        .build()),
                Status.Code.INVALID_ARGUMENT,
                "Bad request: At least one positive or negative vector ID required with this strategy");
        assertRefused(
                client.recommendAsync(RecommendPoints.newBuilder()
                        .setCollectionName("memories")
                        .setStrategyValue(7)
                        .setLimit(1)
                        .build()),
                Status.Code.INVALID_ARGUMENT,
                "Unknown recommend strategy: 7");
    }

    @Test
    void aBatchOfOlderCallsNamesItsPartThatIsWrong() {
        assertRefused(
                client.discoverBatchAsync(
                        "memories", List.of(discovered(BELOW_THREE).setLimit(0).build()), null),
                Status.Code.INVALID_ARGUMENT,
                "Validation error in body: [discover_points[0].limit: value 0 invalid, must be 1 or larger]");
    }
}
