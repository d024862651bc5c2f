package io.whisperschema.vector.embedded.internal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.qdrant.client.grpc.Collections.Distance;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTest {
    private static final Percentage CLOSE = withinPercentage(1e-3);

    private static float[] random(int size, long seed) {
        var random = new Random(seed);
        var vector = new float[size];
        IntStream.range(0, size).forEach(i -> vector[i] = (float) random.nextGaussian());
        return vector;
    }

    private static final int BLOCK = 5;
    private static final int LANE = 3;

    /** In one lane of a block, with other numbers before, after and in the other lanes, as in a chunk. */
    private static float[] amid(float[] vector) {
        var chunk = new float[BLOCK + Lanes.COUNT * vector.length + 9];
        Arrays.fill(chunk, 1000);
        Lanes.put(vector, chunk, BLOCK + LANE);
        return chunk;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 15, 16, 17, 383, 384})
    void sumsOverVectorsOfAnySizeAnywhereInAChunk(int size) {
        float[] query = random(size, 1);
        float[] vector = random(size, 2);
        double dot = IntStream.range(0, size)
                .mapToDouble(i -> (double) query[i] * vector[i])
                .sum();
        double squares = IntStream.range(0, size)
                .mapToDouble(i -> Math.pow((double) query[i] - vector[i], 2))
                .sum();
        double apart = IntStream.range(0, size)
                .mapToDouble(i -> Math.abs((double) query[i] - vector[i]))
                .sum();
        assertSimilarity(Metric.DOT, query, vector, dot);
        assertSimilarity(Metric.COSINE, query, vector, dot);
        assertSimilarity(Metric.EUCLID, query, vector, -squares);
        assertSimilarity(Metric.MANHATTAN, query, vector, -apart);
    }

    private static void assertSimilarity(Metric metric, float[] query, float[] vector, double expected) {
        float[] chunk = amid(vector);
        var ofBlock = new float[Lanes.COUNT];
        metric.similarities(query, chunk, BLOCK, ofBlock);

        assertThat(metric.similarity(query, chunk, BLOCK + LANE)).isCloseTo((float) expected, CLOSE);
        assertThat(ofBlock[LANE]).isCloseTo((float) expected, CLOSE);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void aBlockGivesEachLaneItsOwn(Metric metric) {
        float[] query = random(384, 1);
        float[] block = random(Lanes.COUNT * 384, 2);
        var ofBlock = new float[Lanes.COUNT];
        metric.similarities(query, block, 0, ofBlock);

        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            assertThat(ofBlock[lane]).isCloseTo(metric.similarity(query, block, lane), CLOSE);
        }
    }

    private static float[] lane(float[] vector) {
        var block = new float[Lanes.COUNT * vector.length];
        Lanes.put(vector, block, 0);
        return block;
    }

    @Test
    void aScoreIsTheDistanceForEuclidAndManhattan() {
        float[] query = {0, 0};
        float[] vector = {3, 4};
        assertThat(Metric.EUCLID.score(Metric.EUCLID.similarity(query, lane(vector), 0)))
                .isEqualTo(5);
        assertThat(Metric.MANHATTAN.score(Metric.MANHATTAN.similarity(query, lane(vector), 0)))
                .isEqualTo(7);
        assertThat(Metric.DOT.score(-3)).isEqualTo(-3);
        assertThat(Metric.COSINE.score(0.5f)).isEqualTo(0.5f);
    }

    @Test
    void onlyCosineMakesVectorsOfLengthOne() {
        assertThat(Metric.COSINE.prepared(new float[] {3, 4})).containsExactly(0.6f, 0.8f);
        Stream.of(Metric.DOT, Metric.EUCLID, Metric.MANHATTAN).forEach(metric -> {
            float[] vector = {3, 4};
            assertThat(metric.prepared(vector)).isSameAs(vector);
        });
    }

    @Test
    void aZeroVectorStaysZeroAndOneOfLengthOneStaysAsItIs() {
        Stream.of(new float[4], new float[] {1e-4f, 1e-4f}, new float[] {0.6f, 0.8f}, new float[] {0.6f, 0.8000003f})
                .forEach(vector -> assertThat(Metric.COSINE.prepared(vector)).isSameAs(vector));
        assertThat(Metric.COSINE.similarity(new float[4], random(4 * Lanes.COUNT, 1), 0))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void preparingTwiceChangesNothing(long seed) {
        float[] once = Metric.COSINE.prepared(random(1536, seed));
        assertThat(Metric.COSINE.prepared(once)).isSameAs(once);
    }

    @Test
    void largerScoresAreBetterForCosineAndDotSmallerOnesForTheOthers() {
        assertThat(Metric.COSINE.order().passes(0.5f, 0.4f)).isTrue();
        assertThat(Metric.DOT.order().passes(0.4f, 0.4f)).isFalse();
        assertThat(Metric.EUCLID.order().passes(0.3f, 0.4f)).isTrue();
        assertThat(Metric.MANHATTAN.order().passes(0.4f, 0.4f)).isFalse();
        assertThat(Metric.DOT.order().compare(2, 1)).isNegative();
        assertThat(Metric.EUCLID.order().compare(2, 1)).isPositive();
        assertThat(Metric.EUCLID.order().compare(-0f, 0f)).isZero();
    }

    @Test
    void readsTheDistanceOfAClient() {
        assertThat(Stream.of(Distance.Cosine, Distance.Dot, Distance.Euclid, Distance.Manhattan)
                        .map(Metric::of))
                .containsExactly(Metric.values());
        assertThatThrownBy(() -> Metric.of(Distance.UnknownDistance))
                .isInstanceOf(Refused.class)
                .hasMessage("Malformed distance parameter: UnknownDistance");
    }
}
