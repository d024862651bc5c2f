package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.BootstrapOptions;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.integration.Sql;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.ChildJvm;
import io.whisperschema.testkit.KillPoint;
import io.whisperschema.testkit.ObservedDataSource;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.StartingGate;
import io.whisperschema.testkit.WithDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts of hosts whose database is kept by migrations. */
@WithDatabases
class MigratingStartTest {
    private static final int HOSTS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @Test
    void anEmptyPostgresIsCreatedAndThenLeftAloneWithOneQuery(PostgresDatabase database) {
        createdAndLeftAlone(PostgresStore.over(database.dataSource()), database.dataSource());
    }

    @Test
    void anEmptySqliteIsCreatedAndThenLeftAloneWithOneQuery(SqliteDatabase database) {
        createdAndLeftAlone(SqliteStore.over(database.dataSource()), database.dataSource());
    }

    private static void createdAndLeftAlone(RelationalStore store, ObservedDataSource source) {
        var schema = MigratingHost.schema(store);

        assertThat(schema.bootstrap().stores()).containsEntry(store.name(), Outcome.CREATED);
        source.forgetStatements();
        assertThat(schema.bootstrap().stores()).containsEntry(store.name(), Outcome.UP_TO_DATE);

        assertThat(source.statements()).singleElement().asString().contains("schema_state");
        assertThat(source.changedOnReturn()).isEmpty();
    }

    @Test
    void tablesWithoutARecordAreNotTouched(SqliteDatabase database) {
        Sql.run(database.dataSource(), "CREATE TABLE theirs (a)");
        var schema = MigratingHost.schema(SqliteStore.over(database.dataSource()));

        assertThatThrownBy(schema::bootstrap)
                .isInstanceOf(StoreDiffers.class)
                .hasMessageContaining("table theirs")
                .hasMessageContaining("stamp(");
        assertThat(schema.bootstrap(BootstrapOptions.cautious().besideStrangers())
                        .stores())
                .containsValue(Outcome.CREATED);
    }

    @Test
    void sixteenHostsThatStartAtOnceOnOneSqliteFileApplyEachMigrationOnce(SqliteDatabase database) {
        sixteenAtOnce(database.dataSource(), "sqlite", database.path().toString());
    }

    @Test
    void sixteenHostsThatStartAtOnceOnOnePostgresApplyEachMigrationOnce(PostgresDatabase database) {
        sixteenAtOnce(database.dataSource(), "postgres", database.url(), database.user(), database.password());
    }

    static void sixteenAtOnce(ObservedDataSource source, String... address) {
        try (var gate = StartingGate.closed()) {
            List<ChildJvm> hosts = Stream.generate(
                            () -> gate.before(ChildJvm.of(MigratingHost.class)).start(address))
                    .limit(HOSTS)
                    .toList();
            try {
                gate.openFor(HOSTS, PATIENCE);
                hosts.forEach(MigratingStartTest::startsWell);
                wereAtItTogether(hosts);
                eachWasAppliedOnce(hosts);
                isAtHead(source);
            } finally {
                hosts.forEach(ChildJvm::close);
            }
        }
    }

    private static void startsWell(ChildJvm host) {
        int exit = host.waitFor(PATIENCE);
        assertThat(exit).as(() -> String.join("\n", host.output())).isZero();
        assertThat(host.output()).anyMatch(line -> line.startsWith("started"));
    }

    /** The last one began before the first one was ready. */
    private static void wereAtItTogether(List<ChildJvm> hosts) {
        assertThat(moments(hosts, "from ").max(Comparator.naturalOrder()).orElseThrow())
                .isBefore(
                        moments(hosts, "until ").min(Comparator.naturalOrder()).orElseThrow());
    }

    private static Stream<Instant> moments(List<ChildJvm> hosts, String word) {
        return hosts.stream()
                .flatMap(host -> host.output().stream())
                .filter(line -> line.startsWith(word))
                .map(line -> Instant.parse(line.substring(word.length())));
    }

    private static void eachWasAppliedOnce(List<ChildJvm> hosts) {
        assertThat(hosts.stream().flatMap(host -> host.output().stream()).filter(line -> line.startsWith("applied")))
                .hasSize(MigratingHost.MIGRATIONS)
                .doesNotHaveDuplicates();
    }

    private static void isAtHead(ObservedDataSource source) {
        List<String> all = IntStream.rangeClosed(1, MigratingHost.MIGRATIONS)
                .mapToObj(String::valueOf)
                .toList();
        assertThat(Sql.texts(source, "SELECT number FROM counted ORDER BY 1"))
                .isEqualTo(all.stream()
                        .filter(number -> !number.equals(String.valueOf(MigratingHost.FILLING)))
                        .toList());
        assertThat(Sql.texts(source, "SELECT DISTINCT times FROM filled")).containsExactly("1");
        assertThat(Sql.texts(source, "SELECT version FROM schema_versions ORDER BY 1"))
                .isEqualTo(all);
        assertThat(Sql.texts(source, "SELECT phase FROM schema_state")).containsExactly("clean");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "before 0001:1",
                "after 0001:1",
                "before 0005:1",
                "after 0008:1",
                "filled 2 of 0009:1",
                "after 0009:1",
                "before 0010:1",
                "after 0010:1"
            })
    void aHostThatIsKilledLeavesNothingHalfAndTheNextOneFinishes(
            String at, PostgresDatabase postgres, SqliteDatabase sqlite) {
        dies(ChildJvm.of(MigratingHost.class)
                .haltingAt(at)
                .start("sqlite", sqlite.path().toString()));
        dies(ChildJvm.of(MigratingHost.class)
                .haltingAt(at)
                .start("postgres", postgres.url(), postgres.user(), postgres.password()));

        MigratingHost.schema(SqliteStore.over(sqlite.dataSource())).bootstrap();
        MigratingHost.schema(PostgresStore.over(postgres.dataSource())).bootstrap();

        isAtHead(sqlite.dataSource());
        isAtHead(postgres.dataSource());
    }

    private static void dies(ChildJvm host) {
        try (host) {
            assertThat(host.waitFor(PATIENCE))
                    .as(() -> String.join("\n", host.output()))
                    .isEqualTo(KillPoint.EXIT_CODE);
        }
    }
}
