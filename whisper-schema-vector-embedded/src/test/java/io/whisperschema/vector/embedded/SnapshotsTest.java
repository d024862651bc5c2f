package io.whisperschema.vector.embedded;

import static io.whisperschema.vector.embedded.Calls.assertRefused;
import static io.whisperschema.vector.embedded.Calls.done;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.SnapshotsGrpc;
import io.qdrant.client.grpc.SnapshotsService.DeleteFullSnapshotRequest;
import io.qdrant.client.grpc.SnapshotsService.DeleteSnapshotRequest;
import io.qdrant.client.grpc.SnapshotsService.SnapshotDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotsTest {

    @TempDir
    private Path folder;

    private EmbeddedQdrant qdrant;
    private QdrantClient client;

    @BeforeEach
    void open() {
        qdrant = EmbeddedQdrant.open(folder.resolve("memory.qdrant"));
        client = qdrant.client();
    }

    @AfterEach
    void close() {
        qdrant.close();
    }

    private void createMemories() {
        Memories.create(client, "memories");
        Memories.write(client, "memories", 10, 1, 20);
    }

    private Path snapshots() {
        return folder.resolve("memory.qdrant-snapshots");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("memory.qdrant"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aSnapshotIsNamedAndDescribedAsTheServersAre() throws Exception {
        createMemories();
        Instant before = Instant.ofEpochSecond(Instant.now().getEpochSecond());
        SnapshotDescription taken = done(client.createSnapshotAsync("memories"));
        assertThat(taken.getName()).matches("memories-\\d+-\\d{4}-\\d{2}-\\d{2}-\\d{2}-\\d{2}-\\d{2}\\.snapshot");
        Path file = snapshots().resolve("memories").resolve(taken.getName());
        assertThat(taken.getSize()).isEqualTo(Files.size(file));
        assertThat(taken.getChecksum())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
        assertThat(Instant.ofEpochSecond(taken.getCreationTime().getSeconds())).isBetween(before, Instant.now());
        assertThat(done(client.listSnapshotAsync("memories"))).containsExactly(taken);
    }

    @Test
    void aFullSnapshotIsNamedAndDescribedAsTheServersAre() {
        createMemories();
        SnapshotDescription taken = done(client.createFullSnapshotAsync());
        assertThat(taken.getName()).matches("full-snapshot-\\d{4}-\\d{2}-\\d{2}-\\d{2}-\\d{2}-\\d{2}\\.snapshot");
        assertThat(snapshots().resolve(taken.getName())).hasSize(taken.getSize());
        assertThat(done(client.listFullSnapshotAsync())).containsExactly(taken);
        assertThat(done(client.listSnapshotAsync("memories"))).isEmpty();
    }

    @Test
    void ourOwnListNamesTheFiles() {
        createMemories();
        SnapshotDescription one = done(client.createSnapshotAsync("memories"));
        SnapshotDescription full = done(client.createFullSnapshotAsync());
        assertThat(qdrant.snapshots().folder()).contains(snapshots());
        assertThat(qdrant.snapshots().of("memories"))
                .extracting(Snapshot::path)
                .containsExactly(snapshots().resolve("memories").resolve(one.getName()));
        assertThat(qdrant.snapshots().full())
                .extracting(Snapshot::path)
                .containsExactly(snapshots().resolve(full.getName()));
    }

    @Test
    void snapshotsOfOneSecondAreKeptApart() {
        createMemories();
        for (int i = 0; i < 5; i++) {
            done(client.createSnapshotAsync("memories"));
            done(client.createFullSnapshotAsync());
        }
        assertThat(done(client.listSnapshotAsync("memories"))).hasSize(5);
        assertThat(done(client.listFullSnapshotAsync())).hasSize(5);
    }

    @Test
    void aDeletedSnapshotLeavesNothing() throws IOException {
        createMemories();
        done(client.deleteSnapshotAsync(
                "memories", done(client.createSnapshotAsync("memories")).getName()));
        done(client.deleteFullSnapshotAsync(
                done(client.createFullSnapshotAsync()).getName()));
        assertThat(done(client.listSnapshotAsync("memories"))).isEmpty();
        assertThat(done(client.listFullSnapshotAsync())).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void anAliasStandsForItsCollection() {
        createMemories();
        done(client.createAliasAsync("now", "memories"));
        SnapshotDescription taken = done(client.createSnapshotAsync("now"));
        assertThat(taken.getName()).startsWith("memories-");
        assertThat(done(client.listSnapshotAsync("now"))).containsExactly(taken);
        assertThat(done(client.listSnapshotAsync("memories"))).containsExactly(taken);
        done(client.deleteSnapshotAsync("now", taken.getName()));
        assertThat(done(client.listSnapshotAsync("memories"))).isEmpty();
    }

    @Test
    void aMissingCollectionIsSaid() throws IOException {
        String missing = "Not found: Collection `memories` doesn't exist!";
        assertRefused(client.createSnapshotAsync("memories"), Status.Code.NOT_FOUND, missing);
        assertRefused(client.listSnapshotAsync("memories"), Status.Code.NOT_FOUND, missing);
        assertRefused(client.deleteSnapshotAsync("memories", "one"), Status.Code.NOT_FOUND, missing);
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../memories", "/etc", "a/b", "\0"})
    void aNameThatNoCollectionHasIsRefused(String name) throws IOException {
        String complaint = "Validation error in body: [collection_name: collection name cannot contain \""
                + (name.contains("/") ? '/' : '\0') + "\" char]";
        assertRefused(client.createSnapshotAsync(name), Status.Code.INVALID_ARGUMENT, complaint);
        assertRefused(client.listSnapshotAsync(name), Status.Code.INVALID_ARGUMENT, complaint);
        assertRefused(client.deleteSnapshotAsync(name, "one"), Status.Code.INVALID_ARGUMENT, complaint);
        assertThat(files()).isEmpty();
    }

    static Stream<String> hostileNames() {
        return Stream.of(
                "missing.snapshot",
                "../outside.snapshot",
                "../../outside.snapshot",
                "../memories/SNAPSHOT",
                "memories/SNAPSHOT",
                "other/outside.snapshot",
                "./SNAPSHOT",
                "SNAPSHOT/",
                "SNAPSHOT/.",
                "SNAPSHOT.checksum",
                "ABSOLUTE",
                "..\\outside.snapshot",
                "..",
                ".",
                "/",
                " ",
                "*",
                "*.snapshot",
                "memories",
                "SNAPSHOT\0",
                "a\0b.snapshot",
                "a\nb.snapshot",
                "x".repeat(100_000) + ".snapshot",
                "\uD83D\uDE00".repeat(300));
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void aNameThatLeadsElsewhereIsMissingAndNothingIsTouched(String hostile) throws IOException {
        createMemories();
        Memories.create(client, "other");
        String name = done(client.createSnapshotAsync("memories")).getName();
        String full = done(client.createFullSnapshotAsync()).getName();
        Files.createDirectories(snapshots().resolve("other"));
        for (Path outside : List.of(folder, snapshots().resolve("other"))) {
            Files.writeString(outside.resolve("outside.snapshot"), "precious");
        }
        List<Path> before = files();

        String ofCollection = filled(hostile, name, snapshots().resolve("memories"));
        assertRefused(
                client.deleteSnapshotAsync("memories", ofCollection),
                Status.Code.NOT_FOUND,
                "Not found: Snapshot " + ofCollection);
        String ofAll = filled(hostile, full, snapshots());
        assertRefused(client.deleteFullSnapshotAsync(ofAll), Status.Code.NOT_FOUND, "Not found: Snapshot " + ofAll);
        assertThat(files()).isEqualTo(before);
    }

    private static String filled(String hostile, String name, Path in) {
        return hostile.replace("SNAPSHOT", name)
                .replace("ABSOLUTE", in.resolve(name).toAbsolutePath().toString());
    }

    @Test
    void anEmptyNameIsRefused() {
        createMemories();
        String complaint =
                "Validation error in body: [snapshot_name: value \"\" invalid, must be at least 1 characters]";
        var stub = SnapshotsGrpc.newFutureStub(client.grpcClient().channel());
        assertRefused(
                stub.delete(DeleteSnapshotRequest.newBuilder()
                        .setCollectionName("memories")
                        .build()),
                Status.Code.INVALID_ARGUMENT,
                complaint);
        assertRefused(
                stub.deleteFull(DeleteFullSnapshotRequest.getDefaultInstance()),
                Status.Code.INVALID_ARGUMENT,
                complaint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"..", ".", "con", "Memories", "memories ", "grüße", "~", "full-snapshot-1.snapshot", ".hidden"})
    void aCollectionOfAnyNameHasSnapshotsOfItsOwnInsideOfTheFolder(String name) throws IOException {
        createMemories();
        Memories.create(client, name);
        SnapshotDescription taken = done(client.createSnapshotAsync(name));
        assertThat(done(client.listSnapshotAsync(name))).containsExactly(taken);
        assertThat(done(client.listSnapshotAsync("memories"))).isEmpty();
        assertThat(done(client.listFullSnapshotAsync())).isEmpty();
        Path file = qdrant.snapshots().of(name).get(0).path();
        assertThat(file.toRealPath().getParent().getParent())
                .isEqualTo(snapshots().toRealPath());
        done(client.deleteSnapshotAsync(name, taken.getName()));
        assertThat(files()).isEmpty();
    }

    @Test
    void aCollectionOfTheLongestNameHasSnapshots() {
        for (String letter : List.of("x", "\uD83D\uDE00")) {
            String name = letter.repeat(255);
            Memories.create(client, name);
            SnapshotDescription taken = done(client.createSnapshotAsync(name));
            assertThat(done(client.listSnapshotAsync(name))).containsExactly(taken);
        }
    }

    @Test
    void onlyFilesThatAreThereThemselvesAreListed() throws IOException {
        createMemories();
        SnapshotDescription taken = done(client.createSnapshotAsync("memories"));
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "precious");
        Path link = snapshots().resolve("memories").resolve("link.snapshot");
        Files.createSymbolicLink(link, elsewhere);
        Files.createDirectory(snapshots().resolve("memories").resolve("folder.snapshot"));
        Files.writeString(snapshots().resolve("memories").resolve("snapshot-17.new"), "half of one");
        assertThat(done(client.listSnapshotAsync("memories"))).containsExactly(taken);
        assertRefused(
                client.deleteSnapshotAsync("memories", "link.snapshot"),
                Status.Code.NOT_FOUND,
                "Not found: Snapshot link.snapshot");
        assertThat(link).exists();
    }

    @Test
    void whatAKilledProcessLeftGoesWithTheNextOpening() throws IOException {
        createMemories();
        SnapshotDescription taken = done(client.createSnapshotAsync("memories"));
        Path half = Files.writeString(snapshots().resolve("memories").resolve("snapshot-17.new"), "half of one");
        Path full = Files.writeString(snapshots().resolve("snapshot-18.new"), "half of one");
        Path theirs = Files.writeString(snapshots().resolve("theirs.new"), "precious");
        close();
        open();
        assertThat(half).doesNotExist();
        assertThat(full).doesNotExist();
        assertThat(theirs).exists();
        assertThat(done(client.listSnapshotAsync("memories"))).containsExactly(taken);
    }

    @Test
    void snapshotsOutliveTheirCollection() {
        createMemories();
        done(client.createSnapshotAsync("memories"));
        done(client.deleteCollectionAsync("memories"));
        assertThat(qdrant.snapshots().of("memories")).hasSize(1);
        Memories.create(client, "memories");
        assertThat(done(client.listSnapshotAsync("memories"))).hasSize(1);
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidAndNothingIsLeft() throws IOException {
        createMemories();
        Files.writeString(snapshots(), "a file where the folder should be");
        assertThatThrownBy(() -> done(client.createSnapshotAsync("memories")))
                .hasMessageStartingWith("INTERNAL: Service internal error: a snapshot could not be written to ")
                .hasMessageEndingWith("There is none of it.");
        assertThat(snapshots()).hasContent("a file where the folder should be");
        assertThat(Memories.all(client, "memories")).hasSize(10);
    }

    @Test
    void aStoreInMemoryTakesNoneWithoutAFolder() {
        try (EmbeddedQdrant inMemory = EmbeddedQdrant.inMemory()) {
            Memories.create(inMemory.client(), "memories");
            String sentence = "A store in memory has no place for snapshots; name a folder with"
                    + " EmbeddedOptions.withSnapshotsFolder";
            assertRefused(inMemory.client().createSnapshotAsync("memories"), Status.Code.FAILED_PRECONDITION, sentence);
            assertRefused(inMemory.client().createFullSnapshotAsync(), Status.Code.FAILED_PRECONDITION, sentence);
            assertThat(done(inMemory.client().listSnapshotAsync("memories"))).isEmpty();
            assertThat(done(inMemory.client().listFullSnapshotAsync())).isEmpty();
            assertRefused(
                    inMemory.client().deleteFullSnapshotAsync("one"), Status.Code.NOT_FOUND, "Not found: Snapshot one");
            assertThat(inMemory.snapshots().folder()).isEmpty();
            assertThat(inMemory.snapshots().full()).isEmpty();
        }
    }

    @Test
    void aNamedFolderTakesSnapshotsAlsoOfAStoreInMemory() {
        Path named = folder.resolve("some").resolve("where");
        EmbeddedOptions options = EmbeddedOptions.defaults().withSnapshotsFolder(named);
        try (EmbeddedQdrant inMemory = EmbeddedQdrant.inMemory(options)) {
            Memories.create(inMemory.client(), "memories");
            String name =
                    done(inMemory.client().createSnapshotAsync("memories")).getName();
            assertThat(named.resolve("memories").resolve(name)).isNotEmptyFile();
        }
    }

    @Test
    void aSnapshotIsNotOpenedAsAStore() throws IOException {
        createMemories();
        done(client.createFullSnapshotAsync());
        Path snapshot = qdrant.snapshots().full().get(0).path();
        byte[] before = Files.readAllBytes(snapshot);
        assertThatThrownBy(() -> EmbeddedQdrant.open(snapshot))
                .isInstanceOf(EmbeddedStoreException.Damaged.class)
                .hasMessageContaining(
                        "is a snapshot, which is only read from. EmbeddedQdrant.restore makes a store of it");
        assertThat(snapshot).hasBinaryContent(before);
    }

    /** One writer writes all points of one collection and then of the other, again and again. */
    @ParameterizedTest
    @ValueSource(ints = {20, 20_000})
    void whatIsTakenWhileOthersWriteIsOfOneMoment(int textLength) throws Exception {
        Memories.create(client, "first");
        Memories.create(client, "second");
        AtomicBoolean done = new AtomicBoolean();
        writeRound(0, textLength);
        Thread writer = new Thread(() -> {
            for (long round = 1; !done.get(); round++) {
                writeRound(round, textLength);
            }
        });
        writer.start();
        for (int i = 0; i < 3; i++) {
            done(client.createFullSnapshotAsync());
            done(client.createSnapshotAsync("first"));
        }
        done.set(true);
        writer.join();
        for (Snapshot full : qdrant.snapshots().full()) {
            try (EmbeddedQdrant restored =
                    EmbeddedQdrant.restore(full.path(), folder.resolve(full.name() + ".qdrant"))) {
                long first = onlyRound(restored, "first");
                assertThat(first - onlyRound(restored, "second")).isBetween(0L, 1L);
            }
        }
        for (Snapshot one : qdrant.snapshots().of("first")) {
            qdrant.snapshots().replace("restored", one.path());
            onlyRound(qdrant, "restored");
        }
    }

    private void writeRound(long round, int textLength) {
        Memories.write(client, "first", 500, round, textLength);
        Memories.write(client, "second", 500, round, textLength);
    }

    private static long onlyRound(EmbeddedQdrant qdrant, String collection) {
        List<Long> rounds = Memories.rounds(qdrant.client(), collection);
        assertThat(rounds).hasSize(1);
        assertThat(done(qdrant.client().countAsync(collection))).isEqualTo(500);
        return rounds.get(0);
    }

    @Test
    void aSnapshotTellsItsFormatInItsFirstBytes() throws IOException {
        createMemories();
        done(client.createSnapshotAsync("memories"));
        byte[] bytes =
                Files.readAllBytes(qdrant.snapshots().of("memories").get(0).path());
        assertThat(new String(bytes, 68, 4, UTF_8)).isEqualTo("WQDS");
        assertThat(bytes[63]).isEqualTo((byte) 1);
    }
}
