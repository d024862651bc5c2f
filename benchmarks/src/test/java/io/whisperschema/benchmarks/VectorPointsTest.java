package io.whisperschema.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.whisperschema.benchmarks.VectorPoints.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VectorPointsTest {
    @ParameterizedTest
    @CsvSource({"CLUSTERED, 2819345171", "GAUSSIAN, 722987502"})
    void theFirstThousandAreThoseThatFormerFiguresWereMeasuredOn(Kind kind, long sum) {
        VectorPoints points = VectorPoints.of(kind, 1_000);

        assertThat(sum(points)).isEqualTo(sum);
    }

    private static long sum(VectorPoints points) {
        var sum = new CRC32();
        for (int point = 0; point < points.count(); point++) {
            var bytes = ByteBuffer.allocate(4 * VectorPoints.SIZE);
            bytes.asFloatBuffer().put(points.vector(point));
            sum.update(bytes.array());
            sum.update(points.text(point).getBytes(StandardCharsets.UTF_8));
        }
        return sum.getValue();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aPointIsTheNearestToItself(Kind kind) {
        VectorPoints points = VectorPoints.of(kind, 500);

        assertThat(points.nearest(points.vector(321), 1)).containsExactly(VectorPoints.id(321));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void vectorsHaveTheLengthOne(Kind kind) {
        float[] query = VectorPoints.queries(kind, 1)[0];

        double squares = 0;
        for (float number : query) {
            squares += number * number;
        }
        assertThat(squares).isCloseTo(1, within(1e-5));
    }
}
