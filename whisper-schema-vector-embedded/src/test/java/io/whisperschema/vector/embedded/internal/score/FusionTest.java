package io.whisperschema.vector.embedded.internal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.whisperschema.vector.embedded.internal.filter.Id;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import io.whisperschema.vector.embedded.internal.score.Fusion.Ranked;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FusionTest {
    private static Ranked ranked(long id, float score) {
        return new Ranked(Id.of(id), score);
    }

    private static List<Ranked> ranking(long... ids) {
        return LongStream.of(ids).mapToObj(id -> ranked(id, 0)).toList();
    }

    @Test
    void onlyPlacesCountForReciprocalRanks() {
        assertThat(Fusion.reciprocalRank(List.of(ranking(1, 2), ranking(2, 1, 3)), 2, List.of()))
                .containsExactly(ranked(2, 1 / 2f + 1 / 3f), ranked(1, 1 / 2f + 1 / 3f), ranked(3, 1 / 4f));
    }

    @Test
    void aGreaterKBringsPlacesNearerToEachOther() {
        assertThat(Fusion.reciprocalRank(List.of(ranking(1, 2)), 60, List.of()))
                .containsExactly(ranked(1, 1 / 60f), ranked(2, 1 / 61f));
    }

    @Test
    void aWeightDividesThePlaces() {
        assertThat(Fusion.reciprocalRank(List.of(ranking(1, 2, 3), ranking(4)), 2, List.of(3f, -1f)))
                .containsExactly(
                        ranked(1, 1 / (1 / 3f + 2 - 1)),
                        ranked(2, 1 / (2 / 3f + 2 - 1)),
                        ranked(3, 1 / 2f),
                        ranked(4, 0));
        assertThatThrownBy(() -> Fusion.reciprocalRank(List.of(ranking(1)), 2, List.of(1f, 1f)))
                .isInstanceOf(Refused.class)
                .hasMessage("Wrong input: Validation failed: Number of weights in RRF should match number of"
                        + " pre-fetches: got 2, expected 1");
    }

    @Test
    void scoresAreSharedOutOverThreeDeviationsAroundTheirMean() {
        // Mean 2, deviation 1: from -1 to 5.
        List<Ranked> fused = Fusion.distributionBased(List.of(List.of(ranked(1, 3), ranked(2, 2), ranked(3, 1))));
        assertThat(fused).extracting(Ranked::id).containsExactly(Id.of(1), Id.of(2), Id.of(3));
        assertThat(fused.get(0).score()).isCloseTo(4 / 6f, within(1e-6f));
        assertThat(fused.get(2).score()).isCloseTo(2 / 6f, within(1e-6f));
    }

    @Test
    void scoresOfSeveralRankingsAreAddedAndASingleOneIsInTheMiddle() {
        assertThat(Fusion.distributionBased(
                        List.of(List.of(ranked(1, 100)), List.of(ranked(1, -7), ranked(2, -7)), List.of())))
                .containsExactly(ranked(1, 1), ranked(2, 0.5f));
    }
}
