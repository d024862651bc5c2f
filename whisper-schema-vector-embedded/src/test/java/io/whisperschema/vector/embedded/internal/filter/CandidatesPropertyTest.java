package io.whisperschema.vector.embedded.internal.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Common.Filter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the points, the indexes and the filter: indexes lead to the points that a scan finds. */
class CandidatesPropertyTest {
    private static final int COLLECTIONS = 60 * Integer.getInteger("whisper.cases.percent", 100) / 100;
    private static final int SLOTS = 120;
    private static final int FILTERS = 60;

    static LongStream seeds() {
        return LongStream.range(0, COLLECTIONS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void indexesLeadToWhatAScanFinds(long seed) {
        var random = new RandomPoints(seed);
        Indexes indexes = random.indexes();
        var points = new HashMap<Integer, Point>();
        for (int change = 0; change < 2 * SLOTS; change++) {
            change(random, points, indexes);
        }
        for (int i = 0; i < FILTERS; i++) {
            check(random.filter(2), indexes, points);
        }
    }

    /** Puts a point into a slot, and takes the one out that was there. */
    private static void change(RandomPoints random, Map<Integer, Point> points, Indexes indexes) {
        int slot = random.below(SLOTS);
        Optional.ofNullable(points.remove(slot)).ifPresent(old -> indexes.remove(slot, old.payload()));
        if (random.below(5) > 0) {
            Point point = random.point(slot);
            points.put(slot, point);
            indexes.add(slot, point.payload());
        }
    }

    private static void check(Filter proto, Indexes indexes, Map<Integer, Point> points) {
        CompiledFilter filter = Filters.compile(proto, indexes);
        int[] scanned = points.keySet().stream()
                .filter(slot -> filter.test(points.get(slot)))
                .mapToInt(slot -> slot)
                .sorted()
                .toArray();
        filter.candidates(Integer.MAX_VALUE)
                .ifPresent(candidates -> assertThat(found(candidates, filter, points))
                        .as(
                                "%s with %s",
                                proto,
                                indexes.all().values().stream()
                                        .map(FieldIndex::schema)
                                        .toList())
                        .isEqualTo(scanned));
    }

    private static int[] found(Candidates candidates, PointFilter filter, Map<Integer, Point> points) {
        IntStream slots = candidates.slots().stream();
        return candidates.certainty() == Candidates.Certainty.EXACT
                ? slots.toArray()
                : slots.filter(slot -> filter.test(points.get(slot))).toArray();
    }
}
