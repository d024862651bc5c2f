package io.whisperschema.migration;

import static io.whisperschema.migration.Operations.backfill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.integration.Sql;
import io.whisperschema.integration.StandIn;
import io.whisperschema.plan.Step;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.History;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A start that finds, at a moment of its own work, another in the middle of a migration outside of transactions. */
@WithDatabases
class BesideOthersTest {
    private static final Migration ROWS = Migration.of(1, "rows")
            .sql("CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, f INTEGER);"
                    + " INSERT INTO t VALUES (1, 0), (2, 0), (3, 0);");
    private static final Migration FILL =
            Migration.of(2, "fill").operations(backfill("t", "f = 1", "f = 0").inBatchesOf(1));
    private static final Migration APART = Migration.of(3, "apart")
            .sql("CREATE TABLE u (a INTEGER); VACUUM;")
            .directed(Directives::withoutTransaction);

    private final Gate slower = new Gate();
    private final Gate faster = new Gate();
    private ExecutorService hosts;
    private RelationalStore store;
    private SqliteDatabase database;

    @BeforeEach
    void hostsAreThere(SqliteDatabase given) {
        database = given;
        store = SqliteStore.over(given.dataSource());
        hosts = Executors.newFixedThreadPool(2);
    }

    @AfterEach
    void hostsGo() {
        hosts.shutdownNow();
    }

    /** Where somebody waits once until it is opened. */
    private static final class Gate {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);

        void pass() {
            if (reached.getCount() > 0) {
                reached.countDown();
                await(opened);
            }
        }

        void isReached() {
            await(reached);
        }

        void open() {
            opened.countDown();
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        }
    }

    private static WhisperSchema schema(RelationalStore store, Migration... migrations) {
        return WhisperSchema.of(SchemaDefinition.named("host"))
                .relational(store)
                .migrations(Migrations.of(migrations));
    }

    @Test
    void whoIsInItsLastBatchWaitsForItAndDisturbsNobody() throws Exception {
        Migration[] all = {ROWS, FILL, APART};

        startBoth(
                schema(store, all).listener(slowly(slower::pass)),
                schema(SqliteStore.over(database.dataSource()), all).listener(inTheMiddle()));

        assertThat(Sql.texts(database.dataSource(), "SELECT event FROM schema_journal WHERE event = 'failed'"))
                .isEmpty();
        assertThat(schema(store, all).bootstrap().stores()).containsValue(Outcome.UP_TO_DATE);
    }

    @Test
    void whoFindsAllRowsFilledAndTheirColumnGoneHasNothingToFill() {
        Migration[] all = {ROWS, FILL, Migration.of(3, "filled").sql("ALTER TABLE t RENAME COLUMN f TO filled")};
        schema(store, ROWS).migrate();
        WhisperSchema others = schema(SqliteStore.over(database.dataSource()), all);

        var outcomes = schema(store, all)
                .listener(new ProgressListener() {
                    @Override
                    public void started(Step step) {
                        others.bootstrap();
                    }
                })
                .bootstrap()
                .stores();

        assertThat(outcomes).containsValue(Outcome.UP_TO_DATE);
        assertThat(Sql.texts(database.dataSource(), "SELECT event FROM schema_journal WHERE event = 'failed'"))
                .isEmpty();
    }

    @Test
    void whatFailedOfAnotherMigrationDoesNotHideTheOneThatAKilledHostWasIn() {
        WhisperSchema schema = schema(store, ROWS, APART);
        assertThatThrownBy(schema.listener(new ProgressListener() {
                    @Override
                    public void started(Step step) {
                        if (step.statement().orElse("").contains("VACUUM")) {
                            throw new Killed();
                        }
                    }
                })::bootstrap)
                .isInstanceOf(Killed.class);
        Sql.run(
                database.dataSource(),
                "INSERT INTO schema_journal (entry, run, event, component, version, at, fence, detail, previous, hash)"
                        + " SELECT entry + 1, 'another', 'failed', 'core', 1, at, fence, 'rows', hash, 'any'"
                        + " FROM schema_journal ORDER BY entry DESC LIMIT 1");

        schema.bootstrap();

        assertThat(schema.bootstrap().stores()).containsValue(Outcome.UP_TO_DATE);
    }

    /** The process is gone; nothing of it is cleared away. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void whoHasRecognisedADatabaseWaitsForIt() throws Exception {
        Sql.run(database.dataSource(), "CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, f INTEGER)");
        Migration table = Migration.of(1, "table").sql("CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, f INTEGER)");

        startBoth(
                schema(stoppedBeforeItWrites(), table, APART).listener(slowly(() -> {})),
                schema(SqliteStore.over(database.dataSource()), table, APART).listener(inTheMiddle()));

        assertThat(schema(store, table, APART).bootstrap().stores()).containsValue(Outcome.UP_TO_DATE);
    }

    private RelationalStore stoppedBeforeItWrites() {
        return StandIn.of(RelationalStore.class, (method, arguments) -> {
            if (!method.getName().equals("history")) {
                return StandIn.asks(store, method, arguments);
            }
            History history = store.history();
            return StandIn.of(History.class, (asked, given) -> {
                if (asked.getName().equals("together")) {
                    slower.pass();
                }
                return StandIn.asks(history, asked, given);
            });
        });
    }

    /** Does that behind each batch; the other goes on as soon as this one waits for it. */
    private ProgressListener slowly(Runnable behindABatch) {
        return new ProgressListener() {
            @Override
            public void rowsFilled(Step step, long filled, long of) {
                behindABatch.run();
            }

            @Override
            public void waiting(String waitingStore, Optional<String> forWhom) {
                faster.open();
            }
        };
    }

    /** In front of a statement that no transaction can hold, so that no lock keeps others away. */
    private ProgressListener inTheMiddle() {
        return new ProgressListener() {
            @Override
            public void started(Step step) {
                if (step.statement().orElse("").contains("VACUUM")) {
                    faster.pass();
                }
            }
        };
    }

    /** The slower one stops at its gate, the faster one at its own; then the slower one goes on beside it. */
    private void startBoth(WhisperSchema slow, WhisperSchema fast) throws Exception {
        Future<?> late = hosts.submit(() -> {
            try {
                return slow.bootstrap();
            } finally {
                faster.open();
            }
        });
        slower.isReached();
        Future<?> early = hosts.submit(() -> fast.bootstrap());
        faster.isReached();
        slower.open();
        early.get(20, TimeUnit.SECONDS);
        late.get(20, TimeUnit.SECONDS);
    }
}
