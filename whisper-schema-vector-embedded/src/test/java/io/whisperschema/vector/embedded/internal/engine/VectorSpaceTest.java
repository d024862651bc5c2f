package io.whisperschema.vector.embedded.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.whisperschema.vector.embedded.internal.score.Hit;
import io.whisperschema.vector.embedded.internal.score.Scorer;
import io.whisperschema.vector.embedded.internal.score.Scorers;
import io.whisperschema.vector.embedded.internal.score.TopK;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorSpaceTest {
    private static final int SLOTS = 1_000;

    /** Of so many numbers that a chunk has many blocks of vectors, few, or one. */
    @ParameterizedTest
    @ValueSource(ints = {3, 200, 20_000, 40_000})
    void aScanSeesEachVectorThatIsThereOnceAndNoOther(int size) {
        VectorSpace space = space(size);
        BitSet there = new BitSet();
        Random random = new Random(size);
        int slots = Math.min(SLOTS, 400_000 / size);
        for (int slot = 0; slot < slots; slot++) {
            space.put(slot, vector(size, slot));
            there.set(slot);
        }
        for (int i = 0; i < slots / 2; i++) {
            int slot = random.nextInt(slots);
            space.remove(slot);
            there.clear(slot);
        }

        assertThat(scanned(space, Scorers.nearest(space.metric(), vector(size, 1))))
                .containsExactlyElementsOf(there.stream()
                        .mapToObj(slot -> new Hit(slot, (float) size * slot))
                        .sorted((left, right) -> Integer.compare(right.slot(), left.slot()))
                        .toList());
        there.stream().forEach(slot -> assertThat(space.get(slot)).isEqualTo(vector(size, slot)));
    }

    private static VectorSpace space(int size) {
        return new VectorSpace(
                1,
                "",
                VectorParams.newBuilder()
                        .setSize(size)
                        .setDistance(Distance.Dot)
                        .build());
    }

    private static float[] vector(int size, float number) {
        float[] vector = new float[size];
        Arrays.fill(vector, number);
        return vector;
    }

    private static List<Hit> scanned(VectorSpace space, Scorer scorer) {
        TopK best = new TopK(SLOTS, Integer::compare);
        space.scan(scorer, best);
        return best.drained();
    }
}
