package io.whisperschema.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.testkit.ChildJvm;
import io.whisperschema.testkit.KillPoint;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever is killed while it starts, at any moment, leaves what the next start finishes: each migration once. */
@WithDatabases
class KilledStartTest {
    private static final int KILLS = 20;
    private static final int MOMENTS_OF_ONE = 8;
    private static final int NANOSECONDS = 3_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void onSqlite() {
        Property.holds(Property.cases(KILLS), (seed, size) -> isKilled(seed, size, Place::sqlite));
    }

    @Test
    void onPostgres(PostgresDatabase database) {
        Property.holds(Property.cases(KILLS), (seed, size) -> isKilled(seed, size, () -> Place.postgres(database)));
    }

    private static void isKilled(long seed, int size, Place.Source source) throws Exception {
        RelationalCatalog undisturbed = undisturbed(seed, size, source);
        try (Place place = source.fresh()) {
            kill(new Chance(seed), seed, size, place);

            var host = StartingProgram.host(seed, size, place.store());
            host.bootstrap();

            assertThat(host.bootstrap().stores()).containsValue(Outcome.UP_TO_DATE);
            isWhole(place.store().inspect(), undisturbed);
            try (Connection connection = place.connect()) {
                eachRanOnce(size, connection);
                theJournalIsWhole(connection);
            }
        }
    }

    /** What a start leaves that nobody kills. */
    private static RelationalCatalog undisturbed(long seed, int size, Place.Source source) {
        try (Place place = source.fresh()) {
            StartingProgram.host(seed, size, place.store()).bootstrap();
            return place.store().inspect();
        }
    }

    private static void isWhole(RelationalCatalog found, RelationalCatalog undisturbed) {
        assertThat(found.tables()).isEqualTo(undisturbed.tables());
        assertThat(found.views()).isEqualTo(undisturbed.views());
        assertThat(found.foreignObjects()).isEqualTo(undisturbed.foreignObjects());
    }

    private static void kill(Chance chance, long seed, int size, Place place) {
        var arguments = new ArrayList<>(List.of(String.valueOf(seed), String.valueOf(size)));
        arguments.addAll(place.address());
        String moment = "moment " + chance.below(MOMENTS_OF_ONE * (2 + size));
        if (chance.toss()) {
            haltsAt(moment, arguments.toArray(String[]::new));
        } else {
            isStruckAfter(moment, chance.below(NANOSECONDS), arguments.toArray(String[]::new));
        }
    }

    /** One that has fewer moments comes to its end. */
    private static void haltsAt(String moment, String... arguments) {
        try (ChildJvm child =
                ChildJvm.of(StartingProgram.class).haltingAt(moment).start(arguments)) {
            int exit = child.waitFor(PATIENCE);
            assertThat(exit)
                    .as(() -> String.join("\n", child.output()))
                    .isEqualTo(child.output().contains("started") ? 0 : KillPoint.EXIT_CODE);
        }
    }

    private static void isStruckAfter(String moment, int nanoseconds, String... arguments) {
        try (ChildJvm child = ChildJvm.of(StartingProgram.class).start(arguments)) {
            heardOrOver(child, moment + ".");
            long due = System.nanoTime() + nanoseconds;
            while (System.nanoTime() < due) {
                Thread.onSpinWait();
            }
            child.kill();
        }
    }

    private static void heardOrOver(ChildJvm child, String moment) {
        try {
            child.awaitLine(moment, PATIENCE);
        } catch (AssertionError ended) {
            assertThat(child.output()).contains("started");
        }
    }

    private static void eachRanOnce(int size, Connection connection) throws SQLException {
        List<String> all = StartedMigrations.counted(size);
        assertThat(ask(connection, "SELECT number FROM counted ORDER BY number"))
                .isEqualTo(all);
        assertThat(ask(connection, "SELECT version FROM schema_versions ORDER BY version"))
                .isEqualTo(all);
        assertThat(ask(connection, "SELECT version FROM schema_journal WHERE event = 'done' ORDER BY version"))
                .isEqualTo(all);
        assertThat(ask(connection, "SELECT phase FROM schema_state")).containsExactly("clean");
    }

    private static void theJournalIsWhole(Connection connection) throws SQLException {
        List<String> hashes = ask(connection, "SELECT hash FROM schema_journal ORDER BY entry");
        var expected = new ArrayList<>(hashes);
        expected.add(0, "");
        expected.remove(expected.size() - 1);
        assertThat(ask(connection, "SELECT previous FROM schema_journal ORDER BY entry"))
                .isEqualTo(expected);
        assertThat(ask(connection, "SELECT max(entry) - count(*) FROM schema_journal"))
                .containsExactly("0");
    }

    private static List<String> ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
