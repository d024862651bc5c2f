package io.whisperschema.vector;

import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.QdrantClient;
import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.CollectionRecord.Source;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Plan;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerVersionTest {
    private static final VectorCollection NOTES = collection(
                    "notes",
                    vector("meaning", 4, Distance.COSINE).embeddedBy("some-model"),
                    payload("user").keyword().indexed())
            .describedAs("What was noted")
            .version("1");

    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();

    @AfterEach
    void close() {
        qdrant.close();
    }

    private static WhisperSchema schema(QdrantClient client, VectorCollection... collections) {
        return WhisperSchema.of(SchemaDefinition.named("versions").collections(collections))
                .vectors(QdrantStore.over(client));
    }

    private static VectorCollection withMood() {
        return collection(
                        "notes",
                        vector("meaning", 4, Distance.COSINE).embeddedBy("some-model"),
                        vector("mood", 3, Distance.DOT),
                        payload("user").keyword().indexed())
                .describedAs("What was noted")
                .version("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.15.0", "1.16.3", "1.18.2"})
    void aFirstStartCreatesAllAndTheNextChangesNothing(String version) {
        try (var server = OtherVersion.of(version, qdrant.client())) {
            var engine = WhisperSchema.of(WhisperEngine.schema()).vectors(QdrantStore.over(server.client()));
            assertThat(engine.bootstrap().stores()).containsEntry("qdrant", Outcome.CREATED);

            assertThat(engine.bootstrap().stores()).containsEntry("qdrant", Outcome.UP_TO_DATE);
            assertThat(engine.validate().text()).isEqualTo("qdrant: as defined\n");
        }
    }

    @Test
    void withoutMetadataTheRecordIsKeptInARegistryThatNobodySees() throws Exception {
        try (var server = OtherVersion.of("1.15.3", qdrant.client())) {
            schema(server.client(), NOTES).bootstrap();

            var catalog = QdrantStore.over(server.client()).inspect();
            assertThat(catalog.collections())
                    .singleElement()
                    .satisfies(found -> assertThat(found.version()).contains("1"));
            assertThat(catalog.recordOf("notes").orElseThrow().source()).isEqualTo(Source.REGISTRY);
            assertThat(qdrant.client().listCollectionsAsync().get())
                    .containsExactlyInAnyOrder("notes", "whisper_schema_registry");
            assertThat(schema(server.client(), NOTES).plan().text()).isEqualTo("Nothing to do.\n");
        }
    }

    @Test
    void theRecordMovesToTheMetadataWhenTheServerWasUpgraded() {
        try (var server = OtherVersion.of("1.15.0", qdrant.client())) {
            schema(server.client(), NOTES).bootstrap();
        }
        var upgraded = schema(qdrant.client(), NOTES);

        assertThat(upgraded.bootstrap().stores()).containsEntry("qdrant", Outcome.RECOGNISED);

        var record =
                QdrantStore.over(qdrant.client()).inspect().recordOf("notes").orElseThrow();
        assertThat(record.source()).isEqualTo(Source.METADATA);
        assertThat(upgraded.bootstrap().stores()).containsEntry("qdrant", Outcome.UP_TO_DATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.15.0", "1.16.3", "1.17.1"})
    void aVectorMoreIsRefusedInThePlanWithTheVersionThatCan(String version) {
        try (var server = OtherVersion.of(version, qdrant.client())) {
            schema(server.client(), NOTES).bootstrap();

            assertThatThrownBy(schema(server.client(), withMood())::plan)
                    .isInstanceOf(UnsupportedChange.class)
                    .hasMessage("qdrant cannot add vector mood to collection notes: the server is Qdrant " + version
                            + ", and vectors can be added to a collection that is there since 1.18.0. Upgrade the"
                            + " server to 1.18.0 or newer, or keep the vectors of the collection as they are in the"
                            + " definition. Nothing was applied.");
        }
    }

    @Test
    void aVectorLessIsRefusedInThePlanWithTheVersionThatCan() {
        try (var server = OtherVersion.of("1.17.0", qdrant.client())) {
            schema(server.client(), withMood()).bootstrap();

            assertThatThrownBy(schema(server.client(), NOTES)::plan)
                    .isInstanceOf(UnsupportedChange.class)
                    .hasMessageContaining("cannot drop vector mood of collection notes")
                    .hasMessageContaining("since 1.18.0");
        }
    }

    @Test
    void aVectorComesAndGoesInPlaceWhereTheServerCan() {
        try (var server = OtherVersion.of("1.18.0", qdrant.client())) {
            schema(server.client(), NOTES).bootstrap();
            var more = schema(server.client(), withMood());
            Plan coming = more.plan();
            more.execute(coming);

            assertThat(coming.losingData()).isEmpty();
            assertThat(more.validate().text()).isEqualTo("qdrant: as defined\n");

            var less = schema(server.client(), NOTES);
            Plan going = less.plan();
            less.execute(going, ExecuteOptions.cautious().allowingDataLoss());

            assertThat(going.losingData()).hasSize(1);
            assertThat(less.validate().text()).isEqualTo("qdrant: as defined\n");
        }
    }
}
