package io.whisperschema.vector;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.unnamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.Datatype;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.MultiVectorConfig;
import io.qdrant.client.grpc.Collections.ShardingMethod;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Points.PointStruct;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.internal.move.PointPassage;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.MovedCollection;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import io.whisperschema.vector.internal.points.QdrantCalls;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoveToServerTest {
    private static final SchemaDefinition SCHEMA = SchemaDefinition.named("memories")
            .collections(collection(
                    "memories",
                    unnamed(2, io.whisperschema.definition.vector.Distance.EUCLID),
                    payload("user").keyword().indexed()));

    private final EmbeddedQdrant desktop = EmbeddedQdrant.inMemory();
    private final EmbeddedQdrant engine = EmbeddedQdrant.inMemory();
    private final WhisperSchema source = WhisperSchema.of(SCHEMA).vectors(QdrantStore.over(desktop.client()));

    @BeforeEach
    void aDesktopWithMemories() throws Exception {
        source.bootstrap();
        desktop.client()
                .upsertAsync(
                        "memories",
                        LongStream.range(0, 50)
                                .mapToObj(number -> PointStruct.newBuilder()
                                        .setId(id(number))
                                        .setVectors(vectors(number, 1f))
                                        .build())
                                .toList())
                .get();
        desktop.client().createAliasAsync("best", "memories").get();
    }

    @AfterEach
    void close() {
        desktop.close();
        engine.close();
    }

    private static MoveOptions inChunks() {
        return MoveOptions.cautious().chunksOf(20);
    }

    @ParameterizedTest(name = "Qdrant {0}, before write {1}")
    @CsvSource({
        "1.18.0, 1",
        "1.18.0, 2",
        "1.18.0, 3",
        "1.18.0, 4",
        "1.18.0, 5",
        "1.18.0, 6",
        "1.18.0, 7",
        "1.18.0, 8",
        "1.18.0, 9",
        "1.18.0, 11",
        "1.18.0, 13",
        "1.18.0, 14",
        "1.18.0, 15",
        "1.18.0, 16",
        "1.18.0, 17",
        "1.15.0, 4",
        "1.15.0, 6",
        "1.15.0, 8",
        "1.15.0, 16",
        "1.15.0, 17",
        "1.15.0, 18"
    })
    void aMoveToAServerThatWentAwayGoesOnWhenItIsBack(String version, int write) {
        try (var server = OtherVersion.of(version, engine.client())) {
            QdrantStore target =
                    QdrantStore.over(server.goingAwayBeforeWrite(write).client());
            assertThatThrownBy(() -> source.move(target, inChunks()))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("move again to go on");
            server.back();

            assertThat(source.move(target, inChunks()).isProven()).isTrue();

            assertThat(WhisperSchema.of(SCHEMA).vectors(target).bootstrap().stores())
                    .containsEntry("qdrant", Outcome.UP_TO_DATE);
            assertThat(target.inspect().aliases()).containsEntry("best", "memories");
        }
    }

    private static MovedCollection carried(CollectionParams.Builder params) {
        CollectionInfo info = CollectionInfo.newBuilder()
                .setConfig(CollectionConfig.newBuilder().setParams(params))
                .build();
        return new MovedCollection(
                PointPassage.of("theirs", "theirs"),
                Optional.empty(),
                List.of(),
                Optional.of(Base64.getEncoder().encodeToString(info.toByteArray())));
    }

    private static final CollectionParams.Builder EVERYTHING = CollectionParams.newBuilder()
            .setShardingMethod(ShardingMethod.Custom)
            .setSparseVectorsConfig(
                    SparseVectorConfig.newBuilder().putMap("words", SparseVectorParams.getDefaultInstance()))
            .setVectorsConfig(VectorsConfig.newBuilder()
                    .setParamsMap(VectorParamsMap.newBuilder()
                            .putMap(
                                    "many",
                                    vector().setMultivectorConfig(MultiVectorConfig.getDefaultInstance())
                                            .build())
                            .putMap(
                                    "small",
                                    vector().setDatatype(Datatype.Uint8).build())));

    private static VectorParams.Builder vector() {
        return VectorParams.newBuilder().setSize(2).setDistance(Distance.Dot);
    }

    @Test
    void whatAnOlderServerCannotHoldIsSaidBefore() {
        try (var server = OtherVersion.of("1.9.1", engine.client())) {
            var target = new MovedCollections(server.client(), QdrantCalls.reading("qdrant"));

            assertThat(target.unfit(List.of(carried(EVERYTHING))))
                    .satisfiesExactly(
                            many -> assertThat(many)
                                    .startsWith("collection theirs has multivectors, which servers hold since 1.10.0")
                                    .contains("1.9.1"),
                            small -> assertThat(small).contains("vectors of small numbers"),
                            shards -> assertThat(shards).contains("shards with keys"));
        }
    }

    @Test
    void whatTheEmbeddedEngineCannotHoldIsSaidBefore() {
        var target = new MovedCollections(engine.client(), QdrantCalls.reading("qdrant"));

        assertThat(target.unfit(List.of(carried(EVERYTHING))))
                .hasSize(4)
                .anySatisfy(what -> assertThat(what)
                        .isEqualTo("collection theirs has sparse vectors, which EmbeddedQdrant does not hold."
                                + " Move to a server."));
    }
}
