package io.whisperschema.vectors;

import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.QdrantClient;
import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.diff.CodeChange;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.report.StepResult;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import io.whisperschema.vector.QdrantStore;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A relational store and one of vectors, brought up together. */
@WithDatabases
class RowsAndVectorsTest {
    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();

    @AfterEach
    void close() {
        qdrant.close();
    }

    private WhisperSchema of(SchemaDefinition definition, SqliteDatabase file) {
        return WhisperSchema.of(definition)
                .relational(SqliteStore.over(file.dataSource()))
                .vectors(QdrantStore.over(qdrant.client()));
    }

    private static SchemaDefinition notes() {
        return SchemaDefinition.named("notes")
                .tables(table("users", text("user_id").primaryKey()))
                .collections(collection("notes", vector("meaning", 2, Distance.COSINE)));
    }

    @Test
    void oneStartCreatesBothAndTheNextChangesNothing(SqliteDatabase file) {
        assertThat(of(WhisperEngine.schema(), file).bootstrap().stores())
                .containsOnly(Map.entry("sqlite", Outcome.CREATED), Map.entry("qdrant", Outcome.CREATED));

        var next = of(WhisperEngine.schema(), file).bootstrap();

        assertThat(next.stores().values()).containsOnly(Outcome.UP_TO_DATE);
        assertThat(next.plan().isEmpty()).isTrue();
        assertThat(of(WhisperEngine.schema(), file).validate().isValid()).isTrue();
    }

    @Test
    void oneStartMigratesTheRowsAndCreatesTheCollections(SqliteDatabase file) {
        var engine = of(WhisperEngine.schema(), file).migrations(WhisperEngine.migrations());

        assertThat(engine.bootstrap().stores()).containsEntry("qdrant", Outcome.CREATED);

        assertThat(engine.bootstrap().stores().values()).containsOnly(Outcome.UP_TO_DATE);
    }

    @Test
    void collectionsThatDifferStopTheStartBeforeAnythingIsWritten(SqliteDatabase file) {
        QdrantStore.over(qdrant.client()).create(collection("notes", vector("meaning", 3, Distance.COSINE)));

        assertThatThrownBy(() -> of(notes(), file).bootstrap()).isInstanceOf(StoreDiffers.class);

        assertThat(SqliteStore.over(file.dataSource()).inspect().isEmpty()).isTrue();
    }

    @Test
    void anIndexAddedToBothIsOnePlan(SqliteDatabase file) {
        of(notes(), file).bootstrap();
        var more = of(
                SchemaDefinition.named("notes")
                        .tables(table("users", text("user_id").primaryKey(), text("name")))
                        .collections(collection(
                                "notes",
                                vector("meaning", 2, Distance.COSINE),
                                payload("user_id").keyword().indexed())),
                file);

        more.execute(more.plan());

        assertThat(more.validate().isValid()).isTrue();
    }

    @Test
    void codeOfTheHostGetsTheClientAndRunsOnce(SqliteDatabase file) throws Exception {
        of(notes(), file).bootstrap();
        var change = new CodeChange(StoreKind.VECTORS, "name it", "1");
        var plan = new Plan(
                List.of(new Step(
                        "1",
                        "qdrant",
                        change,
                        Optional.empty(),
                        Risk.NONE,
                        Step.Isolation.ALONE,
                        new Undo.Impossible("a host knows"))),
                Map.of(),
                List.of());

        of(notes(), file).execute(plan, ExecuteOptions.cautious().with(new NameIt()));
        var again = of(notes(), file).execute(plan, ExecuteOptions.cautious().with(new NameIt()));

        assertThat(qdrant.client().listAliasesAsync().get()).hasSize(1);
        assertThat(again.results()).extracting(StepResult::outcome).containsExactly(StepResult.Outcome.ALREADY_APPLIED);
    }

    private static final class NameIt implements CodeStep<QdrantClient> {
        @Override
        public String name() {
            return "name it";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public Class<QdrantClient> context() {
            return QdrantClient.class;
        }

        @Override
        public void run(QdrantClient client) throws Exception {
            client.createAliasAsync("notes_by_another_name", "notes").get();
        }
    }
}
