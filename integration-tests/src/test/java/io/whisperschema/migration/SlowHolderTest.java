package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.integration.Sql;
import io.whisperschema.migration.Standstill.Where;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.MigrationReport;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.ObservedDataSource;
import io.whisperschema.testkit.PgBouncer;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * A host that stands still in a migration outside of transactions for so long that another takes it for dead, goes on in its
 * place and finishes; then it wakes up.
 */
@WithDatabases
class SlowHolderTest {
    private static final int PATIENCE_SECONDS = 60;

    /** The statement at which the host stands still, between two others. */
    enum Second {
        COUNTS(Where.BEFORE_IT_BEGINS, "INSERT INTO counted VALUES (2)"),
        CANNOT_BE_DONE_TWICE(Where.BEFORE_IT_BEGINS, "CREATE TABLE made (a INTEGER)"),
        CANNOT_BE_TOLD_FROM_OUTSIDE(Where.BEFORE_IT_BEGINS, "VACUUM"),
        IS_BEGUN_AND_CANNOT_BE_TOLD_FROM_OUTSIDE(Where.BEFORE_IT_IS_SENT, "VACUUM"),
        IS_BEGUN_AND_CANNOT_BE_DONE_TWICE(
                Where.BEFORE_IT_IS_SENT, "CREATE INDEX CONCURRENTLY by_number ON counted (number)");

        private final Where where;
        private final String statement;

        Second(Where where, String statement) {
            this.where = where;
            this.statement = statement;
        }

        Migration migration() {
            return Migration.of(1, "0001_slow.sql")
                    .sql("INSERT INTO counted VALUES (1);\n" + statement + ";\nINSERT INTO counted VALUES (3)")
                    .directed(Directives::withoutTransaction);
        }

        /** What is sent already only the database can refuse. */
        List<String> failures() {
            return this == IS_BEGUN_AND_CANNOT_BE_DONE_TWICE ? List.of("0001:2") : List.of();
        }

        List<String> counted() {
            return this == COUNTS ? List.of("1", "2", "3") : List.of("1", "3");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "IS_BEGUN_AND_CANNOT_BE_DONE_TWICE", mode = Mode.EXCLUDE)
    void onSqliteItHasNothingLeftToDo(Second second, SqliteDatabase database) throws Exception {
        hasNothingLeftToDo(second, database.dataSource(), () -> DriverManager.getConnection(database.url()));
    }

    @ParameterizedTest
    @EnumSource
    void throughPgBouncerItHasNothingLeftToDo(Second second, PostgresDatabase database) throws Exception {
        PgBouncer.isThere();
        try (var pool = PgBouncer.before(database)) {
            hasNothingLeftToDo(
                    second,
                    database.dataSource(),
                    () -> DriverManager.getConnection(pool.url(), database.user(), database.password()));
        }
    }

    private interface Place {
        Connection connect() throws SQLException;
    }

    private static void hasNothingLeftToDo(Second second, ObservedDataSource source, Place place) throws Exception {
        Sql.run(source, "CREATE TABLE counted (number INTEGER NOT NULL)");
        var standstill = Standstill.at(second.where, second.statement);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Connection ofSlow = place.connect();
                Connection ofOther = place.connect()) {
            WhisperSchema slow = host(second, standstill.on(ofSlow)).listener(standstill.listener());
            WhisperSchema other = host(second, ofOther);

            Future<MigrationReport> woken = thread.submit(() -> slow.migrate());
            standstill.awaitReached();
            assertThat(other.migrate().migrations()).containsExactly(MigrationId.core(1));
            standstill.end();

            MigrationReport report = woken.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(report.migrations()).isEmpty();
            assertThat(report.execution().results())
                    .extracting(result -> result.step().id())
                    .containsExactly("0001:1");
            assertThat(standstill.failures()).isEqualTo(second.failures());
            isDoneOnce(second, source, other);
            assertThat(store(ofOther).history().flaws()).isEmpty();
        } finally {
            standstill.end();
            thread.shutdownNow();
        }
    }

    private static void isDoneOnce(Second second, ObservedDataSource source, WhisperSchema host) {
        assertThat(Sql.texts(source, "SELECT number FROM counted ORDER BY number"))
                .isEqualTo(second.counted());
        assertThat(Sql.texts(source, "SELECT event FROM schema_journal WHERE event <> 'begun' ORDER BY entry"))
                .containsExactly("intent", "statement", "statement", "statement", "done");
        assertThat(Sql.texts(source, "SELECT phase FROM schema_state")).containsExactly("clean");
        assertThat(host.status().text()).isEqualTo("0001 | 0001_slow.sql | APPLIED\n");
        assertThat(host.migrate().migrations()).isEmpty();
    }

    private static WhisperSchema host(Second second, Connection connection) throws SQLException {
        return WhisperSchema.of(SchemaDefinition.named("host"))
                .relational(store(connection))
                .migrations(Migrations.of(second.migration()));
    }

    private static RelationalStore store(Connection connection) throws SQLException {
        return connection.getMetaData().getURL().startsWith("jdbc:sqlite:")
                ? SqliteStore.over(connection)
                : PostgresStore.over(connection);
    }
}
