package io.whisperschema.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.error.MoveRefused;
import io.whisperschema.error.MoveUnfinished;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.report.MoveReport;
import io.whisperschema.report.MoveReport.Question;
import io.whisperschema.spi.Checkpoints;
import io.whisperschema.spi.History;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever is killed while it moves, at any moment, leaves what the same call finishes: no row is lost, none is there twice, and
 * nobody starts on a target before all of it is there.
 */
@WithDatabases
class KilledMoveTest {
    private static final int KILLS = 20;

    @TempDir
    Path folder;

    private final Kills kills = Kills.of(MovingProgram.class, "moved");

    @Test
    void toPostgres(PostgresDatabase database) {
        kills.hold(
                Property.cases(KILLS),
                (seed, size) -> isKilled(
                        seed,
                        size,
                        isOneIn5(seed) ? () -> Place.postgres(database, "source") : Place::sqlite,
                        () -> Place.postgres(database)));
    }

    @Test
    void toSqlite(PostgresDatabase database) {
        kills.hold(
                Property.cases(KILLS),
                (seed, size) -> isKilled(
                        seed, size, isOneIn5(seed) ? Place::sqlite : () -> Place.postgres(database), Place::sqlite));
    }

    private static boolean isOneIn5(long seed) {
        return seed % 5 == 0;
    }

    private boolean isKilled(long seed, int size, Place.Source from, Place.Source to) throws Exception {
        var move = RandomMove.of(seed, size);
        try (Place source = from.fresh()) {
            move.fill(source);
            Optional<Undisturbed> undisturbed = undisturbed(move, source, to);
            if (undisturbed.isEmpty()) {
                return false;
            }
            try (Place target = to.fresh()) {
                Path rejects = Files.createTempDirectory(folder, "rejects");
                var chance = new Chance(~seed);
                String moment = Moments.numbered(chance.below(undisturbed.get().moments()));
                if (!kills.isKilled(chance, moment, MovingProgram.arguments(seed, size, rejects, source, target))) {
                    return false;
                }
                target.settle();
                new Next(move, source, target, rejects, undisturbed.get().left()).goesOn();
                return true;
            }
        }
    }

    /**
     * A move that nobody kills.
     *
     * @param left what it leaves
     * @param moments how many it has
     */
    private record Undisturbed(Left left, int moments) {}

    /** None if the other database does not take what chance has made. */
    private Optional<Undisturbed> undisturbed(RandomMove move, Place source, Place.Source to)
            throws IOException, SQLException {
        try (Place target = to.fresh()) {
            Path rejects = Files.createTempDirectory(folder, "rejects");
            Moments moments = Moments.counted();
            MoveReport report = MovingProgram.move(move, source.store(), target.store(), rejects, moments);
            assertThat(report.isProven()).isTrue();
            return Optional.of(new Undisturbed(Left.by(report, move, target, rejects), moments.count()));
        } catch (MoveRefused refused) {
            return Optional.empty();
        }
    }

    /** What a move leaves. */
    private record Left(
            String root, Rows rows, Set<CatalogTable> tables, Set<Object> others, Map<String, List<String>> files) {
        static Left by(MoveReport report, RandomMove move, Place target, Path rejects)
                throws IOException, SQLException {
            RelationalCatalog found = target.store().inspect();
            assertThat(found.table(Checkpoints.TABLE)).isEmpty();
            RelationalCatalog hosts = History.withoutTables(found);
            return new Left(
                    report.targetRoot(),
                    Rows.in(target, move.definition()),
                    Set.copyOf(hosts.tables()),
                    Stream.concat(hosts.views().stream(), hosts.foreignObjects().stream())
                            .collect(Collectors.toSet()),
                    files(rejects));
        }

        /** Each with its lines behind the first, which tells of which move it is. */
        private static Map<String, List<String>> files(Path rejects) throws IOException {
            var files = new TreeMap<String, List<String>>();
            try (Stream<Path> all = Files.walk(rejects)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    List<String> lines = Files.readAllLines(file);
                    files.put(rejects.relativize(file).toString(), lines.subList(1, lines.size()));
                }
            }
            return files;
        }
    }

    /** The next process. */
    private record Next(RandomMove move, Place source, Place target, Path rejects, Left undisturbed) {
        void goesOn() throws IOException, SQLException {
            nobodyStartsOnAPart();
            MoveReport report = moved();
            assertThat(report.isProven()).as(report.text()).isTrue();
            assertThat(report.sourceRoot()).isEqualTo(undisturbed.root());
            isWhole(report);

            MoveReport again = moved();
            assertThat(again.question()).isEqualTo(Question.ALREADY_MOVED);
            assertThat(again.differences()).isEmpty();
            assertThat(again.targetRoot()).isEqualTo(undisturbed.root());
            assertThat(move.host(target.store()).bootstrap().stores()).doesNotContainValue(Outcome.CREATED);
            isWhole(again);
            assertThat(target.store().history().flaws()).isEmpty();
        }

        private MoveReport moved() {
            return MovingProgram.move(move, source.store(), target.store(), rejects, Moments.counted());
        }

        private void isWhole(MoveReport report) throws IOException, SQLException {
            assertThat(Left.by(report, move, target, rejects)).isEqualTo(undisturbed);
        }

        /** It is not begun, or complete, or hosts are kept from it. */
        private void nobodyStartsOnAPart() throws SQLException {
            RelationalCatalog found = target.store().inspect();
            if (found.table(Checkpoints.TABLE).isPresent()) {
                assertThatThrownBy(() -> move.host(target.store()).bootstrap()).isInstanceOf(MoveUnfinished.class);
            } else if (!found.isEmpty()) {
                move.host(target.store()).bootstrap();
                assertThat(Rows.in(target, move.definition())).isEqualTo(undisturbed.rows());
            }
        }
    }
}
