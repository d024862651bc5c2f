package io.whisperschema.robustness;

import static io.whisperschema.robustness.Database.ask;
import static io.whisperschema.robustness.Database.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.diff.CodeChange;
import io.whisperschema.error.LockTimeout;
import io.whisperschema.error.SchemaException;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.error.TimeExceeded;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.PostgresRole;
import io.whisperschema.testkit.PostgresServer;
import io.whisperschema.testkit.WithDatabases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@WithDatabases
class PostgresErrorsTest {
    private static final String WRONG_PASSWORD = "hunter2-is-wrong";

    /** Brings about what goes wrong, and gives the store to start on. */
    private interface Trouble {
        PostgresStore on(PostgresDatabase database);
    }

    static List<Arguments> troubles() {
        return List.of(
                trouble(
                        "a wrong password",
                        database -> PostgresStore.over(login(database.url(), database.user(), WRONG_PASSWORD)),
                        StoreUnavailable.class,
                        "password authentication failed",
                        "Check user and password."),
                trouble(
                        "a wrong password in the URL",
                        database -> PostgresStore.over(Sources.of(() -> DriverManager.getConnection(
                                database.url() + "?user=" + database.user() + "&password=" + WRONG_PASSWORD))),
                        StoreUnavailable.class,
                        "28P01",
                        "Check user and password."),
                trouble(
                        "a pool that wraps what the driver says",
                        database -> PostgresStore.over(Sources.of(() -> {
                            try {
                                return DriverManager.getConnection(database.url(), database.user(), WRONG_PASSWORD);
                            } catch (SQLException e) {
                                throw new SQLException("no connection of " + WRONG_PASSWORD + " within 30000ms", e);
                            }
                        })),
                        StoreUnavailable.class,
                        "password authentication failed",
                        "Check user and password."),
                trouble(
                        "a pool that fails unchecked",
                        database -> PostgresStore.over(Sources.of(() -> {
                            try {
                                return DriverManager.getConnection(database.url(), database.user(), WRONG_PASSWORD);
                            } catch (SQLException e) {
                                throw new IllegalStateException("pool of " + database.url() + " not made", e);
                            }
                        })),
                        StoreUnavailable.class,
                        "password authentication failed",
                        "Check user and password."),
                trouble(
                        "a URL that no driver knows",
                        database -> PostgresStore.over(Sources.of(() -> DriverManager.getConnection(
                                "jdbc:postgres://" + database.user() + ":" + WRONG_PASSWORD + "@host/x"))),
                        StoreUnavailable.class,
                        "No suitable driver found for (the JDBC URL)",
                        "Is the server there"),
                trouble(
                        "an unknown database",
                        database -> PostgresStore.over(
                                login(database.url() + "_gone", database.user(), database.password())),
                        StoreUnavailable.class,
                        "does not exist",
                        "Create the database"),
                trouble(
                        "a missing schema",
                        database -> PostgresStore.over(database.dataSource()).inSchema("tenant_a"),
                        StoreUnavailable.class,
                        "schema tenant_a",
                        "Create the schema, or name another with inSchema(…)."),
                trouble(
                        "a role that may not create",
                        database -> {
                            PostgresRole reader = database.createRole("reader");
                            database.administer(
                                    "CREATE SCHEMA tenant_b",
                                    "GRANT USAGE ON SCHEMA tenant_b TO \"" + reader.name() + "\"");
                            return PostgresStore.over(database.dataSourceAs(reader))
                                    .inSchema("tenant_b");
                        },
                        StepFailed.class,
                        "permission denied for schema tenant_b",
                        "Grant the role what it lacks"),
                trouble(
                        "a role that may not even look",
                        database -> {
                            database.administer("CREATE SCHEMA tenant_c", "CREATE TABLE tenant_c.people (name text)");
                            return PostgresStore.over(database.dataSourceAs(database.createRole("nobody")))
                                    .inSchema("tenant_c");
                        },
                        StepFailed.class,
                        "permission denied for schema tenant_c",
                        "Grant the role what it lacks"),
                trouble(
                        "a role that is read only by default",
                        database -> {
                            database.administer("ALTER ROLE \"%s\" SET default_transaction_read_only = on"
                                    .formatted(database.user()));
                            return PostgresStore.over(database.dataSource());
                        },
                        StepFailed.class,
                        "read-only transaction",
                        "is set to read only; use one that may write"));
    }

    private static Arguments trouble(
            String name, Trouble trouble, Class<? extends SchemaException> type, String says, String advice) {
        return Arguments.of(named(name, trouble), type, says, advice);
    }

    private static DataSource login(String url, String user, String password) {
        return Sources.of(() -> DriverManager.getConnection(url, user, password));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void whatKeepsAStartFromBeginningIsTold(
            Trouble trouble,
            Class<? extends SchemaException> type,
            String says,
            String advice,
            PostgresDatabase database) {
        WhisperSchema schema = Schemas.whisperEngine(trouble.on(database));

        ClearError.of(() -> schema.bootstrap(Schemas.IMPATIENT.besideStrangers()))
                .is(type)
                .says(says, advice, "Nothing was applied")
                .keeps(database.password(), WRONG_PASSWORD, database.url(), "jdbc:")
                .hasNothingSuppressed();
        assertThat(database.dataSource().changedOnReturn()).isEmpty();
    }

    @Test
    void aServerThatCutsTheConnectionHalfWayHasNothingApplied(PostgresDatabase database) {
        var schema = Schemas.whisperEngine(PostgresStore.over(database.dataSource()));
        var interrupted = schema.listener(Schemas.halfWay(database::terminateConnections));

        ClearError.of(interrupted::bootstrap)
                .is(StepFailed.class)
                .says("Step 5 of", "failed on postgres", "57P01", "Is the server there", "Nothing was applied.")
                .keeps(database.password(), database.url());

        assertThat(schema.bootstrap().stores()).containsValue(Outcome.CREATED);
    }

    @Test
    void aServerThatStopsHalfWayHasNothingApplied() {
        PostgresServer server = PostgresServer.start(
                System.getProperty("whisper.test.postgres").replaceAll("\\.\\d+$", ""), "fsync=off");
        PostgresDatabase database = server.newDatabase();
        var source = login(database.url(), database.user(), database.password());
        var schema = Schemas.whisperEngine(PostgresStore.over(source)).listener(Schemas.halfWay(server::close));

        ClearError.of(schema::bootstrap)
                .is(StepFailed.class)
                .says("Step 5 of", "Is the server there", "Nothing was applied.")
                .keeps(database.password(), database.url());
        ClearError.of(schema::bootstrap)
                .is(StoreUnavailable.class)
                .says("Could not read the schema on postgres", "refused", "Is the server there")
                .keeps(database.password(), database.url());
    }

    @Test
    void aLostAnswerToCommitIsToldAsAStateNobodyKnows(PostgresDatabase database) {
        var losing = Sources.losingTheAnswerToCommit(
                database.dataSource(), "An I/O error occurred on " + database.url() + "?password=" + WRONG_PASSWORD);

        ClearError.of(() -> Schemas.whisperEngine(PostgresStore.over(losing)).bootstrap())
                .is(StepFailed.class)
                .says("at commit", "Whether the last transaction on postgres was committed is not known")
                .keeps(WRONG_PASSWORD, database.url());

        assertThat(Schemas.whisperEngine(PostgresStore.over(database.dataSource()))
                        .bootstrap()
                        .stores())
                .containsValue(Outcome.UP_TO_DATE);
    }

    @Test
    void aFailingStepShowsNoRowAndLeavesNothing(PostgresDatabase database) {
        run(
                database.dataSource(),
                "CREATE TABLE people (name text, mail text)",
                "INSERT INTO people VALUES ('Ann', 'ann@secret.example'), ('Bob', 'ann@secret.example')");
        var schema = Schemas.uniqueMail(PostgresStore.over(database.dataSource()));
        var plan = schema.plan();

        ClearError.of(() -> schema.execute(plan))
                .is(StepFailed.class)
                .says(
                        "Step 1 of 1 failed on postgres: CREATE UNIQUE INDEX",
                        "23505",
                        "Find the rows that share a value")
                .keeps("ann@secret.example", database.password(), database.url())
                .hasNothingSuppressed();

        assertThat(plan.text() + schema.validate().text()).doesNotContain("ann@secret.example");
    }

    /** Statements over a row that holds a secret; each fails with a sentence in which PostgreSQL quotes it. */
    static List<Arguments> talkativeStatements() {
        return List.of(
                Arguments.of("SELECT mail::integer FROM people", "a text that is no valid value of the type"),
                Arguments.of("SELECT mail::timestamp FROM people", "no valid date or time"),
                Arguments.of("ALTER TABLE people ALTER mail TYPE boolean USING mail::boolean", "22P02"),
                Arguments.of("DO $$ BEGIN RAISE 'what is %', (SELECT mail FROM people); END $$", "P0001"),
                Arguments.of("INSERT INTO people SELECT * FROM people", "23505"));
    }

    @ParameterizedTest
    @MethodSource("talkativeStatements")
    void aServersSentenceThatQuotesARowIsNotPassedOn(String sql, String says, PostgresDatabase database) {
        run(
                database.dataSource(),
                "CREATE TABLE people (mail text UNIQUE)",
                "INSERT INTO people VALUES ('ann@secret.example')");
        var schema = Schemas.uniqueMail(PostgresStore.over(database.dataSource()));
        Plan plan = new Plan(
                List.of(new Step(
                        "1",
                        "postgres",
                        new CodeChange(StoreKind.RELATIONAL, "talk", "1"),
                        Optional.empty(),
                        Risk.NONE,
                        Step.Isolation.IN_TRANSACTION,
                        new Undo.ByStatement("SELECT 1"))),
                Map.of(),
                List.of());

        for (Wrapping wrapping : Wrapping.values()) {
            ClearError.of(() -> schema.execute(plan, ExecuteOptions.cautious().with(new Talk(sql, wrapping))))
                    .is(StepFailed.class)
                    .says(says, "Nothing was applied.")
                    .keeps("ann@secret.example");
        }
    }

    private enum Wrapping {
        NONE,
        UNCHECKED
    }

    private record Talk(String sql, Wrapping wrapping) implements CodeStep<Connection> {
        @Override
        public String name() {
            return "talk";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public Class<Connection> context() {
            return Connection.class;
        }

        @Override
        public void run(Connection connection) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.execute("SET search_path = public");
                statement.execute(sql);
            } catch (SQLException e) {
                if (wrapping == Wrapping.UNCHECKED) {
                    throw new IllegalStateException(e);
                }
                throw e;
            }
        }
    }

    @Test
    void anotherRunIsWaitedForAndThenNamed(PostgresDatabase database) {
        var schema = Schemas.whisperEngine(PostgresStore.over(database.dataSource()));
        var slow = schema.listener(Schemas.halfWay(() -> ClearError.of(() -> schema.bootstrap(Schemas.IMPATIENT))
                .is(LockTimeout.class)
                .says("another process has been changing it", "50 ms", "waitingForLocks")
                .hasNothingSuppressed()));

        assertThat(slow.bootstrap().stores()).containsValue(Outcome.CREATED);
        assertThat(database.dataSource().changedOnReturn()).isEmpty();
    }

    @Test
    void anInterruptedThreadStopsWaitingAtOnce(PostgresDatabase database) {
        var schema = Schemas.whisperEngine(PostgresStore.over(database.dataSource()));
        var slow = schema.listener(Schemas.halfWay(() -> {
            Thread.currentThread().interrupt();
            ClearError.of(schema::bootstrap).says("interrupted while another process was changing postgres");
            assertThat(Thread.interrupted()).isTrue();
        }));

        assertThat(slow.bootstrap().stores()).containsValue(Outcome.CREATED);
    }

    @Test
    void aTableThatAnotherSessionHoldsIsNamedAfterTheWait(PostgresDatabase database) throws SQLException {
        run(database.dataSource(), "CREATE TABLE people (name text, mail text)");
        var schema = Schemas.uniqueMail(PostgresStore.over(database.dataSource()));
        var plan = schema.plan();
        try (Connection other = database.dataSource().getConnection()) {
            run(other, "BEGIN", "LOCK TABLE people IN ROW EXCLUSIVE MODE");

            ClearError.of(() -> schema.execute(plan, Schemas.IMPATIENT.execute()))
                    .is(LockTimeout.class)
                    .says("55P03", "Another session holds a lock", "waitingForLocks", "Nothing was applied.")
                    .hasNothingSuppressed();

            run(other, "ROLLBACK");
        }
        assertThat(schema.execute(plan).applied()).hasSize(1);
    }

    @Test
    void aStatementThatTakesTooLongIsNamed(PostgresDatabase database) throws SQLException {
        run(database.dataSource(), "CREATE TABLE people (name text, mail text)");
        var schema = Schemas.uniqueMail(PostgresStore.over(database.dataSource()));
        var plan = schema.plan();
        try (Connection other = database.dataSource().getConnection()) {
            run(other, "BEGIN", "LOCK TABLE people IN ROW EXCLUSIVE MODE");

            ClearError.of(() -> schema.execute(
                            plan, ExecuteOptions.cautious().limitingStatementsTo(Duration.ofMillis(200))))
                    .is(TimeExceeded.class)
                    .says("57014", "limitingStatementsTo", "Nothing was applied.");

            run(other, "ROLLBACK");
        }
        assertThat(ask(database.dataSource(), "SELECT indexname FROM pg_indexes WHERE schemaname = 'public'"))
                .isEmpty();
    }
}
