package io.whisperschema.vector.embedded.internal.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopKTest {
    private static final SlotOrder GREATER_FIRST = (left, right) -> Integer.compare(right, left);

    private static List<Hit> best(List<Hit> hits, int limit) {
        var top = new TopK(limit, GREATER_FIRST);
        hits.forEach(hit -> top.offer(hit.slot(), hit.similarity()));
        return top.drained();
    }

    private static List<Hit> sorted(List<Hit> hits, int limit) {
        return hits.stream()
                .sorted(Comparator.comparing(Hit::similarity)
                        .thenComparing(Hit::slot)
                        .reversed())
                .limit(limit)
                .toList();
    }

    private static List<Hit> random(int count, int values) {
        var random = new Random(count);
        var hits = new ArrayList<Hit>();
        IntStream.range(0, count).forEach(slot -> hits.add(new Hit(slot, random.nextInt(values) - values / 2f)));
        Collections.shuffle(hits, random);
        return hits;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 999, 1000, 1001, 3000})
    void keepsTheBestInOrder(int limit) {
        List<Hit> hits = random(2500, 40);
        assertThat(best(hits, limit)).isEqualTo(sorted(hits, limit));
    }

    @Test
    void equalSimilaritiesAreOrderedByTheirSlotsWhateverTheOrderTheyCameIn() {
        List<Hit> hits = random(100, 1);
        assertThat(best(hits, 3)).extracting(Hit::slot).containsExactly(99, 98, 97);
    }

    @Test
    void bothZerosAreEqualAndNanIsGreaterThanAll() {
        List<Hit> hits =
                List.of(new Hit(1, 0f), new Hit(2, -0f), new Hit(3, Float.NaN), new Hit(4, Float.POSITIVE_INFINITY));
        assertThat(best(hits, 9)).extracting(Hit::slot).containsExactly(3, 4, 2, 1);
    }

    @Test
    void takesInWhatOtherThreadsFound() {
        List<Hit> hits = random(2000, 50);
        var one = new TopK(20, GREATER_FIRST);
        var other = new TopK(20, GREATER_FIRST);
        hits.forEach(hit -> (hit.slot() % 2 == 0 ? one : other).offer(hit.slot(), hit.similarity()));
        one.addAll(other);
        assertThat(one.drained()).isEqualTo(sorted(hits, 20));
    }

    @Test
    void aHugeLimitTakesNoRoomBeforeItIsUsed() {
        assertThat(best(List.of(new Hit(1, 1)), Integer.MAX_VALUE)).containsExactly(new Hit(1, 1));
    }
}
