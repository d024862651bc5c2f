package io.whisperschema.migration;

import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.MigrateOptions;
import io.whisperschema.ProgressPrinter;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.VectorChange;
import io.whisperschema.error.Cancelled;
import io.whisperschema.integration.Sql;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.RestorePoints;
import io.whisperschema.spi.Store;
import io.whisperschema.sqlite.SqliteRestorePoints;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.FakeServer;
import io.whisperschema.testkit.FakeVectorStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept before data may be lost. */
@WithDatabases
class RestorePointTest {
    private static final int HOSTS = 16;
    private static final Migration USERS =
            Migration.of(1, "0001_users.sql").sql("CREATE TABLE users (name TEXT); INSERT INTO users VALUES ('Ada');");
    private static final Migration GONE =
            Migration.of(2, "0002_gone.sql").sql("DROP TABLE users").directed(Directives::allowingDataLoss);

    private static WhisperSchema schema(RelationalStore store, Migration... migrations) {
        return WhisperSchema.of(SchemaDefinition.named("host"))
                .relational(store)
                .migrations(Migrations.of(migrations));
    }

    @Test
    void aFileIsCopiedBeforeDataIsLostAndRestoredInOneCall(SqliteDatabase database, @TempDir Path folder) {
        var store = SqliteStore.over(database.dataSource());
        var points = SqliteRestorePoints.in(folder.resolve("points"));
        schema(store, USERS).restorePoints(points).migrate();
        assertThat(points.list()).isEmpty();
        var before = store.inspect();

        schema(store, USERS, GONE).restorePoints(points).migrate();
        assertThat(store.inspect().table("users")).isEmpty();
        assertThat(points.list()).hasSize(1);

        points.restore(points.list().get(0), store);
        assertThat(store.inspect()).isEqualTo(before);
        assertThat(Sql.texts(database.dataSource(), "SELECT name FROM users")).containsExactly("Ada");
        assertThat(schema(store, USERS, GONE).status().text()).contains("0002_gone.sql | PENDING");

        schema(store, USERS, GONE).restorePoints(points).migrate();
        assertThat(points.list()).hasSize(2);
    }

    @Test
    void whatAKilledProcessLeftUnfinishedIsNoRestorePoint(SqliteDatabase database, @TempDir Path folder)
            throws IOException {
        var store = SqliteStore.over(database.dataSource());
        var points = SqliteRestorePoints.in(folder);
        schema(store, USERS).migrate();
        Files.createFile(folder.resolve("restore-point-0001.db.part"));

        assertThat(points.list()).isEmpty();
        schema(store, USERS, GONE).restorePoints(points).migrate();
        assertThat(points.list()).containsExactly(folder.resolve("restore-point-0002.db"));
    }

    @Test
    void anEmptyFileIsNotRestored(SqliteDatabase database, @TempDir Path folder) throws IOException {
        var store = SqliteStore.over(database.dataSource());
        schema(store, USERS).migrate();
        Path empty = Files.createFile(folder.resolve("restore-point-0001.db"));

        assertThatThrownBy(() -> SqliteRestorePoints.in(folder).restore(empty, store))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(empty + " is no SQLite database; sqlite is as it was.");
        assertThat(store.inspect().table("users")).isPresent();
    }

    @Test
    void whoTakesOneAtTheSameTimeAsOthersHasOneOfItsOwn(SqliteDatabase database, @TempDir Path folder)
            throws InterruptedException, ExecutionException {
        var store = SqliteStore.over(database.dataSource());
        schema(store, USERS).migrate();
        var together = new CyclicBarrier(HOSTS);
        ExecutorService hosts = Executors.newFixedThreadPool(HOSTS);
        try {
            var taken = new ArrayList<Future<String>>();
            for (int i = 0; i < HOSTS; i++) {
                taken.add(hosts.submit(() -> {
                    together.await();
                    return SqliteRestorePoints.in(folder).take(store, List.of());
                }));
            }
            var names = new ArrayList<String>();
            for (Future<String> one : taken) {
                names.add(one.get());
            }
            assertThat(names).doesNotHaveDuplicates().hasSize(HOSTS);
            assertThat(SqliteRestorePoints.in(folder).list()).hasSize(HOSTS);
        } finally {
            hosts.shutdownNow();
        }
    }

    @Test
    void oneThatWasTakenWhenOthersHadLostTheDataIsNotKept(SqliteDatabase database, @TempDir Path folder) {
        var store = SqliteStore.over(database.dataSource());
        var points = SqliteRestorePoints.in(folder);
        var heard = new Heard();
        WhisperSchema others = schema(store, USERS, GONE).restorePoints(points);
        schema(store, USERS).migrate();

        schema(store, USERS, GONE, Migration.of(3, "0003_notes.sql").sql("CREATE TABLE notes (a TEXT)"))
                .restorePoints(new Hooked(points, others::migrate))
                .listener(heard)
                .migrate();

        assertThat(points.list()).hasSize(1);
        assertThat(heard.lines)
                .containsExactly(
                        folder.resolve("restore-point-0002.db") + " of sqlite",
                        "not " + folder.resolve("restore-point-0002.db"));
        points.restore(points.list().get(0), store);
        assertThat(Sql.texts(database.dataSource(), "SELECT name FROM users")).containsExactly("Ada");
    }

    @Test
    void oneThatCannotBeDiscardedHidesNotWhyTheRunEnded(SqliteDatabase database) {
        var store = SqliteStore.over(database.dataSource());
        schema(store, USERS).migrate();
        var stop = new Cancellation();
        var points = new RestorePoints() {
            @Override
            public String take(Store covered, List<Step> losing) {
                stop.cancel();
                return "kept elsewhere";
            }

            @Override
            public void discard(Store covered, String name) {
                throw new IllegalStateException("elsewhere is not there");
            }
        };
        WhisperSchema schema = schema(store, USERS, GONE).cancellation(stop).restorePoints(points);

        assertThatThrownBy(schema::migrate).isInstanceOf(Cancelled.class);
    }

    @Test
    void ofHostsThatStartAtOnceOneKeepsItsOwn(SqliteDatabase database, @TempDir Path folder) throws Exception {
        var points = SqliteRestorePoints.in(folder);
        var all = new CountDownLatch(HOSTS);
        schema(SqliteStore.over(database.dataSource()), USERS).migrate();
        ExecutorService hosts = Executors.newFixedThreadPool(HOSTS);
        try {
            var starts = new ArrayList<Future<?>>();
            for (int i = 0; i < HOSTS; i++) {
                WhisperSchema schema = schema(SqliteStore.over(database.dataSource()), USERS, GONE)
                        .restorePoints(new Hooked(points, () -> waitFor(all)));
                starts.add(hosts.submit(() -> schema.bootstrap()));
            }
            for (Future<?> start : starts) {
                start.get(60, TimeUnit.SECONDS);
            }
        } finally {
            hosts.shutdownNow();
        }

        assertThat(points.list()).hasSize(1);
        points.restore(points.list().get(0), SqliteStore.over(database.dataSource()));
        assertThat(Sql.texts(database.dataSource(), "SELECT name FROM users")).containsExactly("Ada");
    }

    private static void waitFor(CountDownLatch all) {
        all.countDown();
        try {
            assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    /** Those, before each of which something happens. */
    private record Hooked(SqliteRestorePoints points, Runnable before) implements RestorePoints {
        @Override
        public String take(Store store, List<Step> losing) {
            before.run();
            return points.take(store, losing);
        }

        @Override
        public void discard(Store store, String name) {
            points.discard(store, name);
        }
    }

    @Test
    void oneIsTakenBeforeOperationsBehindCodeOfWhichNobodyKnowsWhatTheyLose(
            SqliteDatabase database, @TempDir Path folder) {
        var store = SqliteStore.over(database.dataSource());
        var points = SqliteRestorePoints.in(folder);
        Migration behindCode = Migration.of(2, "gone")
                .code("1", Connection.class, connection -> {})
                .operations(Operations.dropTable("users"))
                .directed(Directives::allowingDataLoss);
        schema(store, USERS).restorePoints(points).migrate();

        schema(store, USERS, behindCode).restorePoints(points).migrate();

        assertThat(store.inspect().table("users")).isEmpty();
        assertThat(points.list()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE users SET name = 'Eve'",
                "REPLACE INTO users VALUES ('Eve')",
                "INSERT OR REPLACE INTO users VALUES ('Eve')",
            })
    void oneIsTakenBeforeValuesAreWrittenOverWithoutAWordOfTheHost(
            String statement, SqliteDatabase database, @TempDir Path folder) {
        var store = SqliteStore.over(database.dataSource());
        var points = SqliteRestorePoints.in(folder);
        schema(store, USERS).restorePoints(points).migrate();

        schema(store, USERS, Migration.of(2, "0002_over.sql").sql(statement))
                .restorePoints(points)
                .migrate();

        assertThat(points.list()).hasSize(1);
    }

    @Test
    void oneIsTakenBeforeABackfillWritesOverValues(SqliteDatabase database, @TempDir Path folder) {
        var store = SqliteStore.over(database.dataSource());
        var points = SqliteRestorePoints.in(folder);
        schema(store, USERS).restorePoints(points).migrate();
        Migration filling = Migration.of(2, "everybody is Eve")
                .operations(Operations.backfill("users", "name = 'Eve'", "name <> 'Eve'"));

        schema(store, USERS, filling).restorePoints(points).bootstrap();

        assertThat(Sql.texts(database.dataSource(), "SELECT name FROM users")).containsExactly("Eve");
        assertThat(points.list()).hasSize(1);
        points.restore(points.list().get(0), store);
        assertThat(Sql.texts(database.dataSource(), "SELECT name FROM users")).containsExactly("Ada");
    }

    @Test
    void oneIsTakenBeforeMigrationsAreTakenBack(SqliteDatabase database, @TempDir Path folder) {
        var store = SqliteStore.over(database.dataSource());
        var points = SqliteRestorePoints.in(folder);
        Migration users = USERS.undo("DROP TABLE users");
        schema(store, users).restorePoints(points).migrate();

        schema(store, users)
                .restorePoints(points)
                .undo(
                        1,
                        MigrateOptions.cautious()
                                .executing(ExecuteOptions.cautious().allowingDataLoss()));

        assertThat(store.inspect().table("users")).isEmpty();
        assertThat(points.list()).hasSize(1);
    }

    @Test
    void noneIsTakenBeforeRowsAreAdded(SqliteDatabase database, @TempDir Path folder) {
        var store = SqliteStore.over(database.dataSource());
        var points = SqliteRestorePoints.in(folder);

        schema(store, USERS, Migration.of(2, "0002_more.sql").sql("INSERT INTO users VALUES ('UPDATE')"))
                .restorePoints(points)
                .migrate();

        assertThat(points.list()).isEmpty();
    }

    @Test
    void ofAStoreThatTheyDoNotCoverNoneIsTakenAndTheListenerHearsSo(SqliteDatabase database, @TempDir Path folder) {
        var points = SqliteRestorePoints.in(folder);
        var server = new FakeServer();
        var heard = new Heard();
        VectorCollection moods = collection("moods", vector("content", 4, Distance.COSINE));
        WhisperSchema schema = WhisperSchema.of(SchemaDefinition.named("host").collections(moods))
                .relational(SqliteStore.over(database.dataSource()))
                .vectors(FakeVectorStore.over(server))
                .restorePoints(points)
                .listener(heard);
        schema.bootstrap();

        schema.execute(dropping(moods), ExecuteOptions.cautious().allowingDataLoss());

        assertThat(FakeVectorStore.over(server).inspect().isEmpty()).isTrue();
        assertThat(heard.lines).containsExactly("none of fake-vectors");
        assertThat(points.list()).isEmpty();
    }

    @Test
    void thePrinterSaysOfWhichStoreNoneIsTaken() {
        var out = new ByteArrayOutputStream();

        ProgressPrinter.to(new PrintStream(out, true, StandardCharsets.UTF_8)).restorePointMissing("qdrant");

        assertThat(out.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo("no restore point of qdrant: those given do not cover it");
    }

    private static Plan dropping(VectorCollection collection) {
        var step = new Step(
                "1",
                "fake-vectors",
                new VectorChange.DropCollection(collection),
                Optional.empty(),
                Risk.of(Risk.Danger.LOSES_DATA),
                Step.Isolation.ALONE,
                new Undo.Impossible("the points are gone"));
        return new Plan(List.of(step), Map.of(), List.of());
    }

    private static final class Heard implements ProgressListener {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void restorePointTaken(String store, String name) {
            lines.add(name + " of " + store);
        }

        @Override
        public void restorePointDiscarded(String store, String name) {
            lines.add("not " + name);
        }

        @Override
        public void restorePointMissing(String store) {
            lines.add("none of " + store);
        }
    }

    @Test
    void theHookOfAHostIsAskedAndCanStopTheRun(PostgresDatabase database) {
        var store = PostgresStore.over(database.dataSource());
        schema(store, USERS).migrate();
        var asked = new ArrayList<String>();

        assertThatThrownBy(schema(store, USERS, GONE).restorePoints((kept, losing) -> {
                    losing.forEach(step -> asked.add(step.action()));
                    throw new IllegalStateException("no room for a dump");
                })::migrate)
                .hasMessage("no room for a dump");

        assertThat(asked).isEqualTo(List.of("DROP TABLE users"));
        assertThat(store.inspect().table("users")).isPresent();
    }
}
