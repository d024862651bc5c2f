package io.whisperschema.vector.embedded;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.whisperschema.vector.embedded.Calls.assertRefused;
import static io.whisperschema.vector.embedded.Calls.done;
import static io.whisperschema.vector.embedded.Calls.params;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.QueryFactory;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointsIdsList;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.PointsGrpc;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileInputTest {

    private static final int[] TOO_DEEP = {65, 3_000};

    @TempDir
    private Path folder;

    private EmbeddedQdrant qdrant;
    private QdrantClient client;

    @BeforeEach
    void open() {
        open(EmbeddedOptions.defaults());
        done(client.createCollectionAsync("memories", params(2, Distance.Cosine)));
    }

    private void open(EmbeddedOptions options) {
        qdrant = EmbeddedQdrant.open(folder.resolve("memory.qdrant"), options);
        client = qdrant.client();
    }

    @AfterEach
    void close() {
        qdrant.close();
    }

    private static PointStruct point(long number, Map<String, Value> payload) {
        return PointStruct.newBuilder()
                .setId(id(number))
                .setVectors(vectors(1f, 2f))
                .putAllPayload(payload)
                .build();
    }

    private void assertRefusedAndNothingChanged(PointStruct point, Status.Code code, String message) {
        assertRefused(client.upsertAsync("memories", List.of(point(1, Map.of()), point)), code, message);
        assertThat(done(client.countAsync("memories"))).isZero();
        close();
        open(EmbeddedOptions.defaults());
        assertThat(done(client.countAsync("memories"))).isZero();
    }

    @Test
    void numbersThatJsonDoesNotKnowAreRefused() {
        for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertRefusedAndNothingChanged(
                    point(2, Map.of("number", value(number))),
                    Status.Code.INVALID_ARGUMENT,
                    "cannot convert to json number");
        }
    }

    @Test
    void vectorsOfNumbersThatAreNoneAreKeptAsTheServerKeepsThem() {
        done(client.upsertAsync(
                "memories",
                List.of(PointStruct.newBuilder()
                        .setId(id(1))
                        .setVectors(vectors(Float.NaN, Float.POSITIVE_INFINITY))
                        .build())));
        assertThat(done(client.countAsync("memories"))).isEqualTo(1);
        assertThat(done(client.queryAsync(QueryPoints.newBuilder()
                        .setCollectionName("memories")
                        .setQuery(QueryFactory.nearest(Float.NaN, 1f))
                        .build())))
                .hasSize(1);
    }

    @Test
    void aVectorWithMoreNumbersThanAnyIsRefused() {
        assertRefusedAndNothingChanged(
                PointStruct.newBuilder()
                        .setId(id(2))
                        .setVectors(vectors(Collections.nCopies(65_537, 1f)))
                        .build(),
                Status.Code.INVALID_ARGUMENT,
                "Wrong input: Vector dimension error: expected dim: 2, got 65537");
    }

    @Test
    void aPayloadOfTenMegabytesIsKept() {
        String text = "memory ".repeat(10 << 20 >> 3) + "the end";
        done(client.upsertAsync("memories", List.of(point(1, Map.of("text", value(text))))));
        close();
        open(EmbeddedOptions.defaults());
        List<RetrievedPoint> points = done(client.retrieveAsync("memories", id(1), null));
        assertThat(points.get(0).getPayloadOrThrow("text").getStringValue()).isEqualTo(text);
    }

    @Test
    void aRequestThroughAPortMayBeAsLargeAsInProcess() {
        PointStruct large = point(1, Map.of("text", value("x".repeat(33 << 20))));
        try (ServedPort port = qdrant.serve(0);
                QdrantClient other = new QdrantClient(QdrantGrpcClient.newBuilder("127.0.0.1", port.port(), false)
                        .build())) {
            done(other.upsertAsync("memories", List.of(large)));
        }
        assertThat(done(client.countAsync("memories"))).isEqualTo(1);
    }

    private static Value nested(int depth) {
        Value value = value("bottom");
        for (int i = 0; i < depth; i++) {
            value = Value.newBuilder()
                    .setStructValue(Struct.newBuilder().putFields("in", value))
                    .build();
        }
        return value;
    }

    @Test
    void aPayloadNestedDeeperThanAServerReadsIsRefused() {
        for (int depth : TOO_DEEP) {
            assertRefusedAndNothingChanged(
                    point(2, Map.of("in", nested(depth))),
                    Status.Code.INTERNAL,
                    "failed to decode Protobuf message: recursion limit reached");
        }
        done(client.upsertAsync("memories", List.of(point(1, Map.of("in", nested(30))))));
    }

    @Test
    void aPathThatNestsAPayloadDeeperThanAClientReadsIsRefused() {
        done(client.upsertAsync("memories", List.of(point(1, Map.of("in", nested(20))))));
        for (String path : new String[] {"in" + ".in".repeat(20), "other" + ".in".repeat(32)}) {
            assertRefused(
                    client.setPayloadAsync(
                            SetPayloadPoints.newBuilder()
                                    .setCollectionName("memories")
                                    .setKey(path)
                                    .putPayload("in", nested(20))
                                    .setPointsSelector(PointsSelector.newBuilder()
                                            .setPoints(
                                                    PointsIdsList.newBuilder().addIds(id(1))))
                                    .build(),
                            null),
                    Status.Code.INTERNAL,
                    "failed to decode Protobuf message: recursion limit reached");
        }
        close();
        open(EmbeddedOptions.defaults());
        assertThat(done(client.retrieveAsync("memories", id(1), null)).get(0).getPayloadMap())
                .isEqualTo(Map.of("in", nested(20)));
    }

    @Test
    void metadataNestedDeeperThanAServerReadsIsRefused() {
        for (int depth : TOO_DEEP) {
            assertRefused(
                    client.createCollectionAsync(CreateCollection.newBuilder()
                            .setCollectionName("deep")
                            .putMetadata("in", nested(depth))
                            .build()),
                    Status.Code.INTERNAL,
                    "failed to decode Protobuf message: recursion limit reached");
            assertRefused(
                    client.updateCollectionAsync(UpdateCollection.newBuilder()
                            .setCollectionName("memories")
                            .putMetadata("in", nested(depth))
                            .build()),
                    Status.Code.INTERNAL,
                    "failed to decode Protobuf message: recursion limit reached");
        }
        close();
        open(EmbeddedOptions.defaults());
        assertThat(done(client.listCollectionsAsync())).containsExactly("memories");
    }

    @Test
    void aFilterNestedDeeperThanAServerReadsIsRefused() {
        for (int depth : TOO_DEEP) {
            assertRefused(
                    PointsGrpc.newFutureStub(client.grpcClient().channel())
                            .count(CountPoints.newBuilder()
                                    .setCollectionName("memories")
                                    .setFilter(nestedFilter(depth))
                                    .build()),
                    Status.Code.INTERNAL,
                    "failed to decode Protobuf message: recursion limit reached");
        }
    }

    private static Filter nestedFilter(int depth) {
        Filter filter = Filter.getDefaultInstance();
        for (int i = 0; i < depth; i++) {
            filter = Filter.newBuilder()
                    .addMust(Condition.newBuilder().setFilter(filter))
                    .build();
        }
        return filter;
    }

    @Test
    void prefetchesNestedDeeperThanAServerReadsAreRefused() {
        for (int depth : TOO_DEEP) {
            assertRefused(
                    client.queryAsync(QueryPoints.newBuilder()
                            .setCollectionName("memories")
                            .addPrefetch(nestedPrefetch(depth))
                            .build()),
                    Status.Code.INTERNAL,
                    "failed to decode Protobuf message: recursion limit reached");
        }
    }

    private static PrefetchQuery nestedPrefetch(int depth) {
        PrefetchQuery prefetch = PrefetchQuery.getDefaultInstance();
        for (int i = 0; i < depth; i++) {
            prefetch = PrefetchQuery.newBuilder().addPrefetch(prefetch).build();
        }
        return prefetch;
    }

    @Test
    void halfACharacterIsKeptAsAClientWouldSendIt() {
        done(client.upsertAsync("memories", List.of(point(1, Map.of("text", value("half \uD83D"))))));
        for (int i = 0; i < 2; i++) {
            assertThat(done(client.retrieveAsync("memories", id(1), null))
                            .get(0)
                            .getPayloadOrThrow("text")
                            .getStringValue())
                    .isEqualTo("half ?");
            close();
            open(EmbeddedOptions.defaults());
        }
    }

    @Test
    void aPayloadNestedTooDeepIsRefusedThroughAPortToo() {
        try (ServedPort port = qdrant.serve(0);
                QdrantClient other = new QdrantClient(QdrantGrpcClient.newBuilder("127.0.0.1", port.port(), false)
                        .build())) {
            assertRefused(
                    other.upsertAsync("memories", List.of(point(2, Map.of("in", nested(TOO_DEEP[0]))))),
                    Status.Code.INTERNAL,
                    "failed to decode Protobuf message: recursion limit reached");
            assertThat(done(other.countAsync("memories"))).isZero();
        }
    }

    /** A client in Java cannot make such a message; others can. */
    @Test
    void bytesThatAreNoTextAreRefusedAndNothingIsChanged() {
        byte[] whole = UpsertPoints.newBuilder()
                .setCollectionName("memories")
                .addPoints(point(1, Map.of("text", value("XYZ"))))
                .build()
                .toByteArray();
        whole[new String(whole, ISO_8859_1).indexOf("XYZ")] = (byte) 0xC0;
        try (ServedPort port = qdrant.serve(0);
                QdrantClient other = new QdrantClient(QdrantGrpcClient.newBuilder("127.0.0.1", port.port(), false)
                        .build())) {
            assertRefused(
                    ClientCalls.futureUnaryCall(
                            other.grpcClient().channel().newCall(upsertOfBytes(), CallOptions.DEFAULT), whole),
                    Status.Code.INTERNAL,
                    "failed to decode Protobuf message: invalid string value: data is not UTF-8 encoded");
            assertThat(done(other.countAsync("memories"))).isZero();
        }
    }

    private static MethodDescriptor<byte[], PointsOperationResponse> upsertOfBytes() {
        MethodDescriptor<UpsertPoints, PointsOperationResponse> upsert = PointsGrpc.getUpsertMethod();
        return upsert.toBuilder(
                        new MethodDescriptor.Marshaller<byte[]>() {
                            @Override
                            public InputStream stream(byte[] bytes) {
                                return new ByteArrayInputStream(bytes);
                            }

                            @Override
                            public byte[] parse(InputStream stream) {
                                throw new UnsupportedOperationException();
                            }
                        },
                        upsert.getResponseMarshaller())
                .build();
    }

    @Test
    void whatDoesNotFitIntoTheMemoryLimitIsRefusedAndNothingIsChanged() {
        close();
        open(EmbeddedOptions.defaults().withMemoryLimit(1 << 20));
        List<PointStruct> points = new ArrayList<>();
        for (int i = 0; i < 6000; i++) {
            points.add(point(i, Map.of("text", ValueFactory.value("memory"))));
        }
        assertRefused(
                client.upsertAsync("memories", points),
                Status.Code.RESOURCE_EXHAUSTED,
                "Insufficient storage: this needs 2 MB more, and of the 1 MB of EmbeddedOptions.memoryLimit 0 MB are in"
                        + " use. Nothing was changed. Raise the limit or delete points.");
        assertThat(done(client.countAsync("memories"))).isZero();
        for (int i = 0; i < 10; i++) {
            done(client.upsertAsync("memories", points.subList(0, 2000)));
            done(client.deleteAsync("memories", Filter.getDefaultInstance()));
        }
    }
}
