package io.whisperschema.migration;

import static io.whisperschema.definition.cache.Caches.field;
import static io.whisperschema.definition.cache.Caches.keyFamily;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.error.NewerThanCode;
import io.whisperschema.error.StepFailed;
import io.whisperschema.finding.Finding;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.Step;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.Journal;
import io.whisperschema.spi.Journal.Event;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.FakeCacheStore;
import io.whisperschema.testkit.FakeJournal;
import io.whisperschema.testkit.FakeServer;
import io.whisperschema.testkit.FakeVectorStore;
import io.whisperschema.testkit.Faults.Moment;
import io.whisperschema.testkit.Killed;
import io.whisperschema.testkit.PgBouncer;
import io.whisperschema.testkit.PostgresDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The journal of a real database as the journal of plans over several stores. */
class StepJournalTest {
    private static final int WRITERS = 4;
    private static final int ENTRIES = 10;

    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {
        @Override
        RelationalStore over(Connection connection) {
            return PostgresStore.over(connection);
        }

        @Test
        void thePoolerInTransactionModeIsNoHindrance(PostgresDatabase database) throws SQLException {
            PgBouncer.isThere();
            try (var pool = PgBouncer.before(database);
                    Connection connection =
                            DriverManager.getConnection(pool.url(), database.user(), database.password())) {
                host(PostgresStore.over(connection)).bootstrap();
            }

            assertThat(ask("SELECT event FROM schema_journal ORDER BY entry")).isEqualTo(EVENTS);
            assertThat(ask("SELECT pid FROM pg_locks WHERE locktype = 'advisory'"))
                    .isEmpty();
        }
    }

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {
        @Override
        RelationalStore over(Connection connection) {
            return SqliteStore.over(connection);
        }
    }

    abstract static class Cases extends MigrationCases {
        /** The table is made in a transaction, which cannot be in doubt. */
        static final List<String> EVENTS = List.of(
                "step done", "step intent", "step done", "step intent", "step done", "step intent", "step done");

        private static final SchemaDefinition SCHEMA = SchemaDefinition.named("companion")
                .tables(table("users", text("id").primaryKey()))
                .collections(
                        collection("memories", vector("content", 4, Distance.COSINE)),
                        collection("moods", vector("content", 4, Distance.COSINE)))
                .keyFamilies(
                        keyFamily("session", "session:<id>").hash(field("name").string()));

        private final FakeServer server = new FakeServer();

        abstract RelationalStore over(Connection connection);

        WhisperSchema host() {
            return host(store);
        }

        WhisperSchema host(RelationalStore relational) {
            return others(WhisperSchema.of(SCHEMA).relational(relational));
        }

        private WhisperSchema others(WhisperSchema schema) {
            return schema.vectors(FakeVectorStore.over(server)).cache(FakeCacheStore.over(server));
        }

        private List<String> tables() {
            return store.inspect().tables().stream().map(found -> found.name()).toList();
        }

        @Test
        void theRelationalStoreKeepsItWhereTheHostNamesNone() {
            host().bootstrap();

            assertThat(ask("SELECT event FROM schema_journal ORDER BY entry")).isEqualTo(EVENTS);
            assertThat(ask("SELECT detail FROM schema_journal WHERE event = 'step done' ORDER BY entry"))
                    .containsExactly(
                            "1 " + store.name() + ": create table users",
                            "2 fake-vectors: create collection memories",
                            "3 fake-vectors: create collection moods",
                            "4 fake-cache: register key family session");
            assertThat(host().validate().isValid()).isTrue();
            assertThat(host().bootstrap().stores().values()).containsOnly(Outcome.UP_TO_DATE);
        }

        @Test
        void aHostWithARelationalStoreAloneGetsNoTables() {
            WhisperSchema.of(SCHEMA).relational(store).bootstrap();

            assertThat(tables()).containsExactly("users");
        }

        @Test
        void theOneThatTheHostNamesIsUsedInstead() {
            host().journal(FakeJournal.over(server)).bootstrap();

            assertThat(tables()).containsExactly("users");
        }

        @Test
        void itsOwnOneMayBeNamed() {
            Plan plan = host().plan();

            host().journal(store.journal()).execute(plan);

            assertThat(ask("SELECT event FROM schema_journal ORDER BY entry")).isEqualTo(EVENTS);
        }

        @Test
        void itsOwnOneMayBeNamedOnTheOnlyConnectionThereIs() throws SQLException {
            try (Connection connection = source.getConnection()) {
                WhisperSchema.of(SchemaDefinition.named("companion")
                                .tables(table("users", text("id").primaryKey())))
                        .relational(over(connection))
                        .journal(over(connection).journal())
                        .bootstrap();
            }

            assertThat(ask("SELECT event FROM schema_journal")).containsExactly("step done");
        }

        @Test
        void anotherOnesOfTheSameKindIsAnother(@TempDir Path folder) {
            try (SqliteStore file = SqliteStore.open(folder.resolve("journal.db"))) {
                host().journal(file.journal()).bootstrap();

                assertThat(file.inspect().tables()).hasSize(3);
            }
            assertThat(tables()).containsExactly("users");
        }

        @Test
        void aStepOfTheStoreItselfWhoseEntryCannotBeWrittenIsNotApplied() {
            run("CREATE TABLE schema_journal (entry BIGINT NOT NULL PRIMARY KEY, run TEXT NOT NULL, event TEXT NOT NULL"
                    + " CHECK (event <> 'step done'), component TEXT, version INTEGER, at TEXT NOT NULL, fence BIGINT NOT NULL,"
                    + " detail TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL)");

            assertThatThrownBy(() -> host().bootstrap())
                    .isInstanceOf(StepFailed.class)
                    .hasMessageContaining("Nothing was applied.");

            assertThat(tables()).doesNotContain("users");
        }

        @Test
        void aStepOfTheStoreItselfIsNotAppliedBesideTablesOfALaterRelease() throws SQLException {
            run(
                    "CREATE TABLE schema_state (one INTEGER NOT NULL PRIMARY KEY, format INTEGER NOT NULL, phase TEXT NOT NULL,"
                            + " digest TEXT NOT NULL, fence BIGINT NOT NULL, changed_at TEXT NOT NULL)",
                    "INSERT INTO schema_state VALUES (1, 2, 'clean', '', 1, '')");
            try (Connection connection = source.getConnection()) {
                WhisperSchema host = host(over(connection));

                assertThatThrownBy(host::bootstrap).isInstanceOf(NewerThanCode.class);

                assertThat(host.plan().steps()).hasSize(4);
            }
            assertThat(tables()).containsExactly("schema_state");
        }

        @Test
        void aStepThatNoEntryCanTellOfIsRefusedBeforeAnyRuns() {
            Plan plan = host().plan();
            var renamed = new ArrayList<>(plan.steps());
            renamed.set(3, renamed.get(3).withId("4 a"));

            assertThatThrownBy(() -> host().execute(new Plan(renamed, plan.basis(), List.of())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("an id without blanks, not '4 a'");

            assertThat(tables()).isEmpty();
            assertThat(server.applied()).isEmpty();
        }

        @Test
        void aStartGoesByWhatIsThereAndReadsNoEntries() {
            host().bootstrap();

            assertThat(source.statements()).isNotEmpty().noneMatch(statement -> statement.contains("WHERE run ="));
        }

        @Test
        void oneConnectionIsEnough() throws SQLException {
            try (Connection connection = source.getConnection()) {
                host(over(connection)).bootstrap();
            }

            assertThat(ask("SELECT event FROM schema_journal ORDER BY entry")).isEqualTo(EVENTS);
        }

        @ParameterizedTest
        @CsvSource({"detail, 'nothing happened'", "event, 'step failed'", "run, 'another'", "at, '2020-01-01 00:00:00'"
        })
        void anEntryOfAStepThatWasEditedIsNamed(String column, String value) {
            host().bootstrap();

            run("UPDATE schema_journal SET " + column + " = '" + value.replace("'", "") + "' WHERE entry = 3");

            assertThat(host().validate().findings().get(store.name()))
                    .extracting(Finding::place)
                    .containsExactly("schema_journal, entry 3");
        }

        @ParameterizedTest
        @CsvSource({
            "1, STARTED",
            "1, FINISHED",
            "1, COMMITTED",
            "2, STARTED",
            "2, CHANGED",
            "2, FINISHED",
            "3, CHANGED",
            "4, STARTED",
            "4, COMMITTED"
        })
        void aKilledRunIsContinuedBehindItsLastStep(String step, Moment moment) {
            Plan plan = host().plan();
            if (step.equals("1")) {
                killedInTheTable(plan, moment);
            } else {
                server.faults().killAt(step, moment);
                assertThatThrownBy(() -> host().execute(plan)).isInstanceOf(Killed.class);
            }

            host().execute(plan);

            assertThat(server.applied()).isEqualTo(plan.steps().subList(1, 4));
            assertThat(ask("SELECT detail FROM schema_journal WHERE event = 'step done' ORDER BY entry"))
                    .hasSize(4)
                    .doesNotHaveDuplicates();
            assertThat(host().validate().isValid()).isTrue();
        }

        private void killedInTheTable(Plan plan, Moment moment) {
            assertThatThrownBy(() -> host().listener(new Dying(moment)).execute(plan))
                    .isInstanceOf(Death.class);
            assertThat(tables())
                    .isEqualTo(
                            moment == Moment.COMMITTED
                                    ? List.of("schema_journal", "schema_state", "schema_versions", "users")
                                    : List.of());
        }

        @Test
        void aStartWithMigrationsJournalsTheStepsOfTheOtherStoresAndAsksOnceWhenUpToDate() {
            var schema = WhisperSchema.of(SchemaDefinition.named("companion")
                            .collections(collection("memories", vector("content", 4, Distance.COSINE))))
                    .relational(store)
                    .vectors(FakeVectorStore.over(server))
                    .migrations(Migrations.of(
                            Migration.of(1, "0001_users.sql").sql("CREATE TABLE users (id TEXT NOT NULL)")));
            schema.bootstrap();
            assertThat(ask("SELECT event FROM schema_journal ORDER BY entry"))
                    .endsWith("step intent", "step done")
                    .hasSize(3);
            assertThat(store.history().flaws()).isEmpty();
            source.forgetStatements();

            assertThat(schema.bootstrap().stores().values()).containsOnly(Outcome.UP_TO_DATE);

            assertThat(source.statements()).hasSize(1);
        }

        @Test
        void manyWritersKeepTheChainWhole() throws Exception {
            Callable<Boolean> writer = () -> {
                Journal journal = store.journal();
                for (int i = 0; i < ENTRIES; i++) {
                    journal.append(entry(Event.INTENT));
                }
                return true;
            };
            var threads = Executors.newFixedThreadPool(WRITERS);
            try {
                for (Future<Boolean> done : threads.invokeAll(Collections.nCopies(WRITERS, writer))) {
                    assertThat(done.get()).isTrue();
                }
            } finally {
                threads.shutdownNow();
            }

            assertThat(store.journal().entries("plan")).hasSize(WRITERS * ENTRIES);
            assertThat(ask("SELECT max(entry) FROM schema_journal")).containsExactly("" + WRITERS * ENTRIES);
            assertThat(store.history().flaws()).isEmpty();
        }

        private static Journal.Entry entry(Event event) {
            return new Journal.Entry("plan", "7", event, "elsewhere: a change", Instant.parse("2026-01-02T03:04:05Z"));
        }

        @Test
        void whatIsAppendedIsReadAsItWas() {
            for (Event event : Event.values()) {
                store.journal().append(entry(event));
            }

            assertThat(store.journal().entries("plan"))
                    .containsExactly(entry(Event.INTENT), entry(Event.DONE), entry(Event.FAILED), entry(Event.UNDONE));
            assertThat(store.journal().entries("another")).isEmpty();
        }

        @Test
        void aMigrationThatWasKilledIsContinuedThoughStepsWereJournaledSince() {
            var alone = Migration.of(1, "0001_alone.sql")
                    .sql("CREATE TABLE a (id INTEGER); CREATE TABLE b (id INTEGER)")
                    .directed(Directives::withoutTransaction);
            assertThatThrownBy(() ->
                            schema(alone).listener(new Dying(Moment.FINISHED)).migrate())
                    .isInstanceOf(Death.class);
            List<String> fence = ask("SELECT fence FROM schema_state");
            store.journal().append(entry(Event.INTENT));
            store.journal().append(entry(Event.DONE));
            assertThat(ask("SELECT fence FROM schema_state")).isEqualTo(fence);

            assertThat(schema(alone).migrate().migrations()).containsExactly(MigrationId.core(1));

            assertThat(tables()).contains("a", "b");
            assertThat(store.history().flaws()).isEmpty();
        }
    }

    /** Dies in the first step it hears of. */
    private record Dying(Moment moment) implements ProgressListener {
        @Override
        public void started(Step step) {
            dieAt(Moment.STARTED);
            if (!step.id().equals("1")) {
                dieAt(Moment.COMMITTED);
            }
        }

        @Override
        public void finished(Step step, Duration took) {
            dieAt(Moment.FINISHED);
        }

        private void dieAt(Moment reached) {
            if (moment == reached) {
                throw new MigrationCases.Death();
            }
        }
    }
}
