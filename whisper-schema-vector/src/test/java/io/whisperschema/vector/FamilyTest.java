package io.whisperschema.vector;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.family;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.unnamed;
import static io.whisperschema.definition.vector.Vectors.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.CollectionRecord.Source;
import io.whisperschema.catalog.CollectionRecord.State;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.FamilyVersion;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Collections that no definition names one by one, made by older installs too. */
class FamilyTest {
    private static final FamilyVersion FIRST = version("1", unnamed(2, Distance.COSINE));
    private static final CollectionFamily MEMORIES = family(
            "memory_<name>", FIRST, FIRST.next("2", payload("user").keyword().indexed()));

    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
    private final QdrantClient client = qdrant.client();
    private final QdrantStore store = QdrantStore.over(client);

    @AfterEach
    void close() {
        qdrant.close();
    }

    private WhisperSchema schema() {
        return WhisperSchema.of(SchemaDefinition.named("memories").families(MEMORIES))
                .vectors(store);
    }

    /** As an application made it that knew nothing of us. */
    private void legacy(String name, int size, Value... versions) throws Exception {
        client.createCollectionAsync(
                        name,
                        VectorParams.newBuilder()
                                .setSize(size)
                                .setDistance(io.qdrant.client.grpc.Collections.Distance.Cosine)
                                .build())
                .get();
        var points = IntStream.range(0, versions.length)
                .mapToObj(i -> PointStruct.newBuilder()
                        .setId(id(i + 1))
                        .setVectors(vectors(new float[size]))
                        .putPayload("schema_version", versions[i])
                        .build())
                .toList();
        if (!points.isEmpty()) {
            client.upsertAsync(name, points).get();
        }
    }

    private String versionOnRecord(String name) {
        assertThat(store.inspect().recordOf(name).orElseThrow().state()).isEqualTo(State.RECORDED);
        return store.inspect().collection(name).orElseThrow().version().orElseThrow();
    }

    @Test
    void theVersionThatPointsTellIsPutOnRecord() throws Exception {
        legacy("memory_elena", 2, value("1"), value("1"));
        assertThat(store.inspect().recordOf("memory_elena").orElseThrow().source())
                .isEqualTo(Source.PAYLOAD);

        assertThat(schema().bootstrap().stores()).containsEntry("qdrant", Outcome.RECOGNISED);

        assertThat(versionOnRecord("memory_elena")).isEqualTo("1");
        assertThat(schema().bootstrap().stores()).containsEntry("qdrant", Outcome.UP_TO_DATE);
    }

    @Test
    void aNumberIsAVersionToo() throws Exception {
        legacy("memory_elena", 2, value(1));

        schema().bootstrap();

        assertThat(versionOnRecord("memory_elena")).isEqualTo("1");
    }

    @Test
    void aVersionThatPointsTellButTheStructureDoesNotStopsAStart() throws Exception {
        legacy("memory_elena", 2, value("2"));

        assertThatThrownBy(() -> schema().bootstrap())
                .isInstanceOf(StoreDiffers.class)
                .hasMessageContaining("payload field user: expected index as keyword, found no index");
    }

    @Test
    void pointsOfSeveralVersionsAreNoticedAndTheStructureDecides() throws Exception {
        legacy("memory_elena", 2, value("1"), value("2"));

        assertThat(schema().validate().text()).contains("points of several schema versions 1 and 2");
        schema().bootstrap();

        assertThat(versionOnRecord("memory_elena")).isEqualTo("1");
    }

    @Test
    void theNewestVersionThatFitsIsRecognised() throws Exception {
        legacy("memory_elena", 2);
        client.createPayloadIndexAsync(
                        "memory_elena",
                        "user",
                        io.qdrant.client.grpc.Collections.PayloadSchemaType.Keyword,
                        null,
                        true,
                        null,
                        null)
                .get();

        schema().bootstrap();

        assertThat(versionOnRecord("memory_elena")).isEqualTo("2");
        assertThat(schema().validate().text()).isEqualTo("qdrant: as defined\n");
    }

    @Test
    void aCollectionBehindAnAliasOfTheFamilyBelongsToIt() throws Exception {
        legacy("elena_of_old", 2);
        client.createAliasAsync("memory_elena", "elena_of_old").get();

        schema().bootstrap();

        assertThat(versionOnRecord("elena_of_old")).isEqualTo("1");
    }

    @Test
    void anOldNameWithItsAliasIsOneCollection() throws Exception {
        legacy("memory_elena_7d", 2);
        client.createAliasAsync("memory_elena", "memory_elena_7d").get();

        var report = schema().bootstrap();

        assertThat(report.plan().steps()).hasSize(1);
        assertThat(versionOnRecord("memory_elena_7d")).isEqualTo("1");
        assertThat(store.inspect().aliases()).containsEntry("memory_elena", "memory_elena_7d");
    }

    @Test
    void aCollectionOfADefinitionMayBeBehindAnAlias() throws Exception {
        legacy("facts_v1", 2);
        client.createAliasAsync("facts", "facts_v1").get();
        var facts = WhisperSchema.of(
                        SchemaDefinition.named("facts").collections(collection("facts", unnamed(2, Distance.COSINE))))
                .vectors(store);

        assertThat(facts.bootstrap().stores()).containsEntry("qdrant", Outcome.RECOGNISED);

        assertThat(facts.validate().text()).isEqualTo("qdrant: as defined\n");
        assertThat(client.listCollectionsAsync().get()).containsExactly("facts_v1");
    }

    @Test
    void aCollectionThatIsOfNoVersionSaysWhatItLacks() throws Exception {
        legacy("memory_elena", 3);

        assertThat(schema().bootstrap().stores()).containsEntry("qdrant", Outcome.UP_TO_DATE);
        assertThat(schema().validate().isValid()).isFalse();
        assertThat(schema().validate().text())
                .contains("collection memory_elena: expected a version of family memory_<name> (1, 2), found none of"
                        + " them: for 1 one would have to make unnamed vector of collection memory_elena anew");
    }

    @Test
    void aNewCollectionOfAFamilyIsMadeAtHeadWithItsRecord() {
        store.create(MEMORIES.collection("ada"));
        store.create(MEMORIES.collection("ada"));

        assertThat(versionOnRecord("memory_ada")).isEqualTo("2");
        assertThat(schema().validate().text()).isEqualTo("qdrant: as defined\n");
    }

    @Test
    void aNewCollectionDoesNotTakeAnotherOnesName() {
        store.create(collection("memory_ada", unnamed(5, Distance.DOT)));

        VectorCollection ada = MEMORIES.collection("ada");
        assertThatThrownBy(() -> store.create(ada))
                .isInstanceOf(StoreDiffers.class)
                .hasMessageContaining("expected 2 cosine");
    }
}
