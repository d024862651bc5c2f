package io.whisperschema.vector.internal.points;

import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.NamedVectorsOutput;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.Points.VectorsOutput;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PointHashTest {
    private final PointHash hash = new PointHash();

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static VectorsOutput turned(VectorsOutput vectors) {
        return vectors.hasVector()
                ? vectors
                : VectorsOutput.newBuilder()
                        .setVectors(NamedVectorsOutput.newBuilder()
                                .putAllVectors(RandomPoints.backwards(
                                        vectors.getVectors().getVectorsMap())))
                        .build();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfNamesDoesNotMatter(long seed) {
        RetrievedPoint point = new RandomPoints(seed).point();
        RetrievedPoint turned = RetrievedPoint.newBuilder()
                .setId(point.getId())
                .setVectors(turned(point.getVectors()))
                .putAllPayload(RandomPoints.turned(point.getPayloadMap()))
                .build();

        assertThat(hash.of(turned)).isEqualTo(hash.of(point));
    }

    @Test
    void differentPointsDiffer() {
        var points = new RandomPoints(4);
        List<RetrievedPoint> different = IntStream.range(0, 2000)
                .mapToObj(i -> points.point())
                .distinct()
                .toList();

        assertThat(different.stream().map(hash::of)).doesNotHaveDuplicates();
    }

    @Test
    void whatLooksAlikeDiffers() {
        var point = RetrievedPoint.newBuilder();
        point.getIdBuilder().setNum(1);
        var unnamed = VectorsOutput.newBuilder().setVector(VectorOutput.newBuilder());

        assertThat(List.of(
                                point,
                                point.clone().putPayload("f", value(1)),
                                point.clone().putPayload("f", value(1d)),
                                point.clone().putPayload("f", value("1")),
                                point.clone().putPayload("f", value(List.of())),
                                point.clone().putPayload("f", Value.getDefaultInstance()),
                                point.clone().setVectors(unnamed))
                        .stream()
                        .map(one -> hash.of(one.build()).hex()))
                .doesNotHaveDuplicates()
                .allMatch(hex -> hex.length() == 32);
    }
}
