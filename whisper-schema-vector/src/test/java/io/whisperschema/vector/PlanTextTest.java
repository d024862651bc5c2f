package io.whisperschema.vector;

import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.hnsw;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.ShapeFingerprint;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.DiffHints;
import io.whisperschema.diff.VectorChange;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody reads who is asked whether a plan may run, and what becomes of a step that fails. */
class PlanTextTest {
    private static final VectorCollection NOTES = collection(
                    "notes",
                    vector("meaning", 4, Distance.COSINE)
                            .indexed(hnsw(32, 256).fullScanUpTo(20_000))
                            .embeddedBy("some-model"),
                    payload("user").keyword().indexed())
            .version("1");

    private static final VectorCollection CHANGED = collection(
                    "notes",
                    vector("meaning", 4, Distance.COSINE)
                            .indexed(hnsw(48, 256).fullScanUpTo(20_000))
                            .embeddedBy("some-model"),
                    vector("mood", 2, Distance.DOT),
                    payload("user").text().indexed(),
                    payload("length").integer().indexed())
            .version("2");

    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
    private final QdrantStore store = QdrantStore.over(qdrant.client());

    @AfterEach
    void close() {
        qdrant.close();
    }

    private WhisperSchema schema(VectorCollection... collections) {
        return WhisperSchema.of(SchemaDefinition.named("notes").collections(collections))
                .vectors(store);
    }

    @Test
    void aCreationReadsLikeThis() {
        assertThat(schema(NOTES).plan().text()).isEqualTo("""
            1. [qdrant] create collection notes
                 CreateCollection notes
                   vector meaning: 4 cosine, float32, by some-model, index m 32 ef 256 scan up to 20000 kB
                 CreateFieldIndex user: keyword
                 UpdateCollection notes, metadata: version 1, vector meaning by some-model, fingerprint %s
            1 step, 0 losing data, 1 outside a transaction.
            """.formatted(fingerprint(NOTES)));
    }

    private static String fingerprint(VectorCollection collection) {
        return ShapeFingerprint.of(collection.shape()).substring(0, 12);
    }

    @Test
    void changesReadLikeThis() {
        schema(NOTES).bootstrap();

        assertThat(schema(CHANGED).plan().text()).isEqualTo("""
            1. [qdrant] change how vector meaning of collection notes is kept
                 UpdateCollection notes
                   from vector meaning: float32, by some-model, index m 32 ef 256 scan up to 20000 kB in memory
                   to vector meaning: float32, by some-model, index m 48 ef 256 scan up to 20000 kB
                 risk: rebuilds an index in the background
            2. [qdrant] add vector mood to collection notes
                 CreateVectorName notes
                   vector mood: 2 dot, float32
            3. [qdrant] index payload field user of collection notes in another way
                 DeleteFieldIndex, CreateFieldIndex notes
                   from user: keyword
                   to user: text
                 risk: rebuilds an index in the background
            4. [qdrant] index payload field length of collection notes
                 CreateFieldIndex notes
                   length: integer
                 risk: rebuilds an index in the background
            5. [qdrant] put on record what collection notes is: version 2
                 UpdateCollection notes, metadata: version 2, vector meaning by some-model, fingerprint %s
            5 steps, 0 losing data, 5 outside a transaction.
            """.formatted(fingerprint(CHANGED)));
    }

    @Test
    void whatIsLostIsSaid() {
        schema(NOTES).bootstrap();

        assertThat(schema().plan(DiffHints.none().droppingExtras()).text()).isEqualTo("""
            1. [qdrant] drop collection notes
                 DeleteCollection notes
                 risk: loses data
                 cannot be undone: the points are gone
            1 step, 1 losing data, 1 outside a transaction.
            """);
    }

    @Test
    void aRefusalSaysWhatToDo() {
        schema(NOTES).bootstrap();
        var larger = schema(collection("notes", vector("meaning", 8, Distance.COSINE)));

        assertThatThrownBy(larger::plan)
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("no server changes what a vector is in place")
                .hasMessageContaining("from vector meaning: 4 cosine")
                .hasMessageContaining("to vector meaning: 8 cosine")
                .hasMessageContaining("say in a migration how they come by them, with reshape(…)");
    }

    @Test
    void theNumberOfShardsDoesNotChangeInPlace() {
        schema(NOTES).bootstrap();

        assertThatThrownBy(schema(NOTES.sharded(3))::plan)
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("cut collection notes into 3 shards")
                .hasMessageContaining("it has 1");
    }

    @Test
    void theReplicationChangesInPlace() {
        schema(NOTES).bootstrap();
        var copied = schema(NOTES.replicated(2).writtenTo(2));

        copied.execute(copied.plan());

        assertThat(copied.validate().text()).isEqualTo("qdrant: as defined\n");
    }

    @Test
    void everyChangeInPlaceTellsWhetherItIsMade() {
        schema(NOTES).bootstrap();
        Plan plan = schema(CHANGED.replicated(2)).plan();
        VectorCatalog before = store.inspect();

        schema(CHANGED.replicated(2)).execute(plan);

        VectorCatalog after = store.inspect();
        assertThat(plan.steps()).hasSize(6).allSatisfy(step -> {
            assertThat(step.change().stateIn(before)).isEqualTo(Change.State.PENDING);
            assertThat(step.change().stateIn(after)).isEqualTo(Change.State.APPLIED);
        });
    }

    @Test
    void stepsBeforeOneThatFailsAreUndoneWhereThatIsWished() {
        schema(NOTES).bootstrap();
        Plan plan = schema(CHANGED).plan();
        var dropped = new VectorChange.DropIndex(
                "gone", "user", NOTES.payload().get(0).index().orElseThrow());
        var failing = plan.then(new Plan(
                List.of(new Step(
                        "1",
                        "qdrant",
                        dropped,
                        Optional.empty(),
                        Risk.NONE,
                        Step.Isolation.ALONE,
                        new Undo.Impossible("it is not there"))),
                Map.of(),
                List.of()));

        assertThatThrownBy(() -> schema(CHANGED)
                        .execute(failing, ExecuteOptions.cautious().undoingAfterFailure()))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("Collection `gone` doesn't exist!");

        assertThat(schema(NOTES).bootstrap().stores()).containsEntry("qdrant", Outcome.RECOGNISED);
        assertThat(schema(NOTES).validate().text()).isEqualTo("qdrant: as defined\n");
    }
}
