package io.whisperschema.vector.embedded.internal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.whisperschema.vector.embedded.internal.filter.Refused;
import io.whisperschema.vector.embedded.internal.score.Scorers.Pair;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With vectors of one number, whose dot product with a stored 1 is that number. */
class ScorersTest {
    private static final float[] ONE = {1};

    private static float[] vector(float... numbers) {
        return numbers;
    }

    private static List<float[]> vectors(float... numbers) {
        return Stream.iterate(0, i -> i < numbers.length, i -> i + 1)
                .map(i -> vector(numbers[i]))
                .toList();
    }

    private static float sigmoid(float number) {
        return 0.5f * (number / (1 + Math.abs(number)) + 1);
    }

    private static float scoreOfOne(Scorer scorer) {
        return scorer.similarity(ONE, 0);
    }

    @ParameterizedTest
    @CsvSource({"42, 4", "-1, 0", "0, -1", "-42, -84", "4, 42", "-84, -42", "5, 5"})
    void theBestScoreIsThatOfTheNearestExample(float positive, float negative) {
        Scorer scorer = Scorers.bestScore(Metric.DOT, vectors(positive, -99), vectors(negative, -99));
        assertThat(scoreOfOne(scorer)).isEqualTo(positive > negative ? sigmoid(positive) : -sigmoid(negative));
    }

    @Test
    void anyPointNearAPositiveExampleComesBeforeAllThatAreNearerANegativeOne() {
        Scorer liked = Scorers.bestScore(Metric.DOT, vectors(-50), vectors(-60));
        Scorer disliked = Scorers.bestScore(Metric.DOT, vectors(-60), vectors(-50));
        assertThat(scoreOfOne(liked)).isGreaterThan(scoreOfOne(disliked));
        assertThat(scoreOfOne(Scorers.bestScore(Metric.DOT, List.of(), vectors(3))))
                .isEqualTo(-sigmoid(3));
    }

    @Test
    void theSumOfScoresTakesAllExamples() {
        assertThat(scoreOfOne(Scorers.sumScores(Metric.DOT, vectors(1, 2), vectors(0.5f, 4))))
                .isEqualTo(-1.5f);
        assertThat(scoreOfOne(Scorers.sumScores(Metric.EUCLID, vectors(3), List.of())))
                .isEqualTo(-4);
    }

    @Test
    void theAverageIsMovedAwayFromTheNegatives() {
        assertThat(Scorers.averageVector(List.of(vector(1, 2), vector(3, 6)), List.of()))
                .containsExactly(2, 4);
        assertThat(Scorers.averageVector(List.of(vector(1, 2), vector(3, 6)), List.of(vector(1, 1))))
                .containsExactly(3, 7);
        assertThatThrownBy(() -> Scorers.averageVector(List.of(), List.of(vector(1))))
                .isInstanceOf(Refused.class)
                .hasMessage("Wrong input: Positive vectors should not be empty with `average` strategy");
    }

    @Test
    void theAverageLeavesTheExamplesAsTheyAre() {
        float[] example = vector(1, 2);
        Scorers.averageVector(List.of(example, vector(3, 4)), List.of());
        assertThat(example).containsExactly(1, 2);
    }

    private static List<Pair> pairs(float... numbers) {
        return Stream.iterate(0, i -> i < numbers.length, i -> i + 2)
                .map(i -> new Pair(vector(numbers[i]), vector(numbers[i + 1])))
                .toList();
    }

    @Test
    void discoveryCountsThePairsAndThenLooksAtTheTarget() {
        assertThat(scoreOfOne(Scorers.discover(Metric.DOT, vector(1), List.of())))
                .isEqualTo(sigmoid(1));
        assertThat(scoreOfOne(Scorers.discover(Metric.DOT, vector(1), pairs(10, 4))))
                .isEqualTo(1 + sigmoid(1));
        assertThat(scoreOfOne(Scorers.discover(Metric.DOT, vector(1), pairs(4, 10, 2, 4))))
                .isEqualTo(-2 + sigmoid(1));
        assertThat(scoreOfOne(Scorers.discover(Metric.DOT, vector(1), pairs(11, 11))))
                .isEqualTo(sigmoid(1));
        assertThat(scoreOfOne(Scorers.discover(Metric.DOT, vector(-1000), pairs(1, 0))))
                .isGreaterThan(scoreOfOne(Scorers.discover(Metric.DOT, vector(1000), pairs(0, 1))));
    }

    @Test
    void contextIsZeroOnThePositiveSideOfAllPairsAndLessBeyond() {
        assertThat(scoreOfOne(Scorers.context(Metric.DOT, pairs(10, 4, 5, 1)))).isEqualTo(0);
        assertThat(scoreOfOne(Scorers.context(Metric.DOT, pairs(10, 4, 1, 4)))).isCloseTo(-0.75f, within(1e-6f));
        assertThat(scoreOfOne(Scorers.context(Metric.DOT, pairs(1, 4, 1, 2)))).isCloseTo(-1.25f, within(1e-6f));
        assertThat(scoreOfOne(Scorers.context(Metric.DOT, pairs(3, 3)))).isNegative();
    }

    @Test
    void examplesAndQueriesArePreparedAsTheMetricWants() {
        float[] stored = new float[2 * Lanes.COUNT];
        Lanes.put(Metric.COSINE.prepared(vector(1, 1)), stored, 0);
        assertThat(Scorers.nearest(Metric.COSINE, vector(5, 5)).similarity(stored, 0))
                .isCloseTo(1, within(1e-6f));
        assertThat(Scorers.sumScores(Metric.COSINE, List.of(vector(5, 5)), List.of(vector(-3, 3)))
                        .similarity(stored, 0))
                .isCloseTo(1, within(1e-6f));
        assertThat(Scorers.discover(Metric.COSINE, vector(7, 7), List.of(new Pair(vector(9, 9), vector(100, 0))))
                        .similarity(stored, 0))
                .isCloseTo(1.75f, within(1e-6f));
    }
}
