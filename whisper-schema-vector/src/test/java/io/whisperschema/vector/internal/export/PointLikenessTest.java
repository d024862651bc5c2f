package io.whisperschema.vector.internal.export;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.multiVector;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.MultiDenseVector;
import io.qdrant.client.grpc.Points.NamedVectorsOutput;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.SparseIndices;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.Points.VectorsOutput;
import io.whisperschema.vector.internal.points.PointBytes;
import io.whisperschema.vector.internal.points.PointHash;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PointLikenessTest {
    private final PointLikeness likeness = new PointLikeness(1e-5);

    private static PointStruct point(Vector vector) {
        return PointStruct.newBuilder()
                .setId(id(1))
                .setVectors(namedVectors(Map.of("content", vector)))
                .putPayload("user", value("ada"))
                .build();
    }

    private static RetrievedPoint returned(VectorOutput vector) {
        return RetrievedPoint.newBuilder()
                .setId(id(1))
                .setVectors(VectorsOutput.newBuilder()
                        .setVectors(NamedVectorsOutput.newBuilder().putVectors("content", vector)))
                .putPayload("user", value("ada"))
                .build();
    }

    @Test
    void aVectorThatIsOffByRoundingIsTheSame() {
        assertThat(likeness.isSame(point(vector(0.6f, 0.8f)), point(vector(0.6000001f, 0.8f))))
                .isTrue();
    }

    @Test
    void aVectorThatIsOffByMoreIsAnother() {
        assertThat(likeness.isSame(point(vector(0.6f, 0.8f)), point(vector(0.6001f, 0.8f))))
                .isFalse();
        assertThat(likeness.isSame(point(vector(0.6f, 0.8f)), point(vector(0.6f, 0.8f, 0f))))
                .isFalse();
    }

    @Test
    void anotherPayloadIsAnotherPoint() {
        PointStruct point = point(vector(0.6f, 0.8f));

        assertThat(likeness.isSame(
                        point,
                        point.toBuilder().putPayload("user", value("eve")).build()))
                .isFalse();
    }

    @Test
    void rowsOfAMultivectorAreCompared() {
        Vector rows = multiVector(List.of(vectorOf(1f, 2f), vectorOf(3f, 4f)));

        assertThat(likeness.isSame(point(rows), point(multiVector(List.of(vectorOf(1f, 2f), vectorOf(3f, 4.000001f))))))
                .isTrue();
        assertThat(likeness.isSame(point(rows), point(multiVector(List.of(vectorOf(3f, 4f), vectorOf(1f, 2f))))))
                .isFalse();
    }

    private static List<Float> vectorOf(Float... numbers) {
        return List.of(numbers);
    }

    @Test
    void aSparseVectorIsComparedByItsIndices() {
        PointStruct sparse = point(vector(List.of(1f, 2f), List.of(3, 7)));

        assertThat(likeness.isSame(sparse, point(vector(List.of(1f, 2.000001f), List.of(3, 7)))))
                .isTrue();
        assertThat(likeness.isSame(sparse, point(vector(List.of(1f, 2f), List.of(3, 8)))))
                .isFalse();
    }

    @SuppressWarnings("deprecation") // as servers before 1.17 send vectors
    @Test
    void whatIsSentOfAReturnedPointHasItsFingerprint() {
        DenseVector row = DenseVector.newBuilder().addData(1f).addData(2f).build();
        for (VectorOutput vector : List.of(
                VectorOutput.newBuilder().setDense(row).build(),
                VectorOutput.newBuilder()
                        .setMultiDense(
                                MultiDenseVector.newBuilder().addVectors(row).addVectors(row))
                        .build(),
                VectorOutput.newBuilder()
                        .setSparse(SparseVector.newBuilder()
                                .addIndices(9)
                                .addIndices(2)
                                .addValues(1f)
                                .addValues(2f))
                        .build(),
                older().build(),
                older().setVectorsCount(2).build(),
                older().setIndices(SparseIndices.newBuilder().addData(9).addData(2))
                        .build())) {
            RetrievedPoint returned = returned(vector);

            assertThat(new PointHash().of(PointBytes.sent(returned))).isEqualTo(new PointHash().of(returned));
        }
    }

    /** As servers before 1.17 send it. */
    @SuppressWarnings("deprecation")
    private static VectorOutput.Builder older() {
        return VectorOutput.newBuilder().addData(1f).addData(2f);
    }
}
