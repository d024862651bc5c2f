package io.whisperschema.migration;

import static io.whisperschema.definition.relational.Relational.bigint;
import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.integration.Sql.run;
import static io.whisperschema.integration.Sql.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.BootstrapOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.NewerThanCode;
import io.whisperschema.error.PlanOutdated;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.report.RebuildReport;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.RestorePoints;
import io.whisperschema.spi.Store;
import io.whisperschema.sqlite.SqliteRestorePoints;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.ObservedDataSource;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is destroyed and made anew. */
@WithDatabases
class RebuildTest {
    private static final Migration USERS = Migration.of(1, "0001_users.sql")
            .sql("CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, name TEXT);"
                    + " INSERT INTO users VALUES (1, 'admin');");
    private static final Migration NOTES = Migration.of(2, "0002_notes.sql")
            .sql("CREATE TABLE notes (id INTEGER NOT NULL PRIMARY KEY, of INTEGER REFERENCES users (id));");
    private static final Migration RENAMED =
            Migration.of(3, "0003_renamed.sql").sql("ALTER TABLE notes RENAME TO entries");
    private static final SchemaDefinition DEFINITION =
            SchemaDefinition.named("host").tables(table("users", integer("id").primaryKey(), text("name")));
    private static final BootstrapOptions BESIDE = BootstrapOptions.cautious().besideStrangers();

    /** A database, and what is asked of it beside the store. */
    private record Database(RelationalStore store, ObservedDataSource source, String name) {
        static List<Database> both(PostgresDatabase postgres, SqliteDatabase sqlite) {
            return List.of(
                    new Database(
                            PostgresStore.over(postgres.dataSource()),
                            postgres.dataSource(),
                            texts(postgres.dataSource(), "SELECT current_database()")
                                    .get(0)),
                    new Database(
                            SqliteStore.over(sqlite.dataSource()),
                            sqlite.dataSource(),
                            String.valueOf(sqlite.path().getFileName())));
        }

        WhisperSchema schema(Migration... migrations) {
            return WhisperSchema.of(DEFINITION)
                    .relational(store)
                    .migrations(Migrations.of(migrations))
                    .restorePoints((kept, losing) -> "monday's dump");
        }

        List<String> names() {
            return texts(source, "SELECT name FROM users ORDER BY id");
        }
    }

    @Test
    void everythingThatTheMigrationsMadeIsMadeAnew(PostgresDatabase postgres, SqliteDatabase sqlite) {
        for (Database database : Database.both(postgres, sqlite)) {
            database.schema(USERS, NOTES).migrate();
            run(database.source, "INSERT INTO users VALUES (2, 'Ada')", "INSERT INTO notes VALUES (1, 2)");
            run(database.source, "CREATE TABLE theirs (a INTEGER)", "INSERT INTO theirs VALUES (7)");
            WhisperSchema schema = database.schema(USERS, NOTES, RENAMED);

            RebuildReport report = schema.rebuild(database.name, BESIDE);

            assertThat(report.destroyed()).containsExactlyInAnyOrder("table notes", "table users");
            assertThat(report.left()).containsExactly("table theirs");
            assertThat(report.migrations()).containsExactly(USERS.id(), NOTES.id(), RENAMED.id());
            assertThat(report.text())
                    .contains("rebuilt " + database.name, "restore point: monday's dump", "not touched: table theirs");
            assertThat(report.toJson()).contains("whisper-schema/rebuild-report", "monday's dump");
            assertThat(report.toHtml()).contains("table theirs", "rebuilt " + database.name);
            assertThat(database.names()).containsExactly("admin");
            assertThat(texts(database.source, "SELECT count(*) FROM entries")).containsExactly("0");
            assertThat(texts(database.source, "SELECT a FROM theirs")).containsExactly("7");
            assertThat(schema.bootstrap().stores()).containsValue(Outcome.UP_TO_DATE);
            assertThat(texts(database.source, "SELECT event FROM schema_journal ORDER BY entry"))
                    .containsExactly("done", "done", "rebuilt", "done", "done", "done");
        }
    }

    @Test
    void anotherNameAndNoRestorePointAreRefused(PostgresDatabase postgres, SqliteDatabase sqlite) {
        for (Database database : Database.both(postgres, sqlite)) {
            WhisperSchema schema = database.schema(USERS);
            schema.migrate();

            assertThatThrownBy(() -> schema.rebuild("production"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is " + database.name + ", not production. Nothing was applied.");
            assertThatThrownBy(() -> schema.restorePoints(RestorePoints.NONE).rebuild(database.name))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Nothing was applied. Say how to keep it with WhisperSchema.restorePoints");
            assertThatThrownBy(() -> schema.restorePoints((store, losing) -> "").rebuild(database.name))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("No restore point of " + database.store.name() + " was taken");
            assertThat(database.names()).containsExactly("admin");
        }
    }

    @Test
    void whatIsSomebodyElsesIsRefusedUnlessItMayBeThere(PostgresDatabase postgres, SqliteDatabase sqlite) {
        for (Database database : Database.both(postgres, sqlite)) {
            WhisperSchema schema = database.schema(USERS);
            schema.migrate();
            run(database.source, "CREATE TABLE theirs (id INTEGER REFERENCES users (id))");

            assertThatThrownBy(() -> schema.rebuild(database.name))
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining("table theirs: expected nothing that is not ours");
            assertThatThrownBy(() -> schema.rebuild(database.name, BESIDE))
                    .isInstanceOf(StoreDiffers.class)
                    .hasMessageContaining("table theirs, which is not ours, refers to users");
            assertThat(database.names()).containsExactly("admin");
        }
    }

    @Test
    void whatOthersMakeMeanwhileIsNotDestroyedUnseen(PostgresDatabase postgres, SqliteDatabase sqlite) {
        for (Database database : Database.both(postgres, sqlite)) {
            database.schema(USERS).migrate();
            WhisperSchema schema = database.schema(USERS, NOTES).restorePoints((store, losing) -> {
                run(database.source, "CREATE TABLE notes (id INTEGER REFERENCES users (id))");
                return "monday's dump";
            });

            assertThatThrownBy(() -> schema.rebuild(database.name))
                    .isInstanceOf(PlanOutdated.class)
                    .hasMessageContaining("Nothing was applied");

            assertThat(database.names()).containsExactly("admin");
            assertThat(texts(database.source, "SELECT count(*) FROM notes")).containsExactly("0");
        }
    }

    @Test
    void migrationsOutsideOfTransactionsLeaveNothingEmptiedByWhatOthersMakeMeanwhile(
            PostgresDatabase postgres, SqliteDatabase sqlite) {
        for (Database database : Database.both(postgres, sqlite)) {
            Migration alone = USERS.directed(Directives::withoutTransaction);
            database.schema(alone).migrate();
            WhisperSchema schema = database.schema(
                            alone, Migration.of(2, "0002_late.sql").sql("CREATE TABLE late (id INTEGER)"))
                    .restorePoints((store, losing) -> {
                        run(database.source, "CREATE TABLE late (id INTEGER)");
                        return "monday's dump";
                    });

            assertThatThrownBy(() -> schema.rebuild(database.name)).isInstanceOf(PlanOutdated.class);

            assertThat(database.names()).containsExactly("admin");
        }
    }

    @Test
    void whatFailsLeavesEverythingAsItWas(PostgresDatabase postgres, SqliteDatabase sqlite) {
        for (Database database : Database.both(postgres, sqlite)) {
            database.schema(USERS).migrate();
            run(database.source, "INSERT INTO users VALUES (2, 'Ada')");
            WhisperSchema failing =
                    database.schema(USERS, Migration.of(2, "0002_no.sql").sql("INSERT INTO nowhere VALUES (1)"));

            assertThatThrownBy(() -> failing.rebuild(database.name))
                    .isInstanceOf(StepFailed.class)
                    .hasMessageContaining("Nothing was applied");

            assertThat(database.names()).containsExactly("admin", "Ada");
            assertThat(database.schema(USERS).bootstrap().stores()).containsValue(Outcome.UP_TO_DATE);
        }
    }

    @Test
    void whatOnlyNewerCodeKnowsIsRefused(PostgresDatabase postgres, SqliteDatabase sqlite) {
        for (Database database : Database.both(postgres, sqlite)) {
            database.schema(USERS, NOTES).migrate();

            assertThatThrownBy(() -> database.schema(USERS).rebuild(database.name, BESIDE))
                    .isInstanceOf(NewerThanCode.class)
                    .hasMessageContaining("0002_notes.sql");
        }
    }

    @Test
    void aHostWithoutMigrationsIsRebuiltByItsDefinition(PostgresDatabase postgres, SqliteDatabase sqlite) {
        SchemaDefinition definition = DEFINITION.tables(
                table("notes", bigint("id").identity(), integer("of").references("users", "id")));
        for (Database database : Database.both(postgres, sqlite)) {
            WhisperSchema schema = WhisperSchema.of(definition)
                    .relational(database.store)
                    .restorePoints((kept, losing) -> "monday's dump");
            schema.bootstrap();
            run(database.source, "INSERT INTO users VALUES (2, 'Ada')", "ALTER TABLE users ADD COLUMN more TEXT");

            RebuildReport report = schema.rebuild(database.name);

            assertThat(report.destroyed()).containsExactlyInAnyOrder("table notes", "table users");
            assertThat(database.names()).isEmpty();
            assertThat(schema.validate().isValid()).isTrue();
            assertThat(database.store.inspect().table("users").orElseThrow().columns())
                    .hasSize(2);
        }
    }

    @Test
    void aMigrationOutsideOfTransactionsRunsBehindWhatWasDestroyed(PostgresDatabase postgres) {
        var store = PostgresStore.over(postgres.dataSource());
        run(postgres.dataSource(), "CREATE SCHEMA tenant");
        WhisperSchema schema = WhisperSchema.of(DEFINITION)
                .relational(store.inSchema("tenant"))
                .restorePoints((kept, losing) -> "monday's dump")
                .migrations(Migrations.of(
                        USERS,
                        Migration.of(2, "0002_index.sql")
                                .sql("CREATE INDEX CONCURRENTLY by_name ON users (name)")
                                .directed(Directives::withoutTransaction)));
        schema.migrate();
        String name = texts(postgres.dataSource(), "SELECT current_database()").get(0);

        assertThatThrownBy(() -> schema.rebuild(name)).isInstanceOf(IllegalArgumentException.class);
        assertThat(schema.rebuild(name + ".tenant").migrations()).hasSize(2);

        assertThat(texts(postgres.dataSource(), "SELECT indexname FROM pg_indexes WHERE indexname = 'by_name'"))
                .hasSize(1);
        assertThat(schema.migrate().migrations()).isEmpty();
    }

    @Test
    void theFileOfBeforeCanBeRestored(SqliteDatabase sqlite, @TempDir Path folder) {
        var store = SqliteStore.over(sqlite.dataSource());
        var points = SqliteRestorePoints.in(folder);
        WhisperSchema schema = WhisperSchema.of(DEFINITION)
                .relational(store)
                .migrations(Migrations.of(USERS))
                .restorePoints(points);
        schema.migrate();
        run(sqlite.dataSource(), "INSERT INTO users VALUES (2, 'Ada')");

        RebuildReport report = schema.rebuild(String.valueOf(sqlite.path().getFileName()));
        assertThat(texts(sqlite.dataSource(), "SELECT name FROM users")).containsExactly("admin");
        points.restore(Path.of(report.restorePoint()), store);

        assertThat(texts(sqlite.dataSource(), "SELECT name FROM users")).containsExactly("admin", "Ada");
        assertThat(schema.migrate().migrations()).isEmpty();
    }

    @Test
    void theHookHearsWhatGoes(SqliteDatabase sqlite) {
        var store = SqliteStore.over(sqlite.dataSource());
        WhisperSchema schema = WhisperSchema.of(DEFINITION).relational(store).migrations(Migrations.of(USERS));
        schema.migrate();

        assertThatThrownBy(() -> schema.restorePoints(new Full()).rebuild(store.database()))
                .hasMessage("no room for DROP TABLE users");
    }

    /** A host's hook that has no room. */
    private static final class Full implements RestorePoints {
        @Override
        public String take(Store store, List<io.whisperschema.plan.Step> losing) {
            throw new IllegalStateException("no room for " + losing.get(0).action());
        }
    }
}
