package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.integration.Sql;
import io.whisperschema.plan.Step.Isolation;
import io.whisperschema.testkit.ChildJvm;
import io.whisperschema.testkit.ObservedDataSource;
import io.whisperschema.testkit.PgBouncer;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The host at work is killed in the middle of a statement that would run for minutes, while others wait for it: the first of
 * them goes on within two seconds, and all have started within five, or more on a machine that is busy with other things.
 */
@WithDatabases
class KilledAtWorkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration SOON = Duration.ofSeconds(2);

    /** Fifteen JVMs that all look at once need two processors for a while. */
    private static final Duration ALL_SOON = Duration.ofSeconds(5);

    /** Sixteen JVMs are many for two processors: usually for one isolation on the newest versions, for both where time is given. */
    private static final int MANY = 15;

    private static final int FEW = 2;
    private static final int USUALLY = 100;
    private static final int OFTEN = 300;

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void onPostgresTheOthersGoOnWithinTwoSeconds(Isolation isolation, PostgresDatabase database) {
        othersGoOn(new Hosts(isolation, database.url(), database.user(), database.password()), database.dataSource());
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void throughPgBouncerTheOthersGoOnWithinTwoSeconds(Isolation isolation, PostgresDatabase database) {
        PgBouncer.isThere();
        try (var pool = PgBouncer.before(database)) {
            othersGoOn(new Hosts(isolation, pool.url(), database.user(), database.password()), database.dataSource());
        }
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void onSqliteTheOthersGoOnWithinTwoSeconds(Isolation isolation, SqliteDatabase database) {
        othersGoOn(new Hosts(isolation, database.url(), "", ""), database.dataSource());
    }

    private static void othersGoOn(Hosts hosts, ObservedDataSource source) {
        ChildJvm atWork = hosts.slow();
        List<ChildJvm> others =
                Stream.generate(hosts::fast).limit(others(hosts.isolation())).toList();
        try {
            others.forEach(host -> host.awaitLine("waiting", PATIENCE));

            try (var bystander = Bystander.fromNow()) {
                Instant killed = Instant.now();
                atWork.kill();
                others.forEach(KilledAtWorkTest::startsWell);
                noneWaitedLong(others, killed, bystander);
            }
            oneOfThemDidIt(others, source);
        } finally {
            atWork.close();
            others.forEach(ChildJvm::close);
        }
    }

    private static void noneWaitedLong(List<ChildJvm> others, Instant killed, Bystander bystander) {
        Instant first =
                moments(others, "before ").min(Comparator.naturalOrder()).orElseThrow();
        Instant last =
                moments(others, "started, ").max(Comparator.naturalOrder()).orElseThrow();
        assertThat(first).isAfter(killed);
        assertThat(bystander.timeUntil(first)).isLessThanOrEqualTo(SOON);
        assertThat(bystander.timeUntil(last)).isLessThanOrEqualTo(ALL_SOON);
    }

    private static void oneOfThemDidIt(List<ChildJvm> others, ObservedDataSource source) {
        assertThat(said(others, "started, having applied 1")).hasSize(1);
        assertThat(said(others, "started, having applied 0")).hasSize(others.size() - 1);
        assertThat(Sql.texts(source, "SELECT a FROM one ORDER BY a")).containsExactly("1", "2");
        assertThat(Sql.texts(source, "SELECT version FROM schema_versions")).containsExactly("1");
    }

    private static int others(Isolation isolation) {
        int percent = Integer.getInteger("whisper.cases.percent", 100);
        return percent >= (isolation == Isolation.IN_TRANSACTION ? USUALLY : OFTEN) ? MANY : FEW;
    }

    private static void startsWell(ChildJvm host) {
        int exit = host.waitFor(PATIENCE);
        assertThat(exit).as(() -> String.join("\n", host.output())).isZero();
    }

    /** When the hosts said so. */
    private static Stream<Instant> moments(List<ChildJvm> hosts, String words) {
        return said(hosts, words).stream()
                .map(line -> Instant.parse(line.substring(line.indexOf(PacedHost.AT) + PacedHost.AT.length())));
    }

    private static List<String> said(List<ChildJvm> hosts, String words) {
        return hosts.stream()
                .flatMap(host -> host.output().stream())
                .filter(line -> line.startsWith(words))
                .toList();
    }

    /** Hosts of one database. */
    private record Hosts(Isolation isolation, String url, String user, String password) {
        /** One that is in the middle of its slow statement. */
        ChildJvm slow() {
            ChildJvm host = on(PacedHost.slow(url));
            host.awaitLine("before 0001:2", PATIENCE);
            return host;
        }

        ChildJvm fast() {
            return on(url);
        }

        private ChildJvm on(String url) {
            return ChildJvm.of(PacedHost.class).start(isolation.name(), url, user, password);
        }
    }
}
