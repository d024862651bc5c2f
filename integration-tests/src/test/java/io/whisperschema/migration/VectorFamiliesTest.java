package io.whisperschema.migration;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.vector.Distance.COSINE;
import static io.whisperschema.definition.vector.Vectors.family;
import static io.whisperschema.definition.vector.Vectors.vector;
import static io.whisperschema.definition.vector.Vectors.version;
import static io.whisperschema.migration.VectorOperations.reshapeEach;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.migration.ShadowVectors.Moment;
import io.whisperschema.migration.ShadowVectors.Server;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.VectorStore;
import io.whisperschema.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A host that has collections and no tables: a file of SQLite keeps the record of its migrations. */
class VectorFamiliesTest {
    private static final CollectionFamily MEMORIES = family(
            "memory_<name>",
            version("1", vector("content", 3, COSINE)),
            version("2", vector("content", 4, COSINE)),
            version("3", vector("content", 5, COSINE)));
    private static final Migration TO_2 = Migration.of(1, "to_2").operations(reshapeEach(MEMORIES, "2"));
    private static final Migration TO_3 = Migration.of(2, "to_3").operations(reshapeEach(MEMORIES, "3"));

    private final Server server = Server.with(
            MEMORIES.collectionAt("1", "ada"), MEMORIES.collectionAt("1", "bob"), MEMORIES.collectionAt("3", "cyd"));

    @TempDir
    private Path folder;

    private SqliteStore record;

    @BeforeEach
    void open() {
        record = SqliteStore.open(folder.resolve("record.db"));
    }

    @AfterEach
    void close() {
        record.close();
    }

    private WhisperSchema schema(VectorStore vectors, Migration... migrations) {
        return WhisperSchema.of(SchemaDefinition.named("memories").families(MEMORIES))
                .relational(record)
                .vectors(vectors)
                .migrations(Migrations.of(migrations));
    }

    private WhisperSchema schema(Migration... migrations) {
        return schema(ShadowVectors.on(server), migrations);
    }

    @Test
    void aStartBringsEachToTheNextVersionAndLeavesTheLaterOnes() {
        var report = schema(TO_2).bootstrap();

        assertThat(report.stores())
                .containsEntry("sqlite", Outcome.CREATED)
                .containsEntry("shadows", Outcome.UP_TO_DATE);
        assertThat(ShadowVectors.held(server)).containsExactly("memory_ada 2", "memory_bob 2", "memory_cyd 3");
        assertThat(schema(TO_2).bootstrap().stores())
                .containsEntry("sqlite", Outcome.UP_TO_DATE)
                .containsEntry("shadows", Outcome.UP_TO_DATE);
    }

    @Test
    void thoseThatCameSinceAreBroughtThereByTheNextMigration() {
        schema(TO_2).bootstrap();
        server.become(List.of(), List.of(MEMORIES.collectionAt("1", "dan")));

        schema(TO_2, TO_3).bootstrap();

        assertThat(ShadowVectors.held(server))
                .containsExactly("memory_ada 3", "memory_bob 3", "memory_cyd 3", "memory_dan 3");
    }

    @Test
    void thePlanShowsEachCollectionOfEachStep() {
        assertThat(schema(TO_2, TO_3).migrationPlan().text())
                .contains("1. [shadows] reshape collection memory_ada\n")
                .contains("2. [shadows] reshape collection memory_bob\n")
                .contains("4. [shadows] reshape collection memory_bob\n");
    }

    @ParameterizedTest
    @EnumSource(
            value = Moment.class,
            names = {"COPYING", "IN_THE_GAP", "SWITCHED"})
    void whoIsKilledInTheSecondIsFollowedByOneWhoFindsItAlsoWhereNothingIsReached(Moment when) {
        var seconds = new AtomicInteger();
        var dying = ShadowVectors.on(server, moment -> {
            if (moment == when && seconds.incrementAndGet() == 2) {
                throw new MigrationCases.Death();
            }
        });
        assertThatThrownBy(() -> schema(dying, TO_2).bootstrap()).isInstanceOf(MigrationCases.Death.class);

        schema(TO_2).bootstrap();

        assertThat(ShadowVectors.held(server)).containsExactly("memory_ada 2", "memory_bob 2", "memory_cyd 3");
        assertThat(server.done()).doesNotHaveDuplicates();
    }

    @Test
    void undoTakesBackEachThatIsAtTheVersionAlsoBehindARunThatWasKilled() {
        schema(TO_2).bootstrap();
        var dying = ShadowVectors.dyingAt(Moment.BACK, server);
        assertThatThrownBy(() -> schema(dying, TO_2).undo(1, MigrateOptions.cautious()))
                .isInstanceOf(MigrationCases.Death.class);
        assertThat(ShadowVectors.held(server)).containsExactly("memory_ada 1", "memory_bob 2", "memory_cyd 3");

        schema(TO_2).undo(1, MigrateOptions.cautious());

        assertThat(ShadowVectors.held(server)).containsExactly("memory_ada 1", "memory_bob 1", "memory_cyd 3");
        assertThat(record.history().read().migrations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Moment.class,
            names = {"COPYING", "IN_THE_GAP", "SWITCHED"})
    void whoIsKilledInTheSecondIsTakenBackInsteadWhereTheHostAsksForThat(Moment when) {
        var seconds = new AtomicInteger();
        var dying = ShadowVectors.on(server, moment -> {
            if (moment == when && seconds.incrementAndGet() == 2) {
                throw new MigrationCases.Death();
            }
        });
        assertThatThrownBy(() -> schema(dying, TO_2).bootstrap()).isInstanceOf(MigrationCases.Death.class);
        var dyingAtOnce = schema(ShadowVectors.dyingAt(Moment.TURNING_BACK, server), TO_2);
        assertThatThrownBy(() -> dyingAtOnce.undo(1, MigrateOptions.cautious()))
                .isInstanceOf(MigrationCases.Death.class);

        assertThat(schema(TO_2).undo(1, MigrateOptions.cautious()).migrations()).containsExactly(MigrationId.core(1));

        assertThat(ShadowVectors.held(server)).containsExactly("memory_ada 1", "memory_bob 1", "memory_cyd 3");
        assertThat(record.history().read().migrations()).isEmpty();
    }

    @Test
    void whereNoneIsThereTheMigrationIsOnRecordAndNothingRuns() {
        var empty = new Server();
        schema(ShadowVectors.on(empty), TO_2, TO_3).bootstrap();

        assertThat(empty.done()).isEmpty();
        assertThat(record.history().read().migrations()).hasSize(2);
    }

    @Test
    void aRecordThatIsLostIsWrittenAnewAndChangesNothing() throws IOException {
        schema(TO_2, TO_3).bootstrap();
        record.close();
        Files.delete(folder.resolve("record.db"));
        open();
        int before = server.done().size();

        schema(TO_2, TO_3).bootstrap();

        assertThat(server.done()).hasSize(before);
        assertThat(record.history().read().migrations()).hasSize(2);
    }

    @Test
    void aReplayInAnEmptyStoreAndAMoveOfTheTablesTouchNoCollection() {
        var notes = Migration.of(3, "notes").sql("CREATE TABLE notes (id INTEGER NOT NULL PRIMARY KEY)");
        var schema = WhisperSchema.of(SchemaDefinition.named("memories")
                        .tables(table("notes", integer("id").primaryKey()))
                        .families(MEMORIES))
                .relational(record)
                .vectors(ShadowVectors.on(server))
                .migrations(Migrations.of(TO_2, notes));
        try (SqliteStore replayed = SqliteStore.open(folder.resolve("replayed.db"))) {
            var report = schema.verify(replayed);
            assertThat(report.isValid()).isTrue();
            assertThat(report.text()).contains("migration 0001 | to_2", "A replay has no vector store");
        }
        assertThat(server.done()).isEmpty();
        schema.bootstrap();
        int before = server.done().size();

        try (SqliteStore moved = SqliteStore.open(folder.resolve("moved.db"))) {
            schema.move(moved);
            assertThat(moved.history().state()).isEqualTo(record.history().state());
        }
        assertThat(server.done()).hasSize(before);
    }
}
