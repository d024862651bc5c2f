package io.whisperschema.vector.embedded;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.whisperschema.vector.embedded.Calls.assertRefused;
import static io.whisperschema.vector.embedded.Calls.done;
import static io.whisperschema.vector.embedded.Calls.params;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QueryFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.QueryPoints;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreTest {

    @TempDir
    private Path folder;

    private EmbeddedQdrant qdrant;
    private QdrantClient client;

    @BeforeEach
    void open() {
        open(EmbeddedOptions.defaults());
    }

    private void open(EmbeddedOptions options) {
        qdrant = EmbeddedQdrant.open(folder.resolve("memory.qdrant"), options);
        client = qdrant.client();
    }

    private void reopen() {
        close();
        open();
    }

    @AfterEach
    void close() {
        qdrant.close();
    }

    private Path snapshotOf(String collection) {
        String name = done(client.createSnapshotAsync(collection)).getName();
        return qdrant.snapshots().of(collection).stream()
                .filter(snapshot -> snapshot.name().equals(name))
                .findFirst()
                .orElseThrow()
                .path();
    }

    private Path fullSnapshot() {
        done(client.createFullSnapshotAsync());
        return qdrant.snapshots().full().get(0).path();
    }

    private void createMemories(long round) {
        Memories.create(client, "memories");
        Memories.write(client, "memories", 10, round, 20);
    }

    /** With gaps, two spaces, points that lack one of them, ids of both kinds, and an index. */
    private void createRich(String name) {
        done(client.createCollectionAsync(
                name, Map.of("meaning", params(3, Distance.Cosine), "place", params(2, Distance.Euclid))));
        done(client.createPayloadIndexAsync(name, "number", PayloadSchemaType.Integer, null, true, null, null));
        List<PointStruct> points = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            PointStruct.Builder point = PointStruct.newBuilder()
                    .setId(i % 2 == 0 ? id(i) : id(UUID.nameUUIDFromBytes(new byte[] {(byte) i})))
                    .setVectors(
                            i % 3 == 0
                                    ? namedVectors(Map.of("meaning", vector(i, 1f, 2f)))
                                    : namedVectors(Map.of("meaning", vector(i, 1f, 2f), "place", vector(i, -i))));
            if (i % 5 != 0) {
                point.putPayload("number", value(i)).putPayload("text", value("memory " + i));
            }
            points.add(point.build());
        }
        done(client.upsertAsync(name, points));
        done(client.deleteAsync(name, List.of(id(10), id(20), id(30))));
    }

    private void assertSame(String collection, String other) {
        assertThat(Memories.all(client, collection)).isNotEmpty().isEqualTo(Memories.all(client, other));
        assertThat(done(client.getCollectionInfoAsync(collection)))
                .isEqualTo(done(client.getCollectionInfoAsync(other)));
        for (String space : List.of("meaning", "place")) {
            QueryPoints.Builder nearest = QueryPoints.newBuilder()
                    .setUsing(space)
                    .setLimit(100)
                    .setQuery(space.equals("place") ? QueryFactory.nearest(7f, 1f) : QueryFactory.nearest(7f, 1f, 0f));
            assertThat(done(client.queryAsync(
                            nearest.setCollectionName(collection).build())))
                    .isEqualTo(done(
                            client.queryAsync(nearest.setCollectionName(other).build())));
        }
    }

    @Test
    void aCollectionComesBackAsItWasAndStaysSo() {
        createRich("rich");
        Path snapshot = snapshotOf("rich");
        qdrant.snapshots().restore(snapshot, "again");
        assertSame("rich", "again");
        reopen();
        assertSame("rich", "again");
    }

    @Test
    void aCollectionComesBackUnderItsNameAndIsWrittenToAsBefore() {
        createMemories(1);
        Path snapshot = snapshotOf("memories");
        done(client.deleteCollectionAsync("memories"));
        assertThat(qdrant.snapshots().restore(snapshot)).isEqualTo("memories");
        Memories.write(client, "memories", 11, 2, 30);
        reopen();
        assertThat(Memories.all(client, "memories")).hasSize(11);
        assertThat(Memories.rounds(client, "memories")).containsExactly(2L);
    }

    @Test
    void anEmptyCollectionComesBack() {
        Memories.create(client, "empty");
        qdrant.snapshots().restore(snapshotOf("empty"), "again");
        reopen();
        assertThat(done(client.countAsync("again"))).isZero();
        Memories.write(client, "again", 1, 1, 1);
    }

    @Test
    void whatIsThereIsNotReplacedSilently() {
        createMemories(1);
        Path snapshot = snapshotOf("memories");
        Memories.write(client, "memories", 10, 2, 20);
        assertThatThrownBy(() -> qdrant.snapshots().restore(snapshot))
                .isInstanceOf(EmbeddedStoreException.AlreadyThere.class)
                .hasMessage("Wrong input: Collection `memories` already exists! Restore it under another name, or"
                        + " replace that one. Nothing was changed.");
        assertThat(Memories.rounds(client, "memories")).containsExactly(2L);
    }

    @Test
    void anAliasIsNeverReplaced() {
        createMemories(1);
        done(client.createAliasAsync("now", "memories"));
        Path snapshot = snapshotOf("memories");
        String sentence = "Wrong input: Can't create collection with name now. Alias with the same name already exists."
                + " Restore it under another name. Nothing was changed.";
        assertThatThrownBy(() -> qdrant.snapshots().restore(snapshot, "now"))
                .isInstanceOf(EmbeddedStoreException.AlreadyThere.class)
                .hasMessage(sentence);
        assertThatThrownBy(() -> qdrant.snapshots().replace("now", snapshot)).hasMessage(sentence);
        assertThat(done(client.listCollectionsAsync())).containsExactly("memories");
    }

    @Test
    void replacingSwapsTheCollectionAndItsAliasesFollow() {
        createMemories(1);
        Path snapshot = snapshotOf("memories");
        Memories.write(client, "memories", 20, 2, 20);
        done(client.createAliasAsync("now", "memories"));
        qdrant.snapshots().replace("memories", snapshot);
        for (int i = 0; i < 2; i++) {
            assertThat(Memories.rounds(client, "now")).containsExactly(1L);
            assertThat(done(client.countAsync("memories"))).isEqualTo(10);
            reopen();
        }
    }

    @Test
    void replacingNeedsNothingToReplace() {
        createMemories(1);
        qdrant.snapshots().replace("again", snapshotOf("memories"));
        assertThat(Memories.rounds(client, "again")).containsExactly(1L);
    }

    @Test
    void readersAndWritersGoOnWhileTheirCollectionIsReplaced() throws InterruptedException {
        createMemories(1);
        Path snapshot = snapshotOf("memories");
        AtomicBoolean end = new AtomicBoolean();
        List<Throwable> failures = new ArrayList<>();
        Thread others = new Thread(() -> {
            try {
                while (!end.get()) {
                    Memories.write(client, "memories", 5, 1, 20);
                    Memories.rounds(client, "memories");
                }
            } catch (RuntimeException | Error e) {
                failures.add(e);
            }
        });
        others.start();
        for (int i = 0; i < 30; i++) {
            qdrant.snapshots().replace("memories", snapshot);
        }
        end.set(true);
        others.join();
        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", "a/b", "a\\b", "a\0b", "a:b"})
    void aNameThatNoCollectionCanHaveIsRefused(String name) {
        createMemories(1);
        Path snapshot = snapshotOf("memories");
        assertThatThrownBy(() -> qdrant.snapshots().restore(snapshot, name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Validation error in body: [collection_name: ");
        assertThatThrownBy(() -> qdrant.snapshots().replace(name, snapshot))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(done(client.listCollectionsAsync())).containsExactly("memories");
    }

    @Test
    void aCollectionsSnapshotHoldsNoAliasesAndAFullOneDoes() {
        createMemories(1);
        done(client.createAliasAsync("now", "memories"));
        Path one = snapshotOf("memories");
        Path all = fullSnapshot();
        try (EmbeddedQdrant restored = EmbeddedQdrant.restore(one, folder.resolve("one.qdrant"))) {
            assertThat(done(restored.client().listAliasesAsync())).isEmpty();
            assertThat(Memories.rounds(restored.client(), "memories")).containsExactly(1L);
        }
        try (EmbeddedQdrant restored = EmbeddedQdrant.restore(all, folder.resolve("all.qdrant"))) {
            assertThat(Memories.rounds(restored.client(), "now")).containsExactly(1L);
        }
    }

    @Test
    void aFullSnapshotBecomesAStoreOfItsOwn() {
        createRich("rich");
        createMemories(1);
        var rich = Memories.all(client, "rich");
        Path file = folder.resolve("restored.qdrant");
        EmbeddedQdrant.restore(fullSnapshot(), file).close();
        try (EmbeddedQdrant restored = EmbeddedQdrant.open(file)) {
            assertThat(done(restored.client().listCollectionsAsync())).containsExactlyInAnyOrder("memories", "rich");
            assertThat(Memories.all(restored.client(), "rich")).isEqualTo(rich);
            Memories.write(restored.client(), "memories", 20, 2, 20);
        }
        assertThat(Memories.rounds(client, "memories")).containsExactly(1L);
    }

    @Test
    void aStoreInMemoryIsKeptByAFullSnapshotAndRestoresCollections() {
        createMemories(1);
        Path snapshot = snapshotOf("memories");
        EmbeddedOptions options = EmbeddedOptions.defaults().withSnapshotsFolder(folder.resolve("kept"));
        Path full;
        try (EmbeddedQdrant inMemory = EmbeddedQdrant.inMemory(options)) {
            inMemory.snapshots().restore(snapshot);
            done(inMemory.client().createFullSnapshotAsync());
            full = inMemory.snapshots().full().get(0).path();
        }
        try (EmbeddedQdrant restored = EmbeddedQdrant.restore(full, folder.resolve("restored.qdrant"))) {
            assertThat(Memories.rounds(restored.client(), "memories")).containsExactly(1L);
        }
    }

    @Test
    void aFullSnapshotIsNotRestoredIntoAStore() {
        createMemories(1);
        Path full = fullSnapshot();
        assertThatThrownBy(() -> qdrant.snapshots().restore(full, "again"))
                .isInstanceOf(EmbeddedStoreException.Damaged.class)
                .hasMessageEndingWith(
                        "is a full snapshot, which becomes a store of its own with EmbeddedQdrant.restore."
                                + " Nothing was changed.");
    }

    @Test
    void noFileIsWrittenOver() throws Exception {
        createMemories(1);
        Path full = fullSnapshot();
        Path file = Files.writeString(folder.resolve("precious"), "precious");
        assertThatThrownBy(() -> EmbeddedQdrant.restore(full, file))
                .isInstanceOf(EmbeddedStoreException.AlreadyThere.class)
                .hasMessage(file + " is there already, and no file is written over. Nothing was changed.");
        assertThat(file).hasContent("precious");
        Files.writeString(folder.resolve("other-wal"), "what was written last");
        assertThatThrownBy(() -> EmbeddedQdrant.restore(full, folder.resolve("other")))
                .isInstanceOf(EmbeddedStoreException.Damaged.class)
                .hasMessageContaining("other-wal, which belongs to it, is there");
        assertThatThrownBy(() ->
                        EmbeddedQdrant.restore(full, folder.resolve("missing").resolve("file")))
                .isInstanceOf(EmbeddedStoreException.Unavailable.class);
    }

    @Test
    void aSnapshotThatIsNotThereIsSaid() {
        Path missing = folder.resolve("missing.snapshot");
        assertThatThrownBy(() -> qdrant.snapshots().restore(missing))
                .isInstanceOf(EmbeddedStoreException.Unavailable.class)
                .hasMessage(missing + " is not there. Nothing was changed.");
    }

    @Test
    void whatDoesNotFitIntoMemoryIsRefusedAndNothingIsTaken() throws SQLException {
        Memories.create(client, "memories");
        Memories.write(client, "memories", 50, 1, 10_000);
        Path snapshot = snapshotOf("memories");
        Path full = fullSnapshot();
        close();
        open(EmbeddedOptions.defaults().withMemoryLimit(3 << 20));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> qdrant.snapshots().restore(snapshot, "again"))
                    .isInstanceOf(EmbeddedStoreException.TooLarge.class)
                    .hasMessageContaining("of the 3 MB of EmbeddedOptions.memoryLimit")
                    .hasMessageContaining("Nothing was changed.");
        }
        Memories.create(client, "other");
        Memories.write(client, "other", 20, 1, 10_000);
        Path file = folder.resolve("restored.qdrant");
        assertThatThrownBy(() -> EmbeddedQdrant.restore(
                        full, file, EmbeddedOptions.defaults().withMemoryLimit(1 << 20)))
                .isInstanceOf(EmbeddedStoreException.TooLarge.class);
        assertThat(file).doesNotExist();
        close();
        assertThat(tables()).containsExactlyInAnyOrder("points_1", "vectors_1_1", "points_5", "vectors_5_1");
    }

    @Test
    void whatIsRestoredCountsInMemoryAndWhatIsReplacedNoLonger() {
        Memories.create(client, "memories");
        Memories.write(client, "memories", 50, 1, 10_000);
        Path snapshot = snapshotOf("memories");
        close();
        open(EmbeddedOptions.defaults().withMemoryLimit(5 << 20));
        for (int i = 0; i < 5; i++) {
            qdrant.snapshots().replace("memories", snapshot);
        }
        qdrant.snapshots().restore(snapshot, "again");
        Memories.create(client, "other");
        assertRefused(
                client.upsertAsync("other", List.of(Memories.point(1, 1, 400_000))),
                Status.Code.RESOURCE_EXHAUSTED,
                "Insufficient storage: this needs 2 MB more, and of the 5 MB of EmbeddedOptions.memoryLimit 4 MB are in"
                        + " use. Nothing was changed. Raise the limit or delete points.");
    }

    private List<String> tables() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("memory.qdrant"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM sqlite_schema WHERE type = 'table'"
                        + " AND (name GLOB 'points_*' OR name GLOB 'vectors_*')")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }
}
