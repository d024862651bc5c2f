package io.whisperschema.vector.embedded;

import static io.whisperschema.vector.embedded.Calls.done;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.AliasDescription;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files and full snapshots as each version of the format wrote them, of what {@link #make} makes. They are kept for ever. A
 * new version's are written with {@code -Dwhisper.golden=write}.
 */
class FormatTest {

    private static final Path RESOURCES = Path.of("src/test/resources/io/whisperschema/vector/embedded");
    private static final String SNAPSHOT = "full-format-1.snapshot.gz";
    private static final String STORE = "format-1.db.gz";

    @TempDir
    private Path folder;

    private static void make(QdrantClient client) {
        Memories.create(client, "memories");
        done(client.createPayloadIndexAsync(
                "memories", Memories.ROUND, PayloadSchemaType.Integer, null, true, null, null));
        Memories.write(client, "memories", 5, 3, 40);
        Memories.create(client, "empty");
        done(client.createAliasAsync("now", "memories"));
    }

    private static void assertSame(QdrantClient client, QdrantClient made) {
        assertThat(done(client.listCollectionsAsync())).containsExactlyInAnyOrder("empty", "memories");
        assertThat(Memories.all(client, "memories")).isEqualTo(Memories.all(made, "memories"));
        for (String collection : done(made.listCollectionsAsync())) {
            assertThat(done(client.getCollectionInfoAsync(collection)))
                    .isEqualTo(done(made.getCollectionInfoAsync(collection)));
        }
        assertThat(done(client.listAliasesAsync()))
                .extracting(AliasDescription::getAliasName, AliasDescription::getCollectionName)
                .containsExactly(tuple("now", "memories"));
    }

    @BeforeEach
    void writeGolden() throws IOException {
        if (!"write".equals(System.getProperty("whisper.golden"))) {
            return;
        }
        Path file = folder.resolve("golden.db");
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.open(file)) {
            make(qdrant.client());
            done(qdrant.client().createFullSnapshotAsync());
            pack(qdrant.snapshots().full().get(0).path(), SNAPSHOT);
        }
        pack(file, STORE);
    }

    private static void pack(Path file, String golden) throws IOException {
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(RESOURCES.resolve(golden)))) {
            Files.copy(file, packed);
        }
    }

    private Path unpacked(String golden) throws IOException {
        Path file = folder.resolve(golden.replace(".gz", ""));
        try (InputStream packed =
                new GZIPInputStream(Objects.requireNonNull(getClass().getResourceAsStream(golden)))) {
            Files.copy(packed, file);
        }
        return file;
    }

    @Test
    void aSnapshotOfTheFirstFormatIsRead() throws IOException {
        try (EmbeddedQdrant restored = EmbeddedQdrant.restore(unpacked(SNAPSHOT), folder.resolve("memory.qdrant"));
                EmbeddedQdrant made = EmbeddedQdrant.inMemory()) {
            make(made.client());
            assertSame(restored.client(), made.client());
        }
    }

    @Test
    void aFileOfTheFirstFormatIsRead() throws IOException {
        try (EmbeddedQdrant opened = EmbeddedQdrant.open(unpacked(STORE));
                EmbeddedQdrant made = EmbeddedQdrant.inMemory()) {
            make(made.client());
            assertSame(opened.client(), made.client());
        }
    }

    @Test
    void aSnapshotTellsItsFormatInItsFirstBytes() throws IOException {
        try (EmbeddedQdrant qdrant =
                EmbeddedQdrant.inMemory(EmbeddedOptions.defaults().withSnapshotsFolder(folder))) {
            make(qdrant.client());
            done(qdrant.client().createFullSnapshotAsync());
            byte[] bytes = Files.readAllBytes(qdrant.snapshots().full().get(0).path());
            assertThat(new String(bytes, 68, 4, US_ASCII)).isEqualTo("WQDS");
            assertThat(bytes[63]).isEqualTo((byte) 1);
        }
    }
}
