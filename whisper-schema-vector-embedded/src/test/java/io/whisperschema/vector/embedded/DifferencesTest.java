package io.whisperschema.vector.embedded;

import static io.qdrant.client.ConditionFactory.matchText;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.formula;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.QueryFactory.relevanceFeedback;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.multiVector;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorInputFactory.vectorInput;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.whisperschema.vector.embedded.Calls.assertRefused;
import static io.whisperschema.vector.embedded.Calls.done;
import static io.whisperschema.vector.embedded.Calls.ids;
import static io.whisperschema.vector.embedded.Calls.params;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.ShardKeyFactory;
import io.qdrant.client.grpc.Collections.BinaryQuantization;
import io.qdrant.client.grpc.Collections.CollectionClusterInfoRequest;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionStatus;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Datatype;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.MultiVectorConfig;
import io.qdrant.client.grpc.Collections.OptimizersConfigDiff;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.QuantizationConfig;
import io.qdrant.client.grpc.Collections.ShardingMethod;
import io.qdrant.client.grpc.Collections.SnowballParams;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.StemmingAlgorithm;
import io.qdrant.client.grpc.Collections.StopwordsSet;
import io.qdrant.client.grpc.Collections.StrictModeConfig;
import io.qdrant.client.grpc.Collections.TextIndexParams;
import io.qdrant.client.grpc.Collections.TokenizerType;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.Document;
import io.qdrant.client.grpc.Points.Formula;
import io.qdrant.client.grpc.Points.Mmr;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.QuantizationSearchParams;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryBatchPoints;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RelevanceFeedbackInput;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.SearchParams;
import io.qdrant.client.grpc.Points.ShardKeySelector;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.Vectors;
import io.qdrant.client.grpc.PointsGrpc;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is otherwise than on a server: a test for each row of the table in this module's README, named as its row. */
class DifferencesTest {

    private static final VectorParams PLANE = params(2, Distance.Dot);

    @TempDir
    private Path folder;

    private EmbeddedQdrant qdrant;
    private QdrantClient client;

    @BeforeEach
    void open() {
        qdrant = EmbeddedQdrant.open(folder.resolve("memory.qdrant"));
        client = qdrant.client();
        done(client.createCollectionAsync("memories", PLANE));
    }

    @AfterEach
    void close() {
        qdrant.close();
    }

    private static void assertUnimplemented(ListenableFuture<?> call, String sentence) {
        assertRefused(call, Status.Code.UNIMPLEMENTED, sentence);
    }

    private static CreateCollection.Builder collection() {
        return CreateCollection.newBuilder()
                .setCollectionName("others")
                .setVectorsConfig(VectorsConfig.newBuilder().setParams(PLANE));
    }

    private static PointStruct point(long number, Vectors vectors) {
        return PointStruct.newBuilder().setId(id(number)).setVectors(vectors).build();
    }

    private static QueryPoints.Builder query(Query query) {
        return QueryPoints.newBuilder().setCollectionName("memories").setQuery(query);
    }

    @Test
    void sparseVectorsAreRefused() {
        String sentence = "EmbeddedQdrant has no sparse vectors";
        assertUnimplemented(
                client.createCollectionAsync(collection()
                        .setSparseVectorsConfig(SparseVectorConfig.newBuilder()
                                .putMap("words", SparseVectorParams.getDefaultInstance()))
                        .build()),
                sentence);
        assertUnimplemented(
                client.upsertAsync(
                        "memories", List.of(point(1, namedVectors(Map.of("words", vector(List.of(1f), List.of(7))))))),
                sentence);
        assertUnimplemented(
                client.queryAsync(query(nearest(List.of(1f), List.of(7))).build()), sentence);
    }

    @Test
    void multivectorsAreRefused() {
        String sentence = "EmbeddedQdrant has no multivectors";
        VectorParams several = PLANE.toBuilder()
                .setMultivectorConfig(MultiVectorConfig.getDefaultInstance())
                .build();
        float[][] two = {{1, 2}, {3, 4}};
        assertUnimplemented(client.createCollectionAsync("others", several), sentence);
        assertUnimplemented(client.upsertAsync("memories", List.of(point(1, vectors(multiVector(two))))), sentence);
        assertUnimplemented(client.queryAsync(query(nearest(two)).build()), sentence);
    }

    @Test
    void vectorsOfOtherNumbersThanFloat32AreRefused() {
        for (Datatype datatype : List.of(Datatype.Float16, Datatype.Uint8)) {
            assertUnimplemented(
                    client.createCollectionAsync(
                            "others", PLANE.toBuilder().setDatatype(datatype).build()),
                    "EmbeddedQdrant keeps vectors as Float32 only");
        }
    }

    @Test
    void formulaQueriesAreRefused() {
        assertUnimplemented(
                client.queryAsync(query(formula(Formula.getDefaultInstance())).build()),
                "EmbeddedQdrant has no formula queries");
    }

    @Test
    void queriesByMaximalMarginalRelevanceAreRefused() {
        assertUnimplemented(
                client.queryAsync(query(nearest(vectorInput(1, 2), Mmr.getDefaultInstance()))
                        .build()),
                "EmbeddedQdrant has no MMR");
    }

    @Test
    void queriesByRelevanceFeedbackAreRefused() {
        assertUnimplemented(
                client.queryAsync(query(relevanceFeedback(RelevanceFeedbackInput.getDefaultInstance()))
                        .build()),
                "EmbeddedQdrant has no relevance feedback");
    }

    @Test
    void inferenceIsRefused() {
        Document text = Document.newBuilder().setText("east").setModel("any").build();
        assertUnimplemented(
                client.upsertAsync("memories", List.of(point(1, vectors(text)))), "EmbeddedQdrant has no inference");
        assertUnimplemented(client.queryAsync(query(nearest(text)).build()), "EmbeddedQdrant has no inference");
    }

    @Test
    void shardingByKeysIsRefused() {
        String sentence = "EmbeddedQdrant has no sharding by keys";
        ShardKeySelector key = ShardKeySelector.newBuilder()
                .addShardKeys(ShardKeyFactory.shardKey("east"))
                .build();
        assertUnimplemented(
                client.createCollectionAsync(
                        collection().setShardingMethod(ShardingMethod.Custom).build()),
                sentence);
        assertUnimplemented(
                client.upsertAsync(UpsertPoints.newBuilder()
                        .setCollectionName("memories")
                        .addPoints(point(1, vectors(1, 2)))
                        .setShardKeySelector(key)
                        .build()),
                sentence);
        assertUnimplemented(
                client.queryAsync(query(nearest(1, 2)).setShardKeySelector(key).build()), sentence);
    }

    private ListenableFuture<?> indexText(TextIndexParams.Builder params) {
        return client.createPayloadIndexAsync(
                "memories",
                "text",
                PayloadSchemaType.Text,
                PayloadIndexParams.newBuilder().setTextIndexParams(params).build(),
                true,
                null,
                null);
    }

    @Test
    void stemmersAreRefused() {
        assertUnimplemented(
                indexText(TextIndexParams.newBuilder()
                        .setTokenizer(TokenizerType.Word)
                        .setStemmer(StemmingAlgorithm.newBuilder()
                                .setSnowball(SnowballParams.newBuilder().setLanguage("english")))),
                "EmbeddedQdrant has no stemmers");
    }

    @Test
    void stopwordsOfLanguagesAreRefused() {
        TextIndexParams.Builder params = TextIndexParams.newBuilder().setTokenizer(TokenizerType.Word);
        assertUnimplemented(
                indexText(params.setStopwords(StopwordsSet.newBuilder().addLanguages("english"))),
                "EmbeddedQdrant has no stopwords of languages, only custom ones");
        done(indexText(params.setStopwords(StopwordsSet.newBuilder().addCustom("the"))));
    }

    @Test
    void conditionsOfNewerClientsAreRefused() {
        UnknownFieldSet newer = UnknownFieldSet.newBuilder()
                .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();
        Condition unknown = Condition.newBuilder().setUnknownFields(newer).build();
        assertUnimplemented(
                client.deleteAsync(
                        "memories", Filter.newBuilder().addMust(unknown).build()),
                "EmbeddedQdrant does not know field 99 of qdrant.Condition");
    }

    @Test
    void writesBeyondTheMemoryLimitAreRefused() {
        try (EmbeddedQdrant small =
                EmbeddedQdrant.inMemory(EmbeddedOptions.defaults().withMemoryLimit(1))) {
            done(small.client().createCollectionAsync("memories", PLANE));
            assertRefused(
                    small.client().upsertAsync("memories", List.of(point(1, vectors(1, 2)))),
                    Status.Code.RESOURCE_EXHAUSTED,
                    "Insufficient storage: this needs 1 MB more, and of the 1 MB of EmbeddedOptions.memoryLimit 0 MB"
                            + " are in use. Nothing was changed. Raise the limit or delete points.");
        }
    }

    private long found(String text, String asked) {
        done(client.upsertAsync(
                "memories",
                List.of(point(1, vectors(1, 2)).toBuilder()
                        .putPayload("text", value(text))
                        .build())));
        return done(client.countAsync(
                "memories",
                Filter.newBuilder().addMust(matchText("text", asked)).build(),
                true));
    }

    @Test
    void theMultilingualTokenizerReadsWordsAsWordDoes() {
        done(indexText(TextIndexParams.newBuilder().setTokenizer(TokenizerType.Multilingual)));
        assertThat(found("東京都に住む", "東京")).isZero();
        assertThat(found("lives in Tokyo", "tokyo")).isEqualTo(1);
    }

    @Test
    void foldingToPlainLettersKnowsOtherLetters() {
        done(indexText(
                TextIndexParams.newBuilder().setTokenizer(TokenizerType.Word).setAsciiFolding(true)));
        assertThat(found("café Łódź", "cafe lodz")).isEqualTo(1);
        assertThat(found("cafe\u0301", "cafe")).isEqualTo(1);
        assertThat(found("g\u0259nc", "ganc")).isZero();
    }

    private CollectionInfo createWithSettings() {
        QuantizationConfig quantization = QuantizationConfig.newBuilder()
                .setBinary(BinaryQuantization.newBuilder().setAlwaysRam(true))
                .build();
        done(client.createCollectionAsync(collection()
                .setHnswConfig(HnswConfigDiff.newBuilder().setM(64).setOnDisk(true))
                .setOptimizersConfig(OptimizersConfigDiff.newBuilder().setIndexingThreshold(1))
                .setQuantizationConfig(quantization)
                .build()));
        return done(client.getCollectionInfoAsync("others"));
    }

    @Test
    void everySearchIsExact() {
        createWithSettings();
        done(client.upsertAsync("others", List.of(point(1, vectors(0.3f, 0.4f)), point(2, vectors(0.31f, 0.4f)))));
        SearchParams roughly = SearchParams.newBuilder()
                .setHnswEf(1)
                .setExact(false)
                .setIndexedOnly(true)
                .setQuantization(QuantizationSearchParams.newBuilder().setRescore(false))
                .build();
        List<ScoredPoint> found = done(client.queryAsync(query(nearest(1, 0))
                .setCollectionName("others")
                .setParams(roughly)
                .build()));
        assertThat(ids(found)).containsExactly(2L, 1L);
        assertThat(found.get(0).getScore()).isEqualTo(0.31f);
    }

    @Test
    void settingsOfIndexesAndStorageAreShownAndWithoutEffect() {
        CollectionInfo info = createWithSettings();
        assertThat(info.getConfig().getHnswConfig().getM()).isEqualTo(64);
        assertThat(info.getConfig().getHnswConfig().getOnDisk()).isTrue();
        assertThat(info.getConfig().getQuantizationConfig().getBinary().getAlwaysRam())
                .isTrue();
        List<PointStruct> points =
                LongStream.range(0, 1000).mapToObj(i -> point(i, vectors(i, 1))).toList();
        done(client.upsertAsync("others", points));
        CollectionInfo filled = done(client.getCollectionInfoAsync("others"));
        assertThat(filled.getStatus()).isEqualTo(CollectionStatus.Green);
        assertThat(filled.getIndexedVectorsCount()).isZero();
        assertThat(filled.getSegmentsCount()).isEqualTo(1);
    }

    @Test
    void strictModeIsShownAndWithoutEffect() {
        done(client.createCollectionAsync(collection()
                .setStrictModeConfig(
                        StrictModeConfig.newBuilder().setEnabled(true).setMaxQueryLimit(1))
                .build()));
        assertThat(done(client.getCollectionInfoAsync("others"))
                        .getConfig()
                        .getStrictModeConfig()
                        .getMaxQueryLimit())
                .isEqualTo(1);
        done(client.upsertAsync("others", List.of(point(1, vectors(1, 2)), point(2, vectors(2, 2)))));
        assertThat(done(client.queryAsync(query(nearest(1, 2))
                        .setCollectionName("others")
                        .setLimit(2)
                        .build())))
                .hasSize(2);
    }

    @Test
    void aCollectionHasOneShard() {
        done(client.createCollectionAsync(collection().setShardNumber(3).build()));
        assertThat(done(client.getCollectionInfoAsync("others"))
                        .getConfig()
                        .getParams()
                        .getShardNumber())
                .isEqualTo(3);
        assertThat(CollectionsGrpc.newBlockingStub(client.grpcClient().channel())
                        .collectionClusterInfo(CollectionClusterInfoRequest.newBuilder()
                                .setCollectionName("others")
                                .build())
                        .getShardCount())
                .isEqualTo(1);
    }

    @Test
    void timeoutsAreCheckedAndEndNoCall() {
        assertRefused(
                client.queryAsync(query(nearest(1, 2)).setTimeout(0).build()),
                Status.Code.INVALID_ARGUMENT,
                "Validation error in body: [timeout: value 0 invalid, must be 1 or larger]");
        done(client.upsertAsync(
                "memories",
                LongStream.range(0, 10_000)
                        .mapToObj(i -> point(i, vectors(i, 1)))
                        .toList()));
        QueryPoints one = query(nearest(1, 2)).setLimit(1).build();
        double seconds = 0;
        for (int queries = 20_000; seconds <= 1; queries *= 3) {
            seconds = PointsGrpc.newBlockingStub(client.grpcClient().channel())
                    .queryBatch(QueryBatchPoints.newBuilder()
                            .setCollectionName("memories")
                            .addAllQueryPoints(Collections.nCopies(queries, one))
                            .setTimeout(1)
                            .build())
                    .getTime();
        }
    }

    /** What the file holds at this moment is what a process finds that comes after this one was killed. */
    @Test
    void aWriteWithoutWaitingIsInTheFileWhenItIsAcknowledged() throws IOException {
        done(client.upsertAsync(UpsertPoints.newBuilder()
                .setCollectionName("memories")
                .addPoints(point(1, vectors(1, 2)))
                .setWait(false)
                .build()));
        assertThat(done(client.countAsync("memories"))).isEqualTo(1);
        for (String suffix : List.of("", "-wal")) {
            Files.copy(folder.resolve("memory.qdrant" + suffix), folder.resolve("killed.qdrant" + suffix));
        }
        try (EmbeddedQdrant later = EmbeddedQdrant.open(folder.resolve("killed.qdrant"))) {
            assertThat(done(later.client().countAsync("memories"))).isEqualTo(1);
        }
    }

    @Test
    void equalScoresAreToldApartByIds() {
        done(client.upsertAsync(
                "memories",
                LongStream.of(5, 3, 9, 1).mapToObj(i -> point(i, vectors(1, 2))).toList()));
        assertThat(ids(done(client.queryAsync(query(nearest(1, 2)).setLimit(3).build()))))
                .containsExactly(9L, 5L, 3L);
        done(client.createCollectionAsync(
                "others", PLANE.toBuilder().setDistance(Distance.Euclid).build()));
        done(client.upsertAsync(
                "others",
                LongStream.of(5, 3, 9, 1).mapToObj(i -> point(i, vectors(1, 2))).toList()));
        assertThat(ids(done(client.queryAsync(query(nearest(1, 2))
                        .setCollectionName("others")
                        .setLimit(3)
                        .build()))))
                .containsExactly(1L, 3L, 5L);
    }

    @Test
    void snapshotsAreFilesOfAFormatOfOurs() throws IOException {
        done(client.createSnapshotAsync("memories"));
        Path snapshot = qdrant.snapshots().of("memories").get(0).path();
        assertThat(Files.readString(snapshot, ISO_8859_1)).startsWith("SQLite format 3");
        done(client.deleteCollectionAsync("memories"));
        assertThat(qdrant.snapshots().restore(snapshot)).isEqualTo("memories");
        assertThat(done(client.listCollectionsAsync())).containsExactly("memories");
    }

    @Test
    void theHealthCheckNamesThisLibrary() {
        assertThat(done(client.healthCheckAsync()).getTitle()).isEqualTo("whisper-schema EmbeddedQdrant");
        assertThat(done(client.healthCheckAsync()).getVersion()).isEqualTo("1.18.3");
    }

    private static QdrantClient clientOf(ServedPort port) {
        return new QdrantClient(
                QdrantGrpcClient.newBuilder("127.0.0.1", port.port(), false).build());
    }

    @Test
    void oneKeyOpensEverythingAndClientsInProcessNeedNone() {
        try (EmbeddedQdrant other =
                        EmbeddedQdrant.inMemory(EmbeddedOptions.defaults().withApiKey("password!"));
                ServedPort port = other.serve(0);
                QdrantClient without = clientOf(port);
                QdrantClient with = new QdrantClient(QdrantGrpcClient.newBuilder("127.0.0.1", port.port(), false)
                        .withApiKey("password!")
                        .build())) {
            done(other.client().createCollectionAsync("memories", PLANE));
            assertThatThrownBy(() -> done(without.listCollectionsAsync())).hasMessageContaining("UNAUTHENTICATED");
            done(with.deleteCollectionAsync("memories"));
        }
    }

    @Test
    void aPortAnswersNoRestCalls() {
        try (ServedPort port = qdrant.serve(0)) {
            HttpRequest collections = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port.port() + "/collections"))
                    .build();
            HttpClient http =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            assertThatThrownBy(() -> http.send(collections, HttpResponse.BodyHandlers.discarding()))
                    .isInstanceOf(IOException.class);
        }
    }
}
