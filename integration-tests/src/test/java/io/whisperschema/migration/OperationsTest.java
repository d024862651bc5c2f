package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.whisperschema.MigrateOptions;
import io.whisperschema.ProgressPrinter;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.Cancelled;
import io.whisperschema.error.LockTimeout;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.TimeExceeded;
import io.whisperschema.error.TimeExceeded.Budget;
import io.whisperschema.migration.StatementChange.Way;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Step;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.ObservedDataSource;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a host hears of a run of migrations, and how it stops one, on both databases. */
class OperationsTest {
    private static final Migration FIRST = Migration.of(1, "0001_first.sql")
            .sql("CREATE TABLE one (id INTEGER);\nCREATE TABLE two (id INTEGER);")
            .undo("DROP TABLE one; DROP TABLE two");
    private static final Migration SECOND = Migration.of(2, "0002_second.sql").sql("CREATE TABLE three (id INTEGER);");

    /** Nobody waits for its end. */
    private static final Migration ENDLESS = Migration.of(2, "0002_endless.sql")
            .sql("CREATE TABLE numbers AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                    + " SELECT count(*) AS many FROM n;");

    @Nested
    @WithDatabases
    class OnPostgres extends Cases {
        private RelationalStore store;
        private ObservedDataSource source;

        @BeforeEach
        void takes(PostgresDatabase database) {
            source = database.dataSource();
            store = PostgresStore.over(source);
        }

        @Override
        RelationalStore store() {
            return store;
        }

        @Override
        ObservedDataSource source() {
            return source;
        }

        @Override
        String[] lock() {
            String key = "('x' || left(encode(sha256('whisper-schema/public'), 'hex'), 16))::bit(64)::bigint";
            return new String[] {
                "SET application_name = 'nightly job'", "BEGIN", "SELECT pg_advisory_xact_lock(" + key + ")"
            };
        }

        @Override
        Optional<String> holder() {
            return Optional.of("process \\d+ \\(nightly job\\)");
        }

        @Test
        void aStepOutsideOfTransactionsThatTakesTooLongLeavesWhatIsBeforeIt() {
            var schema = schema(FIRST, ENDLESS.directed(Directives::withoutTransaction));

            TimeExceeded error = catchThrowableOfType(
                    TimeExceeded.class,
                    () -> schema.migrate(options(one -> one.limitingStatementsTo(Duration.ofMillis(100)))));

            assertThat(error.applied()).isEqualTo(2);
            assertThat(error).hasMessageContaining("The 2 statements before it are applied. Not done: 0002.");
        }

        /** As one does whose server had not read it when it was asked the first time. */
        @Test
        @Timeout(60)
        void aStatementThatOutlivesAnAskIsStoppedByTheSameCaller() throws InterruptedException {
            var cancellation = new Cancellation();
            var stubborn = Migration.of(2, "0002_stubborn.sql")
                    .sql("DO $$ BEGIN PERFORM pg_sleep(600);"
                            + " EXCEPTION WHEN query_canceled THEN PERFORM pg_sleep(600); END $$;");
            var asker = new Thread(() -> {
                waitForSleep();
                cancellation.cancel();
            });
            asker.start();

            assertThatThrownBy(schema(FIRST, stubborn).cancellation(cancellation)::migrate)
                    .isInstanceOf(Cancelled.class)
                    .hasMessageContaining("Nothing was applied.");
            asker.join();
        }

        private void waitForSleep() {
            try (Connection connection = source.getConnection()) {
                while (!isAsleep(connection)) {
                    Thread.onSpinWait();
                }
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }

        private static boolean isAsleep(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) > 0 FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND wait_event = 'PgSleep'")) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    @Nested
    @WithDatabases
    class OnSqlite extends Cases {
        private RelationalStore store;
        private ObservedDataSource source;

        @BeforeEach
        void takes(SqliteDatabase database) {
            source = database.dataSource();
            store = SqliteStore.over(source);
        }

        @Override
        RelationalStore store() {
            return store;
        }

        @Override
        ObservedDataSource source() {
            return source;
        }

        @Override
        String[] lock() {
            return new String[] {"BEGIN IMMEDIATE"};
        }

        @Override
        Optional<String> holder() {
            return Optional.empty();
        }
    }

    abstract static class Cases {
        abstract RelationalStore store();

        abstract ObservedDataSource source();

        /** What another host says to be at work. */
        abstract String[] lock();

        /** How such a host is called, as a pattern. */
        abstract Optional<String> holder();

        WhisperSchema schema(Migration... migrations) {
            return WhisperSchema.of(SchemaDefinition.named("host"))
                    .relational(store())
                    .migrations(Migrations.of(migrations));
        }

        static MigrateOptions options(UnaryOperator<ExecuteOptions> change) {
            return MigrateOptions.cautious().executing(change.apply(ExecuteOptions.cautious()));
        }

        @Test
        void aListenerHearsRunMigrationsAndSteps() {
            var heard = new Heard();
            var schema = schema(FIRST, SECOND).listener(heard);

            schema.migrate();
            assertThat(heard.events)
                    .containsExactly(
                            "run 2 migrations on " + store().name(),
                            "migration THERE 0001",
                            "step 0001:1",
                            "1 of 3",
                            "step 0001:2",
                            "2 of 3",
                            "done 0001",
                            "migration THERE 0002",
                            "step 0002:1",
                            "3 of 3",
                            "done 0002",
                            "run done");

            heard.events.clear();
            schema.migrate();
            assertThat(heard.events).isEmpty();
        }

        @Test
        void aListenerHearsThatARunFailed() {
            var heard = new Heard();
            var schema = schema(FIRST, Migration.of(2, "2").sql("INSERT INTO nowhere VALUES (1)"))
                    .listener(heard);

            assertThatThrownBy(schema::migrate).isInstanceOf(StepFailed.class);

            assertThat(heard.events).endsWith("failed 0002:1", "run failed StepFailed");
        }

        @Test
        void aPrinterWritesALineForEach() {
            var plain = new ByteArrayOutputStream();
            var coloured = new ByteArrayOutputStream();
            Migration hostile = Migration.of(1, "0001_\u001B[31m.sql").sql("CREATE TABLE t (id INTEGER)");
            schema(hostile)
                    .listener(ProgressPrinter.to(new PrintStream(plain, true, StandardCharsets.UTF_8)))
                    .migrate();
            schema(hostile, SECOND)
                    .listener(ProgressPrinter.to(new PrintStream(coloured, true, StandardCharsets.UTF_8))
                            .coloured())
                    .migrate();

            assertThat(plain.toString(StandardCharsets.UTF_8))
                    .contains("1 migration on " + store().name(), "0001 | 0001_\\u001b[31m.sql: ran in ", ": done in ")
                    .doesNotContain("\u001B");
            assertThat(coloured.toString(StandardCharsets.UTF_8)).contains("\u001B[32m1 migration on ");
        }

        @Test
        void aWaitForAnotherHostIsToldWithWhoItIs() throws SQLException {
            var heard = new Heard();
            var printed = new ByteArrayOutputStream();
            heard.printer = ProgressPrinter.to(new PrintStream(printed, true, StandardCharsets.UTF_8));
            try (Connection other = source().getConnection()) {
                perform(other, lock());
                heard.whenWaiting = () -> perform(other, "ROLLBACK");

                schema(FIRST).listener(heard).migrate();
            }
            assertThat(heard.waits).hasSize(1).doesNotContainNull();
            assertThat(heard.waits.get(0)).isEqualTo(heard.holders.get(0));
            assertThat(heard.holders.get(0).isPresent()).isEqualTo(holder().isPresent());
            holder().ifPresent(pattern ->
                    assertThat(heard.holders.get(0).orElseThrow()).matches(pattern));
            String lock = " for a lock on " + Pattern.quote(store().name());
            String held = holder().map(pattern -> ", held by " + pattern).orElse("");
            assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                    .satisfiesExactly(
                            line -> assertThat(line).matches(" {4}waiting" + lock + held),
                            line -> assertThat(line).matches(" {4}waited \\d+ ms" + lock));
        }

        @Test
        void whoWaitsCanBeStopped() throws SQLException {
            var cancellation = new Cancellation();
            var heard = new Heard();
            heard.whenWaiting = cancellation::cancel;
            try (Connection other = source().getConnection()) {
                perform(other, lock());

                assertThatThrownBy(schema(FIRST).listener(heard).cancellation(cancellation)::migrate)
                        .isInstanceOf(Cancelled.class)
                        .hasMessageContaining("Nothing was applied. Not done: 0001.");
                perform(other, "ROLLBACK");
            }
        }

        @Test
        void whoMayNotWaitIsToldSo() throws SQLException {
            try (Connection other = source().getConnection()) {
                perform(other, lock());

                assertThatThrownBy(
                                () -> schema(FIRST).migrate(options(one -> one.waitingForLocks(Duration.ofMillis(50)))))
                        .isInstanceOf(LockTimeout.class);
                perform(other, "ROLLBACK");
            }
        }

        @Test
        void aStepThatTakesTooLongIsStoppedAndNothingIsApplied() throws SQLException {
            TimeExceeded error = catchThrowableOfType(
                    TimeExceeded.class,
                    () -> schema(FIRST, ENDLESS)
                            .migrate(options(one -> one.limitingStatementsTo(Duration.ofMillis(100)))));

            assertThat(error.budget()).isEqualTo(Budget.STEP);
            assertThat(error.limit()).isEqualTo(Duration.ofMillis(100));
            assertThat(error.applied()).isZero();
            assertThat(error)
                    .hasMessageContaining("0002_endless.sql, line 1")
                    .hasMessageContaining("limitingStatementsTo")
                    .hasMessageContaining("Nothing was applied. Not done: 0001, 0002.");
            assertThat(store().inspect().isEmpty()).isTrue();
            assertThat(source().changedOnReturn()).isEmpty();
        }

        @Test
        void aRunThatTakesTooLongIsStoppedBetweenSteps() {
            TimeExceeded error = catchThrowableOfType(
                    TimeExceeded.class,
                    () -> schema(FIRST, SECOND).migrate(options(one -> one.limitingRunsTo(Duration.ofNanos(1)))));

            assertThat(error.budget()).isEqualTo(Budget.RUN);
            assertThat(error)
                    .hasMessageContaining("limitingRunsTo")
                    .hasMessageContaining("Nothing was applied. Not done: 0001, 0002.");
            assertThat(store().inspect().isEmpty()).isTrue();
        }

        @Test
        void aRunningStatementIsStoppedByWhoAsks() throws InterruptedException {
            var cancellation = new Cancellation();
            var asker = new Thread(cancellation::cancel);
            var schema = schema(FIRST, ENDLESS).cancellation(cancellation).listener(new ProgressListener() {
                @Override
                public void started(Step step) {
                    if (step.id().equals("0002:1")) {
                        asker.start();
                    }
                }
            });

            assertThatThrownBy(schema::migrate)
                    .isInstanceOf(Cancelled.class)
                    .hasMessageContaining("Nothing was applied.");
            asker.join();
            assertThat(store().inspect().isEmpty()).isTrue();
            assertThat(schema(FIRST, SECOND).migrate().migrations()).hasSize(2);
        }

        static void perform(Connection connection, String... statements) {
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    private static final class Heard implements ProgressListener {
        private final List<String> events = new ArrayList<>();
        private final List<Optional<String>> holders = new ArrayList<>();
        private final List<Optional<String>> waits = new ArrayList<>();
        private Runnable whenWaiting = () -> {};
        private ProgressListener printer = new ProgressListener() {};

        @Override
        public void runStarted(String run) {
            events.add("run " + run);
        }

        @Override
        public void runFinished(String run, Duration took) {
            events.add("run done");
        }

        @Override
        public void runFailed(String run, Duration took, RuntimeException error) {
            events.add("run failed " + error.getClass().getSimpleName());
        }

        @Override
        public void migrationStarted(Migration migration, Way way) {
            events.add("migration " + way + " " + migration.id());
        }

        @Override
        public void migrationFinished(Migration migration, Way way, Duration took) {
            events.add("done " + migration.id());
        }

        @Override
        public void started(Step step) {
            events.add("step " + step.id());
        }

        @Override
        public void failed(Step step, String message) {
            events.add("failed " + step.id());
        }

        @Override
        public void progressed(int done, int of) {
            events.add(done + " of " + of);
        }

        @Override
        public void waiting(String store, Optional<String> forWhom) {
            holders.add(forWhom);
            printer.waiting(store, forWhom);
            whenWaiting.run();
        }

        @Override
        public void waited(String store, Duration howLong, Optional<String> forWhom) {
            waits.add(forWhom);
            printer.waited(store, howLong, forWhom);
        }
    }
}
