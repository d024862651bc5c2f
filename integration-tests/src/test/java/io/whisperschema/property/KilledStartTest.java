package io.whisperschema.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever is killed while it starts, at any moment, leaves what the next start finishes: each migration once. */
@WithDatabases
class KilledStartTest {
    private static final int KILLS = 20;

    private final Kills kills = Kills.of(StartingProgram.class, "started");

    @Test
    void onSqlite() {
        kills.hold(Property.cases(KILLS), (seed, size) -> isKilled(seed, size, Place::sqlite));
    }

    @Test
    void onPostgres(PostgresDatabase database) {
        kills.hold(Property.cases(KILLS), (seed, size) -> isKilled(seed, size, () -> Place.postgres(database)));
    }

    private boolean isKilled(long seed, int size, Place.Source source) throws Exception {
        Undisturbed undisturbed = Undisturbed.start(seed, size, source);
        try (Place place = source.fresh()) {
            if (!isKilled(seed, size, undisturbed.moments(), place)) {
                return false;
            }
            var started = StartedMigrations.of(seed, size, place.store());
            started.host(place.store()).bootstrap();

            assertThat(started.host(place.store()).bootstrap().stores()).containsValue(Outcome.UP_TO_DATE);
            isWhole(place.store().inspect(), undisturbed.left());
            eachRanOnce(started, place);
            assertThat(place.store().history().flaws()).isEmpty();
            return true;
        }
    }

    private boolean isKilled(long seed, int size, int moments, Place place) {
        var chance = new Chance(~seed);
        return kills.isKilled(
                chance,
                Moments.numbered(chance.below(moments)),
                Stream.concat(Stream.of(String.valueOf(seed), String.valueOf(size)), place.address().stream()));
    }

    /**
     * A start that nobody kills.
     *
     * @param left what it leaves
     * @param moments how many it has
     */
    private record Undisturbed(RelationalCatalog left, int moments) {
        static Undisturbed start(long seed, int size, Place.Source source) {
            try (Place place = source.fresh()) {
                var started = StartedMigrations.of(seed, size, place.store());
                Moments moments = Moments.counted();
                var report = started.host(place.store()).listener(moments).bootstrap();
                assertThat(report.migrations().get(0).verb()).isEqualTo(started.verb());
                return new Undisturbed(place.store().inspect(), moments.count());
            }
        }
    }

    private static void isWhole(RelationalCatalog found, RelationalCatalog undisturbed) {
        assertThat(found.tables()).isEqualTo(undisturbed.tables());
        assertThat(found.views()).isEqualTo(undisturbed.views());
        assertThat(found.foreignObjects()).isEqualTo(undisturbed.foreignObjects());
    }

    private static void eachRanOnce(StartedMigrations started, Place place) throws SQLException {
        assertThat(place.texts("SELECT number FROM counted ORDER BY number")).isEqualTo(started.counted());
        if (!started.fillings().isEmpty()) {
            assertThat(place.texts("SELECT DISTINCT times FROM filled")).isEqualTo(started.fillings());
        }
        assertThat(place.texts("SELECT version FROM schema_versions ORDER BY version"))
                .isEqualTo(started.numbers());
        assertThat(place.texts(
                        "SELECT version FROM schema_journal WHERE event IN ('created', 'done') ORDER BY version"))
                .isEqualTo(started.numbers());
        assertThat(place.texts("SELECT count(*) FROM schema_journal WHERE event = 'repeated'"))
                .containsExactly(String.valueOf(started.repeatables()));
        assertThat(place.texts("SELECT phase FROM schema_state")).containsExactly("clean");
    }
}
