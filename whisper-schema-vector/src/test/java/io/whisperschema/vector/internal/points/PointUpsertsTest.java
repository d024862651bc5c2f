package io.whisperschema.vector.internal.points;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.PointsGrpc;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PointUpsertsTest {
    private static final int MANY = 2000;

    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
    private final QdrantClient client = qdrant.client();
    private final PointUpserts upserts = new PointUpserts(client, QdrantCalls.reading("qdrant"), "c");

    @BeforeEach
    void create() throws Exception {
        client.createCollectionAsync(
                        "c",
                        VectorParams.newBuilder()
                                .setSize(1)
                                .setDistance(Distance.Dot)
                                .build())
                .get();
    }

    @AfterEach
    void close() {
        qdrant.close();
    }

    private static PointStruct point(long number, String text) {
        return PointStruct.newBuilder()
                .setId(id(number))
                .setVectors(vectors(1f))
                .putPayload("text", value(text))
                .build();
    }

    private static void addMany(PointUpserts upserts) throws CallFailed {
        for (int number = 1; number <= MANY; number++) {
            upserts.add(point(number, "x"));
        }
    }

    @Test
    void allPointsAreThereBehindAFlush() throws Exception {
        addMany(upserts);
        upserts.flush();

        assertThat(client.countAsync("c").get()).isEqualTo(MANY);
    }

    @Test
    void largePointsGoInRequestsOfTheirOwn() throws Exception {
        for (int number = 1; number <= 12; number++) {
            upserts.add(point(number, "x".repeat(900_000)));
        }
        upserts.flush();

        assertThat(client.countAsync("c").get()).isEqualTo(12);
    }

    @Test
    void aRefusedPointIsToldOf() throws Exception {
        upserts.add(point(1, "x").toBuilder().setVectors(vectors(1f, 2f)).build());

        assertThat(catchThrowableOfType(CallFailed.class, upserts::flush).code())
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void aRefusedPointAmongManyIsToldOf() throws Exception {
        upserts.add(point(MANY + 1, "x").toBuilder().setVectors(vectors(1f, 2f)).build());

        assertThat(catchThrowableOfType(CallFailed.class, () -> {
                            addMany(upserts);
                            upserts.flush();
                        })
                        .code())
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void whatFollowsAFailureIsWritten() throws Exception {
        upserts.add(point(1, "x").toBuilder().setVectors(vectors(1f, 2f)).build());
        assertThatThrownBy(upserts::flush).isInstanceOf(CallFailed.class);

        upserts.add(point(1, "x"));
        upserts.flush();

        assertThat(client.countAsync("c").get()).isEqualTo(1);
    }

    /** A server that answers its first request as it is told to, and no other. */
    private static final class Silent extends PointsGrpc.PointsImplBase implements AutoCloseable {
        private final Consumer<StreamObserver<PointsOperationResponse>> first;
        private final List<UpsertPoints> requests = new CopyOnWriteArrayList<>();
        private final Server server;
        private final ManagedChannel channel;

        Silent(Consumer<StreamObserver<PointsOperationResponse>> first) throws Exception {
            this.first = first;
            String name = InProcessServerBuilder.generateName();
            server = InProcessServerBuilder.forName(name)
                    .directExecutor()
                    .addService(this)
                    .build()
                    .start();
            channel = InProcessChannelBuilder.forName(name).directExecutor().build();
        }

        PointUpserts upserts() {
            var client = new QdrantClient(
                    QdrantGrpcClient.newBuilder(channel, false, false).build());
            return new PointUpserts(client, new QdrantCalls("qdrant", Optional.of(Duration.ofMillis(200))), "c");
        }

        @Override
        public void upsert(UpsertPoints request, StreamObserver<PointsOperationResponse> answer) {
            requests.add(request);
            if (requests.size() == 1) {
                first.accept(answer);
            }
        }

        @Override
        public void close() {
            channel.shutdownNow();
            server.shutdownNow();
        }
    }

    @Test
    void aFailureWaitsForWhatElseIsOnItsWay() throws Exception {
        try (var silent = new Silent(answer -> answer.onError(Status.INTERNAL.asException()))) {
            CallFailed failure = catchThrowableOfType(CallFailed.class, () -> addMany(silent.upserts()));

            assertThat(failure.code()).isEqualTo(Status.Code.INTERNAL);
            assertThat(silent.requests).hasSize(3);
            assertThat(failure.getSuppressed())
                    .hasSize(2)
                    .allSatisfy(
                            other -> assertThat(((CallFailed) other).code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED));
        }
    }

    @Test
    void aPointThatIsOnItsWayIsNotSentAgainBeforeItIsApplied() throws Exception {
        try (var silent = new Silent(answer -> {})) {
            PointUpserts once = silent.upserts();
            once.add(point(1, "x"));

            assertThat(catchThrowableOfType(CallFailed.class, () -> once.add(point(1, "y")))
                            .code())
                    .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
            assertThat(silent.requests).hasSize(1);
        }
    }

    @Test
    void anAnswerThatIsNotDoneIsAFailure() throws Exception {
        try (var silent = new Silent(PointUpsertsTest::acknowledge)) {
            PointUpserts once = silent.upserts();
            once.add(point(1, "x"));

            assertThat(catchThrowableOfType(CallFailed.class, once::flush).said())
                    .contains("Acknowledged");
        }
    }

    private static void acknowledge(StreamObserver<PointsOperationResponse> answer) {
        answer.onNext(PointsOperationResponse.newBuilder()
                .setResult(UpdateResult.newBuilder().setStatus(UpdateStatus.Acknowledged))
                .build());
        answer.onCompleted();
    }

    @Test
    void ofAPointThatIsWrittenTwiceTheLaterStays() throws Exception {
        upserts.add(point(1, "x"));
        addMany(upserts);
        upserts.add(point(1, "later"));
        upserts.flush();

        assertThat(new PointsById(client, QdrantCalls.reading("qdrant"), "c")
                        .get(List.of(id(1)))
                        .get(id(1))
                        .getPayloadMap())
                .containsEntry("text", value("later"));
    }
}
