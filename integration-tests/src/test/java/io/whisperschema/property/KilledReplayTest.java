package io.whisperschema.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.error.MoveRefused;
import io.whisperschema.report.ReplayReport;
import io.whisperschema.report.ReplayReport.Replayed;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is killed while rejected rows are written after all leaves what the same call finishes: each is there once. */
@WithDatabases
class KilledReplayTest {
    private static final int KILLS = 5;

    @TempDir
    Path folder;

    private final Kills kills = Kills.of(ReplayingProgram.class, "replayed");

    @Test
    void toPostgres(PostgresDatabase database) {
        kills.hold(
                Property.cases(KILLS),
                (seed, size) -> isKilled(seed, size, Place::sqlite, () -> Place.postgres(database)));
    }

    @Test
    void toSqlite(PostgresDatabase database) {
        kills.hold(
                Property.cases(KILLS),
                (seed, size) -> isKilled(seed, size, () -> Place.postgres(database), Place::sqlite));
    }

    private boolean isKilled(long seed, int size, Place.Source from, Place.Source to) throws Exception {
        var move = RandomMove.of(seed, size);
        if (!move.transforms()) {
            return false;
        }
        try (Place source = from.fresh()) {
            move.fill(source);
            Optional<Undisturbed> undisturbed = undisturbed(move, source, to);
            if (undisturbed.isEmpty()) {
                return false;
            }
            try (Place target = to.fresh()) {
                var replay = new Replay(move, source, target, Files.createTempDirectory(folder, "rejects"));
                assertThat(replay.isToDo()).isTrue();
                var chance = new Chance(~seed);
                String moment = Moments.numbered(chance.below(undisturbed.get().moments()));
                if (!kills.isKilled(chance, moment, replay.arguments(seed, size))) {
                    return false;
                }
                target.settle();
                assertThat(replay.whole()).isEqualTo(undisturbed.get().left());
                return true;
            }
        }
    }

    /**
     * A replay that nobody kills.
     *
     * @param left what it leaves
     * @param moments how many it has
     */
    private record Undisturbed(Rows left, int moments) {}

    /** None if nothing was rejected. */
    private Optional<Undisturbed> undisturbed(RandomMove move, Place source, Place.Source to)
            throws IOException, SQLException {
        try (Place target = to.fresh()) {
            var replay = new Replay(move, source, target, Files.createTempDirectory(folder, "rejects"));
            if (!replay.isToDo()) {
                return Optional.empty();
            }
            var moments = Moments.counted();
            replay.replayed(moments);
            return Optional.of(new Undisturbed(replay.whole(), moments.count()))
                    .filter(counted -> counted.moments() > 0);
        }
    }

    /** A move of which rows were rejected that are corrected by now. */
    private record Replay(RandomMove move, Place source, Place target, Path rejects) {
        private static final String FILE = "entries.jsonl";

        /** Whether rows of it are rejected, and corrected in their file. */
        boolean isToDo() throws IOException {
            try {
                assertThat(MovingProgram.move(move, source.store(), target.store(), rejects, Moments.counted())
                                .isProven())
                        .isTrue();
            } catch (MoveRefused other) {
                return false;
            }
            Path file = rejects.resolve(FILE);
            if (!Files.exists(file)) {
                return false;
            }
            Files.writeString(file, RandomMove.corrected(Files.readString(file)));
            return true;
        }

        Stream<String> arguments(long seed, int size) {
            return MovingProgram.arguments(seed, size, rejects, source, target);
        }

        ReplayReport replayed(Moments moments) {
            return ReplayingProgram.replay(move, source.store(), target.store(), rejects, moments);
        }

        /** Rows that refer to later ones of the file are written by a later call. */
        Rows whole() throws SQLException {
            ReplayReport report = replayed(Moments.counted());
            while (report.tables().stream().mapToLong(Replayed::written).sum() > 0) {
                report = replayed(Moments.counted());
            }
            assertThat(report.isComplete()).as(report.text()).isTrue();
            assertThat(rejects.resolve(FILE)).doesNotExist();
            Rows rows = Rows.in(target, move.definition());
            assertThat(rows.tables().get("entries"))
                    .hasSameSizeAs(Rows.in(source, move.definition()).tables().get("entries"));
            return rows;
        }
    }
}
