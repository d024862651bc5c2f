package io.whisperschema.vector.embedded;

import static io.whisperschema.vector.embedded.Calls.done;
import static io.whisperschema.vector.embedded.KilledProcess.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Another process takes snapshots, or restores some, on several threads, and says what was acknowledged, until it is
 * killed: at each acknowledgement of one thread the others are in the midst of something.
 */
class KilledSnapshotTest {

    private static final int KILLS = 10 * Integer.getInteger("whisper.cases.percent", 100) / 100;
    private static final int POINTS = 500;

    /** So that a collection takes several batches */
    private static final int LENGTH = 10_000;

    @TempDir
    private Path folder;

    private final Random random = new Random(11);

    private Path file() {
        return folder.resolve("memory.qdrant");
    }

    @BeforeEach
    void createMemories() {
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.open(file())) {
            Memories.create(qdrant.client(), "memories");
            Memories.write(qdrant.client(), "memories", POINTS, 1, LENGTH);
        }
    }

    @Test
    void onlyWholeSnapshotsAreListedAndAllThatWereAcknowledged() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> acknowledged = KilledProcess.linesUntilKilled(Taking.class, folder, 1 + random.nextInt(4));
            try (EmbeddedQdrant qdrant = EmbeddedQdrant.open(file())) {
                List<Snapshot> listed = Stream.concat(
                                qdrant.snapshots().of("memories").stream(), qdrant.snapshots().full().stream())
                        .toList();
                assertThat(listed).extracting(Snapshot::name).containsAll(acknowledged);
                for (Snapshot snapshot : listed) {
                    assertWhole(snapshot);
                    delete(qdrant.client(), snapshot.name());
                }
                assertThat(filesOfSnapshots()).allMatch(file -> file.endsWith(".checksum"));
            }
        }
    }

    private void assertWhole(Snapshot snapshot) throws IOException {
        assertThat(snapshot.checksum()).isPresent();
        Path restored = folder.resolve("restored.qdrant");
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.restore(snapshot.path(), restored)) {
            assertThat(done(qdrant.client().countAsync("memories"))).isEqualTo(POINTS);
            assertThat(Memories.rounds(qdrant.client(), "memories")).hasSize(1);
        }
        Files.delete(restored);
    }

    private static void delete(QdrantClient client, String name) {
        done(
                name.startsWith("full")
                        ? client.deleteFullSnapshotAsync(name)
                        : client.deleteSnapshotAsync("memories", name));
    }

    private List<String> filesOfSnapshots() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("memory.qdrant-snapshots"))) {
            return files.filter(Files::isRegularFile).map(Path::toString).toList();
        }
    }

    @Test
    void aRestoredCollectionIsTheOldOneOrTheNewOneWhole() throws Exception {
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.open(file())) {
            done(qdrant.client().createSnapshotAsync("memories"));
            Memories.write(qdrant.client(), "memories", POINTS, 2, LENGTH);
            done(qdrant.client().createSnapshotAsync("memories"));
            Memories.create(qdrant.client(), "other");
            Memories.write(qdrant.client(), "other", POINTS, 1, LENGTH);
        }
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> acknowledged = KilledProcess.linesUntilKilled(Restoring.class, folder, 1 + random.nextInt(4));
            try (EmbeddedQdrant qdrant = EmbeddedQdrant.open(file())) {
                List<String> collections = done(qdrant.client().listCollectionsAsync());
                assertThat(collections).contains("memories", "other");
                for (String collection : collections) {
                    assertThat(done(qdrant.client().countAsync(collection))).isEqualTo(POINTS);
                    assertThat(Memories.rounds(qdrant.client(), collection)).hasSize(1);
                }
            }
            assertNothingIsHalfWay();
            assertRestoredFilesAreWhole(acknowledged);
        }
    }

    private void assertNothingIsHalfWay() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT (SELECT count(*) FROM collections) - (SELECT count(*)"
                        + " FROM sqlite_schema WHERE type = 'table' AND name GLOB 'points_*'),"
                        + " (SELECT count(*) FROM arriving)")) {
            assertThat(row.getInt(1)).isZero();
            assertThat(row.getInt(2)).isZero();
        }
    }

    private void assertRestoredFilesAreWhole(List<String> acknowledged) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.getFileName().toString().matches("copy-\\d+.*"))
                    .toList();
        }
        assertThat(files)
                .extracting(Path::getFileName)
                .extracting(Path::toString)
                .containsAll(acknowledged.stream()
                        .filter(line -> line.startsWith("copy-"))
                        .toList());
        for (Path file : files) {
            if (file.getFileName().toString().matches("copy-\\d+")) {
                try (EmbeddedQdrant copy = EmbeddedQdrant.open(file)) {
                    assertThat(Memories.all(copy.client(), "memories")).hasSize(POINTS);
                }
            }
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    private static void start(LongConsumer work) {
        Thread thread = new Thread(() -> {
            for (long round = 0; ; round++) {
                work.accept(round);
            }
        });
        thread.setUncaughtExceptionHandler((failed, cause) -> {
            cause.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        thread.start();
    }

    static final class Taking {
        public static void main(String... arguments) {
            EmbeddedQdrant qdrant = EmbeddedQdrant.open(Path.of(arguments[0]).resolve("memory.qdrant"));
            QdrantClient client = qdrant.client();
            start(round -> Memories.write(client, "memories", POINTS, round, LENGTH));
            for (int i = 0; i < 2; i++) {
                start(round -> say(done(client.createSnapshotAsync("memories")).getName()));
            }
            start(round -> say(done(client.createFullSnapshotAsync()).getName()));
        }
    }

    static final class Restoring {
        public static void main(String... arguments) {
            Path folder = Path.of(arguments[0]);
            EmbeddedQdrant qdrant = EmbeddedQdrant.open(folder.resolve("memory.qdrant"));
            List<Snapshot> taken = qdrant.snapshots().of("memories");
            for (String collection : List.of("memories", "other")) {
                start(round -> {
                    qdrant.snapshots()
                            .replace(collection, taken.get((int) (round % 2)).path());
                    say(collection);
                });
            }
            start(round -> {
                if (done(qdrant.client().collectionExistsAsync("new"))) {
                    done(qdrant.client().deleteCollectionAsync("new"));
                }
                qdrant.snapshots().restore(taken.get(0).path(), "new");
                say("new");
            });
            start(round -> {
                String name = "copy-" + round;
                EmbeddedQdrant.restore(taken.get(0).path(), folder.resolve(name))
                        .close();
                say(name);
            });
        }
    }
}
