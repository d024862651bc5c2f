package io.whisperschema.vector.internal.move;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.VectorsFactory.vectors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Points.PointStruct;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitLengthTest {
    private static final int POINTS = 200;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 384, 1536, 4096})
    void aServerReturnsSuchVectorsToTheBit(int size) throws Exception {
        try (var qdrant = EmbeddedQdrant.inMemory()) {
            qdrant.client()
                    .createCollectionAsync(
                            "memories",
                            VectorParams.newBuilder()
                                    .setSize(size)
                                    .setDistance(Distance.Cosine)
                                    .build())
                    .get();
            List<float[]> sent = unitVectors(size);
            var points = new ArrayList<PointStruct>();
            for (int i = 0; i < POINTS; i++) {
                points.add(PointStruct.newBuilder()
                        .setId(id(i))
                        .setVectors(vectors(sent.get(i)))
                        .build());
            }
            qdrant.client().upsertAsync("memories", points).get();

            for (int i = 0; i < POINTS; i++) {
                List<Float> returned = qdrant.client()
                        .retrieveAsync("memories", id(i), /* withPayload= */ false, /* withVectors= */ true, null)
                        .get()
                        .get(0)
                        .getVectors()
                        .getVector()
                        .getDense()
                        .getDataList();
                assertThat(returned)
                        .isEqualTo(vectors(sent.get(i)).getVector().getDense().getDataList());
            }
        }
    }

    private static List<float[]> unitVectors(int size) {
        var random = new Random(size);
        var vectors = new ArrayList<float[]>();
        for (int i = 0; i < POINTS; i++) {
            var vector = new float[size];
            for (int n = 0; n < size; n++) {
                vector[n] = (float) (100 * random.nextGaussian());
            }
            vectors.add(UnitLength.of(vector));
        }
        return vectors;
    }

    @Test
    void whatHasNoLengthOrTheRightOneStays() {
        float[] none = {0, 0};
        float[] right = {0.6f, 0.8f};

        assertThat(UnitLength.of(none)).isSameAs(none);
        assertThat(UnitLength.of(right)).isSameAs(right);
        assertThat(UnitLength.of(new float[] {3, 4})).containsExactly(0.6f, 0.8f);
    }

    @Test
    void aVectorThatIsNearlyNothingStillHasADirection() {
        assertThat(UnitLength.of(new float[] {3e-10f, 4e-10f}))
                .containsExactly(new float[] {0.6f, 0.8f}, offset(1e-6f));
    }
}
