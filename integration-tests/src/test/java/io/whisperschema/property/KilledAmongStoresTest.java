package io.whisperschema.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperSchema;
import io.whisperschema.error.StepFailed;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import io.whisperschema.property.ManyStoresProgram.Ending;
import io.whisperschema.spi.CatalogFingerprint;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.testkit.FakeCacheStore;
import io.whisperschema.testkit.FakeGraphStore;
import io.whisperschema.testkit.FakeServer;
import io.whisperschema.testkit.FakeVectorStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever is killed in the middle of a plan over a real database and other stores, or while undoing one, leaves what the
 * next process continues: each step once, or none.
 */
@WithDatabases
class KilledAmongStoresTest {
    private static final int KILLS = 20;

    private final Kills kills = Kills.of(ManyStoresProgram.class, "over");

    @TempDir
    Path folder;

    @Test
    void onSqlite() {
        kills.hold(Property.cases(KILLS), (seed, size) -> isKilled(seed, size, Place::sqlite));
    }

    @Test
    void onPostgres(PostgresDatabase database) {
        kills.hold(Property.cases(KILLS), (seed, size) -> isKilled(seed, size, () -> Place.postgres(database)));
    }

    private boolean isKilled(long seed, int size, Place.Source source) throws Exception {
        var chance = new Chance(seed);
        Ending ending = chance.toss() ? Ending.FINISHED : Ending.UNDONE;
        String moment = Moments.numbered(chance.below(moments(size, ending, source)));
        Path file = Files.createTempFile(folder, "kept", "");
        try (Place place = source.fresh()) {
            Plan plan = ManyStoresProgram.plan(size, place.store());
            if (!kills.isKilled(chance, moment, arguments(size, ending, file, place))) {
                return false;
            }
            place.settle();
            var next = new Next(size, plan, file, place);
            if (chance.oneIn(3)) {
                next.starts();
            } else if (ending == Ending.UNDONE && chance.toss()) {
                next.undoes();
            } else {
                next.continuesThePlan();
            }
            return true;
        }
    }

    /** How many there are when nobody is killed. */
    private int moments(int size, Ending ending, Place.Source source) throws IOException {
        Path file = Files.createTempFile(folder, "kept", "");
        Moments moments = Moments.counted();
        try (Place place = source.fresh()) {
            ManyStoresProgram.run(size, ending, file, place.store(), moments);
        }
        return moments.count();
    }

    private static Stream<String> arguments(int size, Ending ending, Path file, Place place) {
        return Stream.concat(Stream.of(String.valueOf(size), ending.name(), file.toString()), place.address().stream());
    }

    /** The next process. */
    private static final class Next {
        private final Plan plan;
        private final Path file;
        private final Place place;
        private final RelationalStore store;
        private final FakeServer server;
        private final WhisperSchema host;

        Next(int size, Plan plan, Path file, Place place) {
            this.plan = plan;
            this.file = file;
            this.place = place;
            this.store = place.store();
            this.server = KeptServer.in(file, plan, () -> {});
            this.host = ManyStoresProgram.host(size, store, server);
        }

        void continuesThePlan() throws SQLException {
            ManyStoresProgram.execute(plan, Ending.FINISHED, host, server);

            everythingIsThereOnce();
            assertThat(fates()).hasSize(plan.steps().size()).containsOnly("step done");
        }

        void starts() {
            host.bootstrap();

            everythingIsThereOnce();
        }

        /** What the killed one left stays: the host may have worked with it since. */
        void undoes() throws SQLException {
            List<String> left = catalogs();

            assertThatThrownBy(() -> ManyStoresProgram.execute(plan, Ending.UNDONE, host, server))
                    .isInstanceOf(StepFailed.class);

            assertThat(catalogs()).isEqualTo(left);
            assertThat(fates()).isSubsetOf("step done", "step undone", "step failed");
            assertThat(store.history().flaws()).isEmpty();
        }

        private List<String> catalogs() {
            return Stream.of(
                            History.withoutTables(store.inspect()),
                            FakeVectorStore.over(server).inspect(),
                            FakeCacheStore.over(server).inspect(),
                            FakeGraphStore.over(server).inspect())
                    .map(CatalogFingerprint::of)
                    .toList();
        }

        /** A step that was undone in between is there once more than it was undone. */
        private void everythingIsThereOnce() {
            List<String> kept = KeptServer.lines(file);
            plan.steps().stream()
                    .filter(step -> !step.store().equals(store.name()))
                    .forEach(step -> assertThat(times(kept, KeptServer.line(step)) - times(kept, back(step)))
                            .as(step.id())
                            .isEqualTo(1));
            assertThat(host.validate().isValid()).isTrue();
            assertThat(store.history().flaws()).isEmpty();
        }

        private static long times(List<String> kept, String line) {
            return kept.stream().filter(line::equals).count();
        }

        private static String back(Step step) {
            return step.store() + ": " + ((Undo.ByChange) step.undo()).change().words();
        }

        /** The newest entry of each step. */
        private List<String> fates() throws SQLException {
            try (Connection connection = place.connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "SELECT event FROM schema_journal WHERE entry IN (SELECT max(entry) FROM schema_journal WHERE run = '"
                                    + plan.fingerprint() + "' GROUP BY detail) ORDER BY entry")) {
                var fates = new ArrayList<String>();
                while (rows.next()) {
                    fates.add(rows.getString(1));
                }
                return fates;
            }
        }
    }
}
