package io.whisperschema.migration;

import static io.whisperschema.definition.relational.Relational.index;
import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.definition.vector.Distance.COSINE;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.vector;
import static io.whisperschema.migration.VectorOperations.reshape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.ChecksumMismatch;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.integration.Sql;
import io.whisperschema.migration.CodeOperation.Interrupted;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.PlanOptions;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.report.RehearsalReport;
import io.whisperschema.spi.History;
import io.whisperschema.testkit.ChildJvm;
import io.whisperschema.testkit.KillPoint;
import io.whisperschema.testkit.PgBouncer;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts of hosts whose connections go through PgBouncer in transaction mode. */
@WithDatabases
class PooledStartTest {
    private static final Migration TABLE =
            Migration.of(1, "0001_table.sql").sql("CREATE TABLE users (id INTEGER NOT NULL, name TEXT)");
    private static final Migration INDEX = Migration.of(2, "0002_index.sql")
            .sql("CREATE INDEX CONCURRENTLY by_name ON users (name);\nVACUUM users;")
            .directed(Directives::withoutTransaction);

    private static final Migration MOOD = Migration.of(3, "0003_mood.sql")
            .sql("ALTER TABLE users ADD COLUMN mood TEXT")
            .undo("ALTER TABLE users DROP COLUMN mood");

    private Optional<PgBouncer> pool = Optional.empty();

    @BeforeEach
    void pool(PostgresDatabase database) {
        PgBouncer.isThere();
        pool = Optional.of(PgBouncer.before(database));
    }

    @AfterEach
    void close() {
        pool.ifPresent(PgBouncer::close);
    }

    private String url() {
        return pool.orElseThrow().url();
    }

    @Test
    void sixteenHostsThatStartAtOnceApplyEachMigrationOnce(PostgresDatabase database) {
        MigratingStartTest.sixteenAtOnce(
                database.dataSource(), "postgres", url(), database.user(), database.password());
    }

    @Test
    void whatCannotBePartOfATransactionIsAppliedByItself(PostgresDatabase database) throws SQLException {
        try (Connection connection = connect(database)) {
            var schema = schema(connection, TABLE, INDEX);

            assertThat(schema.bootstrap().migrations().get(0).migrations())
                    .containsExactly(MigrationId.core(1), MigrationId.core(2));
            assertThat(schema.migrate().migrations()).isEmpty();
        }
        assertThat(Sql.texts(
                        database.dataSource(),
                        "SELECT indisvalid FROM pg_index WHERE indexrelid = 'by_name'::regclass"))
                .containsExactly("t");
    }

    @Test
    void theSharedServerConnectionsKeepTheirSettingsAndNoLock(PostgresDatabase database) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            schema(connection, TABLE, INDEX).migrate();

            for (int i = 0; i < PgBouncer.SERVER_CONNECTIONS; i++) {
                statement.execute("DO $$ BEGIN IF EXISTS (SELECT FROM pg_settings WHERE source = 'session' AND name IN"
                        + " ('lock_timeout', 'statement_timeout', 'search_path', 'client_connection_check_interval'))"
                        + " THEN RAISE 'a setting stayed behind'; END IF; END $$");
            }
        }

        assertThat(Sql.texts(database.dataSource(), "SELECT pid FROM pg_locks WHERE locktype = 'advisory'"))
                .isEmpty();
    }

    @Test
    void aPlanWithStepsOutsideOfTransactionsIsRefused(PostgresDatabase database) throws SQLException {
        try (Connection connection = connect(database)) {
            schema(connection, TABLE).migrate();
            var wish = WhisperSchema.of(SchemaDefinition.named("host")
                            .tables(table(
                                    "users",
                                    integer("id").notNull(),
                                    text("name"),
                                    index("by_id").on("id"))))
                    .relational(PostgresStore.over(connection));
            var plan = wish.plan(PlanOptions.cautious().buildingIndexesConcurrently());

            assertThatThrownBy(() -> wish.execute(plan))
                    .isInstanceOf(UnsupportedChange.class)
                    .hasMessageContaining("through a pooler");
        }
    }

    @Test
    void aMigrationOfCollectionsIsRefused(PostgresDatabase database) throws SQLException {
        var memories = collection("memories", vector("content", 3, COSINE)).version("2");
        var there = new ShadowVectors.Server();
        try (Connection connection = connect(database)) {
            var schema = schema(
                            connection, TABLE, Migration.of(2, "memories").operations(reshape("memories", memories)))
                    .vectors(ShadowVectors.on(there));

            assertThatThrownBy(schema::migrate)
                    .isInstanceOf(UnsupportedChange.class)
                    .hasMessageContaining("past the pooler");
        }
        assertThat(there.done()).isEmpty();
    }

    @Test
    void aRehearsalRunsEverythingAndLeavesNothing(PostgresDatabase database) throws SQLException {
        try (Connection connection = connect(database)) {
            var schema = schema(connection, TABLE, MOOD, INDEX);

            RehearsalReport report = schema.rehearse();

            assertThat(report.migrations()).containsExactly(MigrationId.core(1), MigrationId.core(3));
            assertThat(report.notRehearsed()).singleElement().asString().contains("0002_index.sql");
            assertThat(PostgresStore.over(connection).inspect().isEmpty()).isTrue();
            assertThat(schema.status().text()).contains("0001 | 0001_table.sql | PENDING");
        }
    }

    @Test
    void whatIsMigratedIsToldAndTakenBackStepByStep(PostgresDatabase database) throws SQLException {
        try (Connection connection = connect(database)) {
            var schema = schema(connection, TABLE, INDEX, MOOD);
            schema.migrateTo(MigrationId.core(2), MigrateOptions.cautious());
            var before = History.withoutTables(PostgresStore.over(connection).inspect())
                    .tables();

            assertThat(schema.migrate().migrations()).containsExactly(MigrationId.core(3));
            assertThat(schema.status().text())
                    .contains("0002 | 0002_index.sql | APPLIED")
                    .contains("0003 | 0003_mood.sql | APPLIED");
            schema.undo(
                    1,
                    MigrateOptions.cautious()
                            .executing(ExecuteOptions.cautious().allowingDataLoss()));

            assertThat(schema.status().text()).contains("0003 | 0003_mood.sql | PENDING");
            assertThat(History.withoutTables(PostgresStore.over(connection).inspect())
                            .tables())
                    .isEqualTo(before);
        }
    }

    @Test
    void aRepairTakesTheChangedTextOfWhatIsApplied(PostgresDatabase database) throws SQLException {
        try (Connection connection = connect(database)) {
            schema(connection, TABLE).migrate();
            var changed = schema(connection, TABLE.sql("CREATE TABLE users (id BIGINT NOT NULL, name TEXT)"));
            assertThatThrownBy(changed::bootstrap).isInstanceOf(ChecksumMismatch.class);

            assertThat(changed.repair("widened by hand").migrations()).containsExactly(MigrationId.core(1));

            assertThat(changed.bootstrap().stores()).containsValue(Outcome.UP_TO_DATE);
            assertThat(Sql.texts(
                            database.dataSource(), "SELECT detail FROM schema_journal ORDER BY entry DESC LIMIT 1"))
                    .containsExactly("widened by hand");
        }
    }

    @Test
    void aVerificationReplaysInAnotherSchemaAndReadsTheRecord(PostgresDatabase database) throws SQLException {
        Sql.run(database.dataSource(), "CREATE SCHEMA replayed", "CREATE SCHEMA again");
        try (Connection connection = connect(database)) {
            var schema = WhisperSchema.of(SchemaDefinition.named("host")
                            .tables(table("users", integer("id").notNull(), text("name"), text("mood"))))
                    .relational(PostgresStore.over(connection))
                    .migrations(Migrations.of(TABLE, MOOD));
            schema.migrate();

            assertThat(schema.verify(PostgresStore.over(connection).inSchema("replayed"))
                            .isValid())
                    .isTrue();

            Sql.run(database.dataSource(), "UPDATE schema_journal SET detail = 'x' WHERE entry = 1");
            assertThat(schema.verify(PostgresStore.over(connection).inSchema("again"))
                            .text())
                    .contains("schema_journal, entry 1");
        }
    }

    @Test
    void codeOutsideOfTransactionsIsRefusedSinceNoLockKeepsOthersAway(PostgresDatabase database) throws SQLException {
        try (Connection connection = connect(database)) {
            var code = Migration.of(2, "fill")
                    .code("1", Connection.class, one -> {
                        throw new IllegalStateException("it ran");
                    })
                    .directed(Directives::withoutTransaction);

            assertThatThrownBy(schema(connection, TABLE, code)::migrate)
                    .isInstanceOf(UnsupportedChange.class)
                    .hasMessageContaining("run the code of migration 0002 | fill outside of transactions")
                    .hasMessageContaining("past the pooler");
            assertThat(schema(connection, TABLE, code).status().text()).doesNotContain("APPLIED");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {OperatingHost.BEFORE_CODE, OperatingHost.WITHIN_CODE})
    void codeThatAKilledHostHasLeftIsRefusedToo(String moment, PostgresDatabase database) throws SQLException {
        try (ChildJvm host =
                OperatingHost.program(moment).start("postgres", database.url(), database.user(), database.password())) {
            assertThat(host.waitFor(Duration.ofMinutes(2))).isEqualTo(KillPoint.EXIT_CODE);
        }
        List<String> left = Sql.texts(database.dataSource(), "SELECT id FROM users");

        try (Connection connection = connect(database)) {
            assertThatThrownBy(OperatingHost.schema(PostgresStore.over(connection), Interrupted.RUNS_AGAIN)::bootstrap)
                    .isInstanceOf(UnsupportedChange.class)
                    .hasMessageContaining("run the code of migration 0002 | notes outside of transactions")
                    .hasMessageContaining("past the pooler");
        }

        assertThat(Sql.texts(database.dataSource(), "SELECT id FROM users")).isEqualTo(left);
        assertThat(OperatingHost.schema(PostgresStore.over(database.dataSource()), Interrupted.RUNS_AGAIN)
                        .bootstrap()
                        .stores())
                .containsValue(Outcome.MIGRATED);
    }

    private Connection connect(PostgresDatabase database) throws SQLException {
        return DriverManager.getConnection(url(), database.user(), database.password());
    }

    private static WhisperSchema schema(Connection connection, Migration... migrations) {
        return WhisperSchema.of(SchemaDefinition.named("host"))
                .relational(PostgresStore.over(connection))
                .migrations(Migrations.of(migrations));
    }
}
