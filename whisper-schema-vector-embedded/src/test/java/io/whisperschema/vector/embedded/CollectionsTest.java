package io.whisperschema.vector.embedded;

import static io.whisperschema.vector.embedded.Calls.assertRefused;
import static io.whisperschema.vector.embedded.Calls.done;
import static io.whisperschema.vector.embedded.Calls.params;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.Collections.AliasDescription;
import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionOperationResponse;
import io.qdrant.client.grpc.Collections.CollectionParamsDiff;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.Disabled;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.OptimizersConfigDiff;
import io.qdrant.client.grpc.Collections.QuantizationConfigDiff;
import io.qdrant.client.grpc.Collections.QuantizationType;
import io.qdrant.client.grpc.Collections.ScalarQuantization;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsDiff;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Collections.VectorsConfigDiff;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.qdrant.client.grpc.Points.CreateVectorNameRequest;
import io.qdrant.client.grpc.Points.DeleteVectorNameRequest;
import io.qdrant.client.grpc.Points.DenseVectorCreationConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionsTest {

    @TempDir
    private Path folder;

    private EmbeddedQdrant qdrant;
    private QdrantClient client;

    @BeforeEach
    void open() {
        qdrant = EmbeddedQdrant.open(folder.resolve("memory.qdrant"));
        client = qdrant.client();
    }

    @AfterEach
    void close() {
        qdrant.close();
    }

    private void reopen() {
        close();
        open();
    }

    /** What holds now holds after the file was opened again, too. */
    private void nowAndLater(Runnable holds) {
        holds.run();
        reopen();
        holds.run();
    }

    private void create(String name) {
        done(client.createCollectionAsync(name, params(4, Distance.Cosine)));
    }

    private CollectionInfo info(String name) {
        return done(client.getCollectionInfoAsync(name));
    }

    @Test
    void aNewCollectionShowsWhatTheServerWouldShow() {
        create("memories");
        nowAndLater(() -> {
            CollectionConfig config = info("memories").getConfig();
            assertThat(config.getParams().getVectorsConfig().getParams()).isEqualTo(params(4, Distance.Cosine));
            assertThat(config.getParams().getShardNumber()).isEqualTo(1);
            assertThat(config.getParams().getOnDiskPayload()).isTrue();
            assertThat(config.getHnswConfig().getM()).isEqualTo(16);
            assertThat(config.getOptimizerConfig().getIndexingThreshold()).isEqualTo(10_000);
            assertThat(info("memories").getPointsCount()).isZero();
        });
    }

    @Test
    void collectionsAreListedByName() {
        create("b");
        create("a");
        nowAndLater(() -> assertThat(done(client.listCollectionsAsync())).containsExactly("a", "b"));
    }

    @Test
    void aCollectionThatIsThereIsNotMadeAgain() {
        create("memories");
        assertRefused(
                client.createCollectionAsync("memories", params(8, Distance.Cosine)),
                Status.Code.ALREADY_EXISTS,
                "Wrong input: Collection `memories` already exists!");
        assertThat(info("memories")
                        .getConfig()
                        .getParams()
                        .getVectorsConfig()
                        .getParams()
                        .getSize())
                .isEqualTo(4);
    }

    @Test
    void aMissingCollectionIsNotFound() {
        assertRefused(
                client.getCollectionInfoAsync("nowhere"),
                Status.Code.NOT_FOUND,
                "Not found: Collection `nowhere` doesn't exist!");
        assertThat(done(client.collectionExistsAsync("nowhere"))).isFalse();
    }

    @Test
    void aDeletedCollectionIsGoneWithItsAliases() {
        create("memories");
        create("others");
        done(client.createAliasAsync("current", "memories"));
        done(client.deleteCollectionAsync("memories"));
        nowAndLater(() -> {
            assertThat(done(client.listCollectionsAsync())).containsExactly("others");
            assertThat(done(client.listAliasesAsync())).isEmpty();
        });
    }

    @Test
    void deletingWhatIsNotThereSaysSo() {
        CollectionOperationResponse answer = CollectionsGrpc.newBlockingStub(
                        client.grpcClient().channel())
                .delete(DeleteCollection.newBuilder()
                        .setCollectionName("nowhere")
                        .build());
        assertThat(answer.getResult()).isFalse();
    }

    @Test
    void deletingDoesNotFollowAnAlias() {
        create("memories");
        done(client.createAliasAsync("current", "memories"));
        assertThatThrownBy(() -> done(client.deleteCollectionAsync("current")));
        assertThat(done(client.listCollectionsAsync())).containsExactly("memories");
    }

    @Test
    void anAliasStandsForItsCollection() {
        create("memories");
        done(client.createAliasAsync("current", "memories"));
        nowAndLater(() -> {
            assertThat(info("current")).isEqualTo(info("memories"));
            assertThat(done(client.collectionExistsAsync("current"))).isTrue();
            assertThat(done(client.listCollectionAliasesAsync("memories"))).containsExactly("current");
        });
    }

    @Test
    void aliasesAreListedForTheVeryNameThatIsGiven() {
        create("memories");
        done(client.createAliasAsync("current", "memories"));
        assertThat(done(client.listCollectionAliasesAsync("current"))).isEmpty();
        assertThat(done(client.listCollectionAliasesAsync("nowhere"))).isEmpty();
    }

    @Test
    void oneCallSwitchesAnAlias() {
        create("old");
        create("new");
        done(client.createAliasAsync("current", "old"));
        done(client.createAliasAsync("current", "new"));
        nowAndLater(() -> assertThat(done(client.listAliasesAsync()))
                .extracting(AliasDescription::getCollectionName)
                .containsExactly("new"));
    }

    @Test
    void aliasesAreRenamedAndDeleted() {
        create("memories");
        done(client.createAliasAsync("a", "memories"));
        done(client.renameAliasAsync("a", "b"));
        nowAndLater(() ->
                assertThat(done(client.listCollectionAliasesAsync("memories"))).containsExactly("b"));
        done(client.deleteAliasAsync("b"));
        nowAndLater(() -> assertThat(done(client.listAliasesAsync())).isEmpty());
    }

    @Test
    void anAliasWithHalfASurrogatePairIsWhatAServerWouldGet() {
        create("memories");
        done(client.createAliasAsync("half \uD83D", "memories"));
        nowAndLater(() -> {
            assertThat(done(client.listCollectionAliasesAsync("memories"))).containsExactly("half ?");
            assertThat(info("half \uD83D")).isEqualTo(info("memories"));
            assertThat(done(client.collectionExistsAsync("half \uD83D"))).isTrue();
        });
        done(client.renameAliasAsync("half \uD83D", "other \uD83D"));
        done(client.createAliasAsync("other ?", "memories"));
        nowAndLater(() ->
                assertThat(done(client.listCollectionAliasesAsync("memories"))).containsExactly("other ?"));
        done(client.deleteAliasAsync("other \uD83D"));
        nowAndLater(() -> assertThat(done(client.listAliasesAsync())).isEmpty());
    }

    @Test
    void renamingAnAliasThatIsNotThereIsRefused() {
        assertRefused(client.renameAliasAsync("a", "b"), Status.Code.NOT_FOUND, "Not found: Alias a does not exists!");
    }

    @Test
    void collectionsAndAliasesShareTheirNames() {
        create("memories");
        done(client.createAliasAsync("current", "memories"));
        assertRefused(
                client.createCollectionAsync("current", params(4, Distance.Cosine)),
                Status.Code.INVALID_ARGUMENT,
                "Wrong input: Can't create collection with name current. Alias with the same name already exists");
        assertRefused(
                client.createAliasAsync("memories", "memories"),
                Status.Code.ALREADY_EXISTS,
                "Wrong input: Collection `memories` already exists!");
    }

    @Test
    void metadataIsMergedAtTheTopAndNullDeletes() {
        done(client.createCollectionAsync(CreateCollection.newBuilder()
                .setCollectionName("memories")
                .setVectorsConfig(VectorsConfig.newBuilder().setParams(params(4, Distance.Cosine)))
                .putMetadata("model", ValueFactory.value("small"))
                .putMetadata("version", ValueFactory.value(1))
                .build()));
        update(update ->
                update.putMetadata("version", ValueFactory.value(2)).putMetadata("model", ValueFactory.nullValue()));
        nowAndLater(() -> assertThat(info("memories").getConfig().getMetadataMap())
                .isEqualTo(Map.of("version", ValueFactory.value(2))));
    }

    @Test
    void theFirstMetadataAreKeptWithTheirNulls() {
        create("memories");
        update(update -> update.putMetadata("model", ValueFactory.nullValue()));
        nowAndLater(() -> assertThat(info("memories").getConfig().getMetadataMap())
                .isEqualTo(Map.of("model", ValueFactory.nullValue())));
    }

    private void update(Consumer<UpdateCollection.Builder> change) {
        UpdateCollection.Builder update = UpdateCollection.newBuilder().setCollectionName("memories");
        change.accept(update);
        done(client.updateCollectionAsync(update.build()));
    }

    @Test
    void anUpdateChangesWhatItNames() {
        create("memories");
        update(update -> update.setHnswConfig(HnswConfigDiff.newBuilder().setM(32)));
        nowAndLater(() -> {
            HnswConfigDiff hnsw = info("memories").getConfig().getHnswConfig();
            assertThat(hnsw.getM()).isEqualTo(32);
            assertThat(hnsw.getEfConstruct()).isEqualTo(100);
        });
    }

    @Test
    void eachKindOfSettingIsUpdatedAndTheOthersStay() {
        create("memories");
        update(update -> update.setOptimizersConfig(
                        OptimizersConfigDiff.newBuilder().setIndexingThreshold(5000))
                .setParams(CollectionParamsDiff.newBuilder().setOnDiskPayload(true)));
        update(update -> update.setQuantizationConfig(QuantizationConfigDiff.newBuilder()
                .setScalar(ScalarQuantization.newBuilder().setType(QuantizationType.Int8))));
        update(update -> update.setVectorsConfig(VectorsConfigDiff.newBuilder()
                .setParams(VectorParamsDiff.newBuilder()
                        .setOnDisk(true)
                        .setHnswConfig(HnswConfigDiff.newBuilder().setM(8)))));
        nowAndLater(() -> {
            CollectionConfig config = info("memories").getConfig();
            VectorParams vector = config.getParams().getVectorsConfig().getParams();
            assertThat(config.getOptimizerConfig().getIndexingThreshold()).isEqualTo(5000);
            assertThat(config.getParams().getOnDiskPayload()).isTrue();
            assertThat(config.getQuantizationConfig().getScalar().getType()).isEqualTo(QuantizationType.Int8);
            assertThat(vector.getOnDisk()).isTrue();
            assertThat(vector.getHnswConfig().getM()).isEqualTo(8);
            assertThat(vector.getSize()).isEqualTo(4);
        });
        update(update -> update.setQuantizationConfig(
                QuantizationConfigDiff.newBuilder().setDisabled(Disabled.getDefaultInstance())));
        nowAndLater(() ->
                assertThat(info("memories").getConfig().hasQuantizationConfig()).isFalse());
    }

    private void createVector(String name, long size) {
        done(client.createVectorNameAsync(CreateVectorNameRequest.newBuilder()
                .setCollectionName("memories")
                .setVectorName(name)
                .setDenseConfig(
                        DenseVectorCreationConfig.newBuilder().setSize(size).setDistance(Distance.Dot))
                .setWait(true)
                .build()));
    }

    private Map<String, VectorParams> vectors() {
        return info("memories")
                .getConfig()
                .getParams()
                .getVectorsConfig()
                .getParamsMap()
                .getMapMap();
    }

    @Test
    void aVectorNameIsAddedBesideTheUnnamedOne() {
        create("memories");
        createVector("picture", 8);
        createVector("picture", 8);
        nowAndLater(() -> assertThat(vectors()).containsOnlyKeys("", "picture"));
    }

    @Test
    void aVectorNameIsDropped() {
        create("memories");
        createVector("picture", 8);
        for (int i = 0; i < 2; i++) {
            done(client.deleteVectorNameAsync(DeleteVectorNameRequest.newBuilder()
                    .setCollectionName("memories")
                    .setVectorName("picture")
                    .setWait(true)
                    .build()));
        }
        nowAndLater(() -> assertThat(vectors()).containsOnlyKeys(""));
    }

    @Test
    void aVectorNameIsNotMadeAgainInAnotherWay() {
        create("memories");
        createVector("picture", 8);
        assertThatThrownBy(() -> createVector("picture", 9))
                .hasMessage("INVALID_ARGUMENT: Wrong input: Vector `picture` already exists with a different"
                        + " configuration");
    }

    @Test
    void sizesThatNoVectorHasAreRefused() {
        for (long size : new long[] {0, 65_537, -1}) {
            assertRefused(
                    client.createCollectionAsync("memories", params(size, Distance.Cosine)),
                    Status.Code.INVALID_ARGUMENT,
                    "Validation error in body: [vectors_config.config.size: value " + Long.toUnsignedString(size)
                            + " invalid, must be from 1 to 65536]");
        }
        assertThat(done(client.listCollectionsAsync())).isEmpty();
        done(client.createCollectionAsync("memories", params(65_536, Distance.Cosine)));
    }

    @Test
    void hostileNamesAreRefused() {
        for (String forbidden : new String[] {"<", ">", ":", "\"", "/", "\\", "|", "?", "*", "\0", "\u001f"}) {
            assertRefused(
                    client.createCollectionAsync("mem" + forbidden + "ories", params(4, Distance.Cosine)),
                    Status.Code.INVALID_ARGUMENT,
                    "Validation error in body: [collection_name: collection name cannot contain \"" + forbidden
                            + "\" char]");
        }
        String long256 = "x".repeat(256);
        assertRefused(
                client.createCollectionAsync(long256, params(4, Distance.Cosine)),
                Status.Code.INVALID_ARGUMENT,
                "Validation error in body: [collection_name: value \"" + long256
                        + "\" invalid, must be from 1 to 255 characters]");
        assertThat(done(client.listCollectionsAsync())).isEmpty();
    }

    @Test
    void strangeNamesThatTheServerTakesAreKept() {
        String name = "'; DROP TABLE collections; -- 𝕌ñí..\uFEFF";
        create(name);
        nowAndLater(() -> assertThat(done(client.listCollectionsAsync())).containsExactly(name));
    }

    @Test
    void anUnknownDistanceIsRefused() {
        assertRefused(
                client.createCollectionAsync(
                        "memories", VectorParams.newBuilder().setSize(4).build()),
                Status.Code.INVALID_ARGUMENT,
                "Malformed distance parameter: UnknownDistance");
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertRefused(
                client.createCollectionAsync(CreateCollection.newBuilder()
                        .setCollectionName("memories")
                        .setSparseVectorsConfig(SparseVectorConfig.newBuilder()
                                .putMap("words", SparseVectorParams.getDefaultInstance()))
                        .build()),
                Status.Code.UNIMPLEMENTED,
                "EmbeddedQdrant has no sparse vectors");
    }

    @Test
    void theClientAcceptsTheVersion() {
        assertThat(done(client.healthCheckAsync()).getVersion()).startsWith("1.18.");
        try (EmbeddedQdrant other = EmbeddedQdrant.inMemory();
                ServedPort served = other.serve(0);
                QdrantClient tool = new QdrantClient(QdrantGrpcClient.newBuilder("127.0.0.1", served.port(), false)
                        .build())) {
            assertThat(done(tool.listCollectionsAsync())).isEmpty();
        }
    }

    @Test
    void whoeverComesThroughAPortShowsTheKey() {
        EmbeddedOptions options = EmbeddedOptions.defaults().withApiKey("password!");
        try (EmbeddedQdrant other = EmbeddedQdrant.inMemory(options);
                ServedPort served = other.serve(0)) {
            assertThat(done(other.client().listCollectionsAsync())).isEmpty();
            assertThat(namesSeen(served, "password!")).isEqualTo("[]");
            assertThat(namesSeen(served, "guess")).isEqualTo("UNAUTHENTICATED: Invalid API key or JWT");
            assertThat(namesSeen(served, ""))
                    .isEqualTo("UNAUTHENTICATED: Must provide an API key or an Authorization bearer token");
            assertThat(options.toString()).doesNotContain("password!");
        }
    }

    private static String namesSeen(ServedPort served, String key) {
        QdrantGrpcClient.Builder builder = QdrantGrpcClient.newBuilder("127.0.0.1", served.port(), false, false);
        try (QdrantClient tool = new QdrantClient((key.isEmpty() ? builder : builder.withApiKey(key)).build())) {
            return done(tool.listCollectionsAsync()).toString();
        } catch (RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
