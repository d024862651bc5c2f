package io.whisperschema.vector.internal.points;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import io.whisperschema.vector.embedded.ServedPort;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PointPagesTest {
    private static final int NEARLY_A_MESSAGE = 4_100_000;

    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
    private final QdrantClient client = qdrant.client();
    private final QdrantCalls calls = QdrantCalls.reading("qdrant");
    private final PointPages pages = PointPages.of(client, calls, "c");

    @BeforeEach
    void create() throws Exception {
        client.createCollectionAsync(
                        "c",
                        VectorParams.newBuilder()
                                .setSize(2)
                                .setDistance(Distance.Dot)
                                .build())
                .get();
    }

    @AfterEach
    void close() {
        qdrant.close();
    }

    private static PointStruct point(long number, int length) {
        return PointStruct.newBuilder()
                .setId(id(number))
                .setVectors(vectors((float) number, 1f))
                .putPayload("text", value("x".repeat(length)))
                .build();
    }

    private void put(long from, long to, int length) throws CallFailed {
        var upserts = new PointUpserts(client, calls, "c");
        for (long number = from; number < to; number++) {
            upserts.add(point(number, length));
        }
        upserts.flush();
    }

    private static List<Long> numbers(List<RetrievedPoint> points) {
        return points.stream().map(point -> point.getId().getNum()).toList();
    }

    private static List<Long> rest(PointPages pages) throws CallFailed {
        var numbers = new ArrayList<Long>();
        while (!pages.isAtEnd()) {
            numbers.addAll(numbers(pages.next()));
        }
        return numbers;
    }

    private static List<Long> range(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    @Test
    void everyPointIsReadOnceInTheOrderOfIdsWithAllThatItHas() throws Exception {
        put(0, 5000, 3);

        assertThat(rest(pages)).isEqualTo(range(0, 5000));
        RetrievedPoint first = PointPages.of(client, calls, "c").next().get(0);
        assertThat(first.getPayloadMap()).containsEntry("text", value("xxx"));
        assertThat(PointBytes.sent(first.getVectors())).isEqualTo(vectors(0f, 1f));
    }

    @Test
    void pagesGrowWhilePointsAreSmall() throws Exception {
        put(0, 5000, 3);

        assertThat(pages.next()).hasSize(64);
        assertThat(pages.next()).hasSize(256);
        assertThat(pages.next()).hasSize(1024);
        assertThat(pages.next()).hasSize(2048);
        assertThat(pages.next()).hasSize(5000 - 64 - 256 - 1024 - 2048);
    }

    @Test
    void pagesOfLargerPointsHaveAboutAMegabyte() throws Exception {
        put(0, 300, 20_000);

        assertThat(pages.next()).hasSize(64);
        int bytes = pages.next().stream()
                .mapToInt(RetrievedPoint::getSerializedSize)
                .sum();
        assertThat(bytes).isBetween(1_000_000, 1 << 20);
    }

    @Test
    void readingAheadGivesTheSamePagesButNoneBehindTheEnd() throws Exception {
        put(0, 5000, 3);
        pages.readingAheadUntil(id -> id.getNum() >= 1344);

        assertThat(pages.next()).hasSize(64);
        assertThat(rest(pages)).isEqualTo(range(64, 64 + 256 + 1024));
        assertThat(pages.next()).isEmpty();
    }

    @Test
    void aPageReadAheadThatIsTooLargeIsReadInParts() throws Exception {
        put(0, 64, 3);
        put(64, 72, NEARLY_A_MESSAGE);
        try (ServedPort served = qdrant.serve(0);
                var overTheNetwork = new QdrantClient(QdrantGrpcClient.newBuilder("localhost", served.port(), false)
                        .build())) {
            PointPages ahead = PointPages.of(overTheNetwork, calls, "c").readingAheadUntil(id -> false);

            assertThat(rest(ahead)).isEqualTo(range(0, 72));
        }
    }

    @Test
    void theEndIsAnEmptyPage() throws Exception {
        assertThat(pages.isAtEnd()).isFalse();
        assertThat(pages.next()).isEmpty();
        assertThat(pages.isAtEnd()).isTrue();
        assertThat(pages.next()).isEmpty();
        assertThat(pages.offset()).isEmpty();
    }

    @Test
    void readingGoesOnFromWhereItStopped() throws Exception {
        put(0, 200, 3);
        pages.next();
        PointId offset = pages.offset().orElseThrow();

        assertThat(rest(PointPages.of(client, calls, "c").from(offset))).isEqualTo(range(64, 200));
    }

    @Test
    void readingGoesOnBehindAPointThatIsGone() throws Exception {
        put(0, 200, 3);
        pages.next();
        client.deleteAsync("c", List.of(id(64), id(65), id(100))).get();

        var expected = new ArrayList<>(range(66, 200));
        expected.remove(Long.valueOf(100));
        assertThat(rest(pages)).isEqualTo(expected);
    }

    @Test
    void pointsOfNearlyAMessageAreReadOneAtATime() throws Exception {
        put(0, 70, 10);
        put(70, 72, NEARLY_A_MESSAGE);
        put(72, 300, 10);
        try (ServedPort served = qdrant.serve(0);
                var overTheNetwork = new QdrantClient(QdrantGrpcClient.newBuilder("localhost", served.port(), false)
                        .build())) {
            assertThat(rest(PointPages.of(overTheNetwork, calls, "c"))).isEqualTo(range(0, 300));
            assertThat(new PointsById(overTheNetwork, calls, "c")
                            .get(LongStream.range(60, 80)
                                    .mapToObj(number -> id(number))
                                    .toList())
                            .keySet())
                    .extracting(PointId::getNum)
                    .containsExactlyElementsOf(range(60, 80));
        }
    }

    @Test
    void aPointLargerThanAMessageIsToldOf() throws Exception {
        put(0, 1, 4_300_000);
        try (ServedPort served = qdrant.serve(0);
                var overTheNetwork = new QdrantClient(QdrantGrpcClient.newBuilder("localhost", served.port(), false)
                        .build())) {
            assertThat(catchThrowableOfType(
                                    CallFailed.class,
                                    () -> PointPages.of(overTheNetwork, calls, "c")
                                            .next())
                            .code())
                    .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        }
    }

    @Test
    void pointsAreFoundByTheirIdsAsFarAsTheyAreThere() throws Exception {
        put(0, 10, 3);

        assertThat(new HashSet<>(new PointsById(client, calls, "c")
                        .get(List.of(id(3), id(99), id(7)))
                        .keySet()))
                .containsExactlyInAnyOrder(id(3), id(7));
    }
}
