package io.whisperschema.vector;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.whisperschema.definition.vector.Vectors.collection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Points.PointStruct;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.Vectors;
import io.whisperschema.diff.PayloadEdit;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.error.DataLossRefused;
import io.whisperschema.error.StepFailed;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server goes away when a collection has given up its name and the alias is not there yet. */
class GivenUpNameTest {
    private static final VectorCollection NOTES = collection("notes", Vectors.vector("content", 2, Distance.EUCLID));
    private static final PointRecipe RENAMING = new PointRecipe(
            List.of("notes"),
            List.of(NOTES.version("2")),
            Map.of(),
            Map.of(),
            Set.of(),
            List.of(new PayloadEdit.Rename("number", "count")),
            Optional.empty(),
            Optional.empty());

    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
    private final OtherVersion server = OtherVersion.of("1.18.0", qdrant.client());
    private final QdrantStore store = QdrantStore.over(server.client())
            .rebuilding(RebuildOptions.careful().nobodyElseWrites().leasedFor(Duration.ofMillis(1)));

    @BeforeEach
    void stopInTheGap() throws Exception {
        store.create(NOTES.version("1"));
        qdrant.client()
                .upsertAsync(
                        "notes",
                        IntStream.rangeClosed(1, 30)
                                .mapToObj(GivenUpNameTest::point)
                                .toList())
                .get();
        server.goingAwayAt("UpdateAliases");
        assertThatThrownBy(() -> Reshaping.on(store).reshape(RENAMING)).isInstanceOf(StepFailed.class);
        server.back();
        assertThat(qdrant.client().listCollectionsAsync().get()).doesNotContain("notes");
    }

    @AfterEach
    void close() {
        server.close();
        qdrant.close();
    }

    private static PointStruct point(int number) {
        return PointStruct.newBuilder()
                .setId(id(number))
                .setVectors(namedVectors(Map.of("content", vector(number, 1f))))
                .putPayload("number", value(number))
                .build();
    }

    /** As a host does that makes the collections which it misses. */
    private void takeTheName() throws Exception {
        var content = VectorParams.newBuilder()
                .setSize(2)
                .setDistance(io.qdrant.client.grpc.Collections.Distance.Euclid)
                .build();
        qdrant.client()
                .createCollectionAsync("notes", Map.of("content", content))
                .get();
        qdrant.client().upsertAsync("notes", List.of(point(31))).get();
    }

    private long count(String name) throws Exception {
        return qdrant.client().countAsync(name).get();
    }

    @Test
    void theNextRunLetsTheNameLeadToWhatWasBuilt() throws Exception {
        Reshaping.on(store).reshape(RENAMING);

        assertThat(count("notes")).isEqualTo(30);
        assertThat(store.inspect().aliases()).containsEntry("notes", "notes__v2");
    }

    @Test
    void aCollectionThatSomebodyMadeUnderTheNameIsNotTakenForTheOldOne() throws Exception {
        takeTheName();

        assertThatThrownBy(() -> Reshaping.on(store).reshape(RENAMING))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("notes is not the one that was copied")
                .hasMessageContaining("notes__v1");

        assertThat(count("notes__v1")).isEqualTo(30);
        assertThat(count("notes__v2")).isEqualTo(30);
        qdrant.client().deleteCollectionAsync("notes").get();
        Reshaping.on(store).reshape(RENAMING);
        assertThat(count("notes")).isEqualTo(30);
    }

    @Test
    void goingBackDoesNotThrowAwayTheOnlyCopies() throws Exception {
        takeTheName();

        assertThatThrownBy(() -> store.rollback("notes")).isInstanceOf(DataLossRefused.class);

        assertThat(count("notes__v1")).isEqualTo(30);
    }
}
