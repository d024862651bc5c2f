package io.whisperschema.vector;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.family;
import static io.whisperschema.definition.vector.Vectors.hnsw;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.unnamed;
import static io.whisperschema.definition.vector.Vectors.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.grpc.Points.PointStruct;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.FamilyVersion;
import io.whisperschema.finding.Finding;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreAgainstStoreTest {
    private static final FamilyVersion FIRST = version("1", unnamed(2, Distance.COSINE));
    private static final CollectionFamily MEMORIES = family(
            "memory_<name>", FIRST, FIRST.next("2", payload("user").keyword().indexed()));

    private final EmbeddedQdrant desktop = EmbeddedQdrant.inMemory();
    private final EmbeddedQdrant server = EmbeddedQdrant.inMemory();
    private final QdrantStore left = QdrantStore.over(desktop.client());
    private final QdrantStore right = QdrantStore.over(server.client());

    @AfterEach
    void close() {
        desktop.close();
        server.close();
    }

    private List<String> differences() {
        return WhisperSchema.of(SchemaDefinition.named("memories").families(MEMORIES))
                .vectors(left)
                .validateAgainst(right)
                .findings()
                .get("qdrant against qdrant")
                .stream()
                .map(Finding::sentence)
                .toList();
    }

    @Test
    void theSameIsTheSameHoweverItIsKept() throws Exception {
        left.create(MEMORIES.collection("elena"));
        right.create(family(
                        "memory_<name>",
                        version(
                                "2",
                                unnamed(2, Distance.COSINE).indexed(hnsw(48, 200)),
                                payload("user").keyword().indexed()))
                .collection("elena_7d"));
        server.client().createAliasAsync("memory_elena", "memory_elena_7d").get();
        right.create(collection("products", unnamed(9, Distance.DOT)));

        assertThat(differences()).isEmpty();
    }

    @Test
    void whatIsOnOneSideOnlyIsFound() {
        left.create(MEMORIES.collection("elena"));
        right.create(MEMORIES.collection("ada"));

        assertThat(differences())
                .containsExactly(
                        "collection memory_elena: expected it, found nothing",
                        "collection memory_ada: expected nothing, found it");
    }

    @Test
    void anotherVersionAnotherVectorAndAnotherNumberOfPointsAreFound() throws Exception {
        left.create(MEMORIES.collection("elena"));
        desktop.client()
                .upsertAsync(
                        "memory_elena",
                        List.of(PointStruct.newBuilder()
                                .setId(id(1))
                                .setVectors(vectors(1f, 0f))
                                .build()))
                .get();
        right.create(collection("memory_elena", unnamed(3, Distance.COSINE)).version("1"));

        assertThat(differences()).hasSize(4).satisfies(found -> {
            assertThat(found.get(0)).isEqualTo("collection memory_elena, version: expected 2, found 1");
            assertThat(found.get(1)).startsWith("collection memory_elena, unnamed vector: expected 2 cosine");
            assertThat(found.get(2))
                    .isEqualTo(
                            "collection memory_elena, payload field user: expected index as keyword, found no index");
            assertThat(found.get(3)).isEqualTo("collection memory_elena, points: expected 1, found 0");
        });
    }

    @Test
    void aSchemaWithoutVectorsSaysSo() {
        assertThatThrownBy(
                        () -> WhisperSchema.of(SchemaDefinition.named("none")).validateAgainst(right))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("WhisperSchema.vectors(…)");
    }
}
