package io.whisperschema.vector.embedded;

import static io.whisperschema.vector.embedded.Calls.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each snapshot is offered to a store that has other collections, and as a store of its own. */
class DamagedSnapshotTest {

    @TempDir
    private Path folder;

    private EmbeddedQdrant qdrant;
    private QdrantClient client;
    private List<RetrievedPoint> points;
    private Path snapshot;

    @BeforeEach
    void openWithSnapshot() throws IOException {
        qdrant = EmbeddedQdrant.open(folder.resolve("memory.qdrant"));
        client = qdrant.client();
        Memories.create(client, "memories");
        Memories.write(client, "memories", 50, 1, 500);
        points = Memories.all(client, "memories");
        done(client.createSnapshotAsync("memories"));
        snapshot = Files.copy(qdrant.snapshots().of("memories").get(0).path(), folder.resolve("copied.snapshot"));
    }

    @AfterEach
    void close() {
        qdrant.close();
    }

    private void assertRefused(Path offered, Class<? extends EmbeddedStoreException> type, String what) {
        assertRefused(assertThatThrownBy(() -> qdrant.snapshots().restore(offered, "again")), type, what);
        assertRefused(assertThatThrownBy(() -> qdrant.snapshots().replace("memories", offered)), type, what);
        Path file = folder.resolve("restored.qdrant");
        assertRefused(assertThatThrownBy(() -> EmbeddedQdrant.restore(offered, file)), type, what);
        assertThat(file).doesNotExist();
        assertThat(done(client.listCollectionsAsync())).containsExactly("memories");
        assertThat(Memories.all(client, "memories")).isEqualTo(points);
    }

    private static void assertRefused(
            AbstractThrowableAssert<?, ? extends Throwable> thrown,
            Class<? extends EmbeddedStoreException> type,
            String what) {
        thrown.isInstanceOf(type).hasMessageContaining(what).hasMessageEndingWith("Nothing was changed.");
    }

    @Test
    void aCopyWithoutItsDigestIsRestored() {
        qdrant.snapshots().restore(snapshot, "again");
        assertThat(Memories.all(client, "again")).isEqualTo(points);
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        assertRefused(
                Files.createFile(folder.resolve("empty")),
                EmbeddedStoreException.Damaged.class,
                "is empty, which no snapshot is");
    }

    @Test
    void aTextFileIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "dear diary ".repeat(5000));
        assertRefused(text, EmbeddedStoreException.Damaged.class, "is no snapshot of EmbeddedQdrant");
    }

    @Test
    void aDatabaseOfSomethingElseIsRefused() throws SQLException {
        Path database = folder.resolve("database");
        change(database, "CREATE TABLE snapshot (kind TEXT)");
        assertRefused(database, EmbeddedStoreException.Damaged.class, "is no snapshot of EmbeddedQdrant");
    }

    @Test
    void theFileOfAStoreIsRefused() {
        Path store = folder.resolve("store");
        EmbeddedQdrant.open(store).close();
        assertRefused(store, EmbeddedStoreException.Damaged.class, "is the file of a store, not a snapshot");
    }

    @Test
    void aFolderIsRefused() throws IOException {
        assertRefused(
                Files.createDirectory(folder.resolve("folder")),
                EmbeddedStoreException.Unavailable.class,
                "could not be read");
    }

    @Test
    void aNewerFormatIsRefused() throws SQLException {
        change(snapshot, "PRAGMA user_version = 2");
        assertRefused(
                snapshot,
                EmbeddedStoreException.TooNew.class,
                "has format 2; this version of the library reads up to 1. Restore it with the version that took it.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.3, 0.5, 0.9, 0.99})
    void aTruncatedFileIsRefused(double left) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(snapshot.toFile(), "rw")) {
            bytes.setLength((long) (bytes.length() * left));
        }
        assertRefused(snapshot, EmbeddedStoreException.Damaged.class, "damaged");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM points_1 WHERE slot = 7",
                "DELETE FROM vectors_1_1 WHERE slot = 7",
                "UPDATE points_1 SET version = version + 1",
                "UPDATE vectors_1_1 SET data = zeroblob(16)",
                "UPDATE collections SET name = 'other'",
                "UPDATE collections SET config = zeroblob(0)",
                "DELETE FROM collections",
                "INSERT INTO aliases VALUES ('now', 1, 0)",
                "INSERT INTO collections VALUES (2, 'second', zeroblob(0), 0); CREATE TABLE points_2 AS SELECT * FROM points_1",
                "UPDATE snapshot SET taken = '2000-01-01T00:00:00Z'",
                "UPDATE snapshot SET digest = zeroblob(32)",
                "DELETE FROM snapshot",
                "DROP TABLE snapshot",
                "DROP TABLE aliases",
                "DROP TABLE vectors_1_1"
            })
    void whatWasChangedBehindIsRefused(String change) throws SQLException {
        change(snapshot, change);
        assertRefused(snapshot, EmbeddedStoreException.Damaged.class, "");
    }

    private static void change(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String each : sql.split("; ")) {
                statement.executeUpdate(each);
            }
        }
    }

    @Test
    void aFileThatIsNotTheOneOfItsDigestIsRefused() throws IOException {
        Files.writeString(folder.resolve("copied.snapshot.checksum"), "0".repeat(64));
        assertRefused(
                snapshot,
                EmbeddedStoreException.Damaged.class,
                "is damaged: its SHA-256 is not the one in copied.snapshot.checksum");
    }

    @Test
    void afterAnyByteIsDamagedItIsRefusedOrAllIsThere() throws IOException {
        Random random = new Random(7);
        byte[] whole = Files.readAllBytes(snapshot);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(snapshot, damaged);
            try {
                qdrant.snapshots().replace("again", snapshot);
                assertThat(Memories.all(client, "again")).isEqualTo(points);
            } catch (EmbeddedStoreException e) {
                assertThat(e).hasMessageEndingWith("Nothing was changed.");
                refused++;
            }
            assertThat(Memories.all(client, "memories")).isEqualTo(points);
        }
        assertThat(refused).isPositive();
    }
}
