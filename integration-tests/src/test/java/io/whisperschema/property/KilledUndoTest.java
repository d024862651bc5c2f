package io.whisperschema.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.spi.History;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whoever is killed while it takes migrations back, at any moment, leaves what a repeated call finishes: as many are taken back
 * as were asked for, each once.
 */
@WithDatabases
class KilledUndoTest {
    private static final int KILLS = 10;

    private final Kills kills = Kills.of(UndoingProgram.class, "undone");

    @Test
    void onSqlite() {
        kills.hold(Property.cases(KILLS), (seed, size) -> isKilled(seed, size, Place::sqlite));
    }

    @Test
    void onPostgres(PostgresDatabase database) {
        kills.hold(Property.cases(KILLS), (seed, size) -> isKilled(seed, size, () -> Place.postgres(database)));
    }

    private boolean isKilled(long seed, int size, Place.Source source) throws Exception {
        var chance = new Chance(~seed);
        int asked = chance.between(1, 1 + size);
        Undisturbed undisturbed = Undisturbed.undo(seed, size, asked, source);
        try (Place place = source.fresh()) {
            var started = StartedMigrations.of(seed, size, place.store());
            started.host(place.store()).bootstrap();
            String moment = Moments.numbered(chance.below(undisturbed.moments()));
            if (!kills.isKilled(chance, moment, arguments(seed, size, asked, place))) {
                return false;
            }
            if (chance.toss()) {
                started.host(place.store()).undoTo(started.lastWithout(asked), UndoingProgram.LOSING);
            } else {
                undoesTheRest(started, asked, place);
            }
            isWhole(undisturbed, place);
            return true;
        }
    }

    private static Stream<String> arguments(long seed, int size, int asked, Place place) {
        return Stream.concat(
                Stream.of(String.valueOf(seed), String.valueOf(size), String.valueOf(asked)), place.address().stream());
    }

    /** Who counts has to know how many are gone, and nobody may be at work still. */
    private static void undoesTheRest(StartedMigrations started, int asked, Place place) throws SQLException {
        place.settle();
        WhisperSchema host = started.host(place.store());
        int there = place.texts("SELECT version FROM schema_versions").size();
        int left = asked - (started.numbers().size() - there);

        assertThat(host.undo(left, UndoingProgram.LOSING).migrations()).hasSize(left);
    }

    private static void isWhole(Undisturbed undisturbed, Place place) throws SQLException {
        assertThat(Rest.of(place)).isEqualTo(undisturbed.left());
        RelationalCatalog found = History.withoutTables(place.store().inspect());
        assertThat(found.tables())
                .containsExactlyInAnyOrderElementsOf(undisturbed.before().tables());
        assertThat(found.foreignObjects())
                .containsExactlyInAnyOrderElementsOf(undisturbed.before().foreignObjects());
        assertThat(place.store().history().flaws()).isEmpty();
    }

    /**
     * A call that nobody kills.
     *
     * @param before what there was before those that are taken back
     * @param left what is left of them
     * @param moments how many it has
     */
    private record Undisturbed(RelationalCatalog before, Rest left, int moments) {
        static Undisturbed undo(long seed, int size, int asked, Place.Source source) throws SQLException {
            try (Place place = source.fresh()) {
                var started = StartedMigrations.of(seed, size, place.store());
                WhisperSchema host = started.host(place.store());
                host.migrateTo(started.lastWithout(asked), UndoingProgram.LOSING);
                RelationalCatalog before = History.withoutTables(place.store().inspect());
                host.bootstrap();
                Moments moments = Moments.counted();
                UndoingProgram.undo(started, asked, place.store(), moments);
                Rest left = Rest.of(place);
                assertThat(left.undone()).isEqualTo(started.undone(asked));
                return new Undisturbed(before, left, moments.count());
            }
        }
    }

    /** What rows and the record say when migrations are taken back. */
    private record Rest(
            List<String> counted,
            List<String> undone,
            List<String> filled,
            List<String> versions,
            List<String> journal) {
        static Rest of(Place place) throws SQLException {
            boolean fills = place.store().inspect().table("filled").isPresent();
            assertThat(place.texts("SELECT phase FROM schema_state")).containsExactly("clean");
            return new Rest(
                    place.texts("SELECT number FROM counted ORDER BY number"),
                    place.texts("SELECT number FROM undone ORDER BY number"),
                    fills ? place.texts("SELECT number || ' ' || times FROM filled ORDER BY id") : List.of(),
                    place.texts("SELECT version FROM schema_versions ORDER BY version"),
                    place.texts("SELECT version FROM schema_journal WHERE event = 'undone' ORDER BY version"));
        }
    }
}
