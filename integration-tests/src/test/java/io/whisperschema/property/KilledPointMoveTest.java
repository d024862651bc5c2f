package io.whisperschema.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.QdrantClient;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.error.MoveUnfinished;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.report.MoveReport;
import io.whisperschema.spi.Checkpoints;
import io.whisperschema.vector.QdrantStore;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever is killed while it moves collections, at any moment, leaves what the same call finishes: no point is lost, none is
 * there twice, and nobody starts on a target before all of it is there.
 */
class KilledPointMoveTest {
    private static final int KILLS = 20;

    @TempDir
    Path folder;

    private final Kills kills = Kills.of(PointMovingProgram.class, "moved");

    @Test
    void toAServer() {
        kills.hold(Property.cases(KILLS), (seed, size) -> {
            var move = new PointMove(seed, size);
            try (var target = EmbeddedQdrant.inMemory();
                    var port = target.serve(0)) {
                return isKilled(move, String.valueOf(port.port()), work -> work.with(target.client()));
            }
        });
    }

    @Test
    void toAFile() {
        kills.hold(Property.cases(KILLS), (seed, size) -> {
            Path file = Files.createTempDirectory(folder, "target").resolve("memories.qdrant");
            return isKilled(new PointMove(seed, size), file.toString(), work -> {
                try (var target = EmbeddedQdrant.open(file)) {
                    work.with(target.client());
                }
            });
        });
    }

    /** What the next process does with a target. */
    private interface Next {
        void with(QdrantClient target);
    }

    /** Opens a target again for the next process. */
    private interface Reopening {
        void run(Next next);
    }

    private boolean isKilled(PointMove move, String place, Reopening target) throws Exception {
        Path file = Files.createTempDirectory(folder, "source").resolve("memories.qdrant");
        Undisturbed undisturbed = undisturbed(move, file);
        var chance = new Chance(~move.seed());
        String moment = Moments.numbered(chance.below(undisturbed.moments()));
        Stream<String> arguments =
                Stream.of(String.valueOf(move.seed()), String.valueOf(move.size()), file.toString(), place);
        if (!kills.isKilled(chance, moment, arguments)) {
            return false;
        }
        try (var source = EmbeddedQdrant.open(file)) {
            target.run(client -> goesOn(move, source.client(), client, undisturbed));
        }
        return true;
    }

    /**
     * A move that nobody kills.
     *
     * @param root the digest of all that was moved
     * @param moments how many it has
     */
    private record Undisturbed(String root, int moments) {}

    private static Undisturbed undisturbed(PointMove move, Path file) throws Exception {
        try (var source = EmbeddedQdrant.open(file);
                var target = EmbeddedQdrant.inMemory()) {
            move.fill(source.client());
            Moments moments = Moments.counted();
            MoveReport report = move.move(source.client(), target.client(), moments);
            assertThat(report.isProven()).isTrue();
            assertThat(report.rows()).isEqualTo(move.points());
            return new Undisturbed(report.targetRoot(), moments.count());
        }
    }

    private static void goesOn(PointMove move, QdrantClient source, QdrantClient target, Undisturbed undisturbed) {
        QdrantStore store = QdrantStore.over(target);
        VectorCatalog found = store.inspect();
        boolean unfinished =
                found.foreignObjects().stream().anyMatch(it -> it.name().equals(Checkpoints.COLLECTION));
        if (unfinished) {
            assertThatThrownBy(PointMove.host(target)::bootstrap).isInstanceOf(MoveUnfinished.class);
        }
        if (unfinished || found.isEmpty()) {
            assertThat(move.move(source, target, Moments.counted()).isProven()).isTrue();
        }
        MoveReport report = move.verified(source, target);
        assertThat(report.isProven()).as(report.text()).isTrue();
        assertThat(report.targetRoot()).isEqualTo(undisturbed.root());
        assertThat(PointMove.host(target).bootstrap().stores()).containsEntry("qdrant", Outcome.UP_TO_DATE);
        VectorCatalog there = store.inspect();
        assertThat(there.foreignObjects()).isEmpty();
        assertThat(there.aliases()).isEqualTo(QdrantStore.over(source).inspect().aliases());
        assertThat(there.records()).isEqualTo(QdrantStore.over(source).inspect().records());
    }
}
