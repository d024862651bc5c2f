package io.whisperschema.robustness;

import static io.whisperschema.robustness.Database.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.ChildJvm;
import io.whisperschema.testkit.KillPoint;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several hosts that start at once, and hosts that die while they start. */
@WithDatabases
class ConcurrentStartsTest {
    private static final int THREADS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void threadsOverOneSqliteFileCreateItOnce(SqliteDatabase database) throws Exception {
        createdOnce(allAtOnce(() -> SqliteStore.over(database.dataSource())));
        assertThat(database.dataSource().changedOnReturn()).isEmpty();
    }

    @Test
    void threadsThatOpenOneSqliteFileCreateItOnce(SqliteDatabase database) throws Exception {
        createdOnce(allAtOnce(() -> SqliteStore.open(database.path())));
        assertThat(ask(database.dataSource(), "PRAGMA journal_mode")).containsExactly("wal");
    }

    @Test
    void threadsOverOnePostgresCreateItOnce(PostgresDatabase database) throws Exception {
        createdOnce(allAtOnce(() -> PostgresStore.over(database.dataSource())));
        assertThat(database.dataSource().changedOnReturn()).isEmpty();
    }

    @Test
    void threadsThatShareAPoolOfOneConnectionCreateItOnce(PostgresDatabase database) throws Exception {
        var pool = Sources.poolOfOne(database.dataSource());
        createdOnce(allAtOnce(() -> PostgresStore.over(pool)));
        assertThat(database.dataSource().changedOnReturn()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"serializable", "repeatable read"})
    void theHostsDefaultIsolationDoesNotMatter(String isolation, PostgresDatabase database) throws Exception {
        database.administer(
                "ALTER ROLE \"%s\" SET default_transaction_isolation = '%s'".formatted(database.user(), isolation));
        createdOnce(allAtOnce(() -> PostgresStore.over(database.dataSource())));
        assertThat(database.dataSource().changedOnReturn()).isEmpty();
    }

    private static List<Outcome> allAtOnce(Supplier<RelationalStore> stores) throws Exception {
        var together = new CyclicBarrier(THREADS);
        Callable<Outcome> start = () -> {
            together.await();
            RelationalStore store = stores.get();
            try {
                return Schemas.whisperEngine(store).bootstrap().stores().get(store.name());
            } finally {
                if (store instanceof SqliteStore opened) {
                    opened.close();
                }
            }
        };
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var outcomes = new ArrayList<Outcome>();
            for (Future<Outcome> outcome : threads.invokeAll(Collections.nCopies(THREADS, start))) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void createdOnce(List<Outcome> outcomes) {
        assertThat(outcomes).hasSize(THREADS).containsOnlyOnce(Outcome.CREATED).contains(Outcome.UP_TO_DATE);
    }

    @Test
    void processesThatOpenOneSqliteFileCreateItOnce(SqliteDatabase database) {
        createdOnceBy(Stream.generate(() -> child(database)).limit(2).toList());
    }

    @Test
    void processesOverOnePostgresCreateItOnce(PostgresDatabase database) {
        createdOnceBy(Stream.generate(() -> child(database)).limit(4).toList());
    }

    private static void createdOnceBy(List<ChildJvm> children) {
        try {
            var said = new ArrayList<String>();
            for (ChildJvm child : children) {
                int exit = child.waitFor(PATIENCE);
                assertThat(exit).as(() -> String.join("\n", child.output())).isZero();
                said.addAll(child.output());
            }
            assertThat(said).containsOnlyOnce("outcome CREATED");
            assertThat(Collections.frequency(said, "valid true")).isEqualTo(children.size());
            assertThat(Collections.frequency(said, "left to do 0")).isEqualTo(children.size());
        } finally {
            children.forEach(ChildJvm::close);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"before 1", "after 5", "after 15"})
    void aKilledStartOnSqliteLeavesNothingAndTheNextOneFinishes(String at, SqliteDatabase database) {
        diesAt(at, ChildJvm.of(StartProgram.class), "sqlite", database.path().toString());

        assertThat(ask(database.dataSource(), "SELECT name FROM sqlite_schema")).isEmpty();
        finishes(SqliteStore.over(database.dataSource()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"before 1", "after 5", "after 15"})
    void aKilledStartOnPostgresLeavesNothingAndTheNextOneFinishes(String at, PostgresDatabase database) {
        diesAt(at, ChildJvm.of(StartProgram.class), "postgres", database.url(), database.user(), database.password());

        finishes(PostgresStore.over(database.dataSource()));
    }

    private static void diesAt(String killPoint, ChildJvm.Launch program, String... arguments) {
        try (ChildJvm child = program.haltingAt(killPoint).start(arguments)) {
            assertThat(child.waitFor(PATIENCE))
                    .as(() -> String.join("\n", child.output()))
                    .isEqualTo(KillPoint.EXIT_CODE);
        }
    }

    private static void finishes(RelationalStore store) {
        var schema = Schemas.whisperEngine(store);
        assertThat(schema.bootstrap().stores()).containsValue(Outcome.CREATED);
        assertThat(schema.validate().isValid()).isTrue();
    }

    @Test
    void aTurkishHostInKathmanduGetsTheSameSqliteDatabase(SqliteDatabase database) {
        isTheSame(inKathmandu().start("sqlite", database.path().toString()));
        isUpToDateHere(SqliteStore.over(database.dataSource()));
    }

    @Test
    void aTurkishHostInKathmanduGetsTheSamePostgresDatabase(PostgresDatabase database) {
        isTheSame(inKathmandu().start("postgres", database.url(), database.user(), database.password()));
        isUpToDateHere(PostgresStore.over(database.dataSource()));
    }

    private static ChildJvm.Launch inKathmandu() {
        return ChildJvm.of(StartProgram.class)
                .withJvmOptions("-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Asia/Kathmandu");
    }

    private static void isTheSame(ChildJvm host) {
        try (host) {
            host.waitFor(PATIENCE);
            assertThat(host.output())
                    .containsExactly("outcome CREATED", "valid true", "left to do 0", "in tr_TR at Asia/Kathmandu");
        }
    }

    private static void isUpToDateHere(RelationalStore store) {
        assertThat(Schemas.whisperEngine(store).bootstrap().stores()).containsValue(Outcome.UP_TO_DATE);
    }

    private static ChildJvm child(SqliteDatabase database) {
        return ChildJvm.of(StartProgram.class).start("sqlite", database.path().toString());
    }

    private static ChildJvm child(PostgresDatabase database) {
        return ChildJvm.of(StartProgram.class).start("postgres", database.url(), database.user(), database.password());
    }
}
