package io.whisperschema.vector;

import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.unnamed;
import static io.whisperschema.definition.vector.Vectors.vector;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.Datatype;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.Distribution;
import io.whisperschema.definition.vector.PayloadField;
import io.whisperschema.definition.vector.PayloadIndex.Option;
import io.whisperschema.definition.vector.Placement;
import io.whisperschema.definition.vector.Quantization;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Collections as servers of several versions describe them. */
class FixturesTest {
    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();

    @AfterEach
    void close() {
        qdrant.close();
    }

    private OtherVersion server(String version, String collection) {
        String fixture = "collection-" + version.substring(0, version.lastIndexOf('.')) + ".txtpb";
        QdrantStore.over(qdrant.client()).create(collection(collection, unnamed(1, Distance.DOT)));
        return OtherVersion.of(version, qdrant.client()).telling(collection, fixture);
    }

    private static VectorCatalog inspected(OtherVersion server) {
        return QdrantStore.over(server.client()).inspect();
    }

    @Test
    void aMemoryCollectionOfOlderInstallsIsRecognisedByItsStructureAndPutOnRecord() {
        try (var server = server("1.15.1", "whisperengine_memory_elena")) {
            var engine = WhisperSchema.of(WhisperEngine.schema()).vectors(QdrantStore.over(server.client()));

            assertThat(engine.plan().text())
                    .contains("put on record what collection whisperengine_memory_elena is: version 3.0")
                    .contains("Upsert whisper_schema_registry, whisperengine_memory_elena: version 3.0");
            assertThat(inspected(server).foreignObjects()).isEmpty();
            assertThat(inspected(server).facts().rows()).containsEntry("whisperengine_memory_elena", 812L);

            assertThat(engine.bootstrap().stores()).containsEntry("qdrant", Outcome.COMPLETED);
            assertThat(engine.bootstrap().stores()).containsEntry("qdrant", Outcome.UP_TO_DATE);
            assertThat(inspected(server)
                            .collection("whisperengine_memory_elena")
                            .orElseThrow()
                            .version())
                    .contains("3.0");
        }
    }

    @Test
    void whatADefinitionCanSayIsRead() {
        try (var server = server("1.16.3", "odd")) {
            VectorCollection found = inspected(server).collection("odd").orElseThrow();

            assertThat(found.spaces()).singleElement().satisfies(space -> {
                assertThat(space.name()).isEqualTo("content");
                assertThat(space.datatype()).isEqualTo(Datatype.FLOAT16);
                assertThat(space.hnsw().orElseThrow().m()).hasValue(24);
                assertThat(space.hnsw().orElseThrow().placement()).contains(Placement.DISK);
                assertThat(space.quantization())
                        .contains(new Quantization.Scalar(OptionalDouble.of(0.99), Optional.of(Placement.MEMORY)));
            });
            assertThat(found.distribution())
                    .isEqualTo(new Distribution(OptionalInt.of(2), OptionalInt.of(2), OptionalInt.of(1)));
            assertThat(found.shape()
                            .field("user_id")
                            .flatMap(PayloadField::index)
                            .orElseThrow()
                            .options())
                    .containsExactly(Option.TENANT, Option.ON_DISK);
        }
    }

    @Test
    void whatNoDefinitionCanSayIsListed() {
        try (var server = server("1.16.3", "odd")) {
            assertThat(inspected(server).foreignObjects())
                    .allSatisfy(object -> assertThat(object.table()).contains("odd"))
                    .extracting(FixturesTest::line)
                    .containsExactlyInAnyOrder(
                            "vector tokens: size: 128 distance: Cosine multivector_config { }",
                            "setting of payload index words: phrase_matching: true",
                            "sparse vector words: modifier: Idf",
                            "metadata owner: string_value: \"research\"",
                            "setting sharding_method: Custom",
                            "setting hnsw_config: payload_m: 16",
                            "setting optimizer_config: indexing_threshold: 50000",
                            "setting strict_mode_config: enabled: true max_query_limit: 100"
                                    + " unindexed_filtering_retrieve: false");
        }
    }

    @Test
    void whatANewerServerSetsIsListedToo() {
        try (var server = server("1.18.2", "newer")) {
            assertThat(inspected(server).foreignObjects())
                    .extracting(FixturesTest::line)
                    .containsExactlyInAnyOrder(
                            "setting of vector : quantization_config { turboquant { } }",
                            "setting on_disk_payload: false",
                            "setting hnsw_config: inline_storage: true",
                            "setting quantization_config: binary { encoding: TwoBits }");
        }
    }

    @Test
    void foreignThingsOfACollectionThatADefinitionSpeaksOfAreNoticed() {
        try (var server = server("1.16.3", "odd")) {
            var schema = WhisperSchema.of(SchemaDefinition.named("odd")
                            .collections(collection(
                                    "odd",
                                    vector("content", 384, Distance.COSINE).as(Datatype.FLOAT16))))
                    .vectors(QdrantStore.over(server.client()));

            assertThat(schema.validate().text()).contains("NOTICE  sparse vector words of collection odd");
        }
    }

    private static String line(ForeignObject object) {
        return object.type() + " " + object.name() + ": " + object.definition().orElse("");
    }
}
