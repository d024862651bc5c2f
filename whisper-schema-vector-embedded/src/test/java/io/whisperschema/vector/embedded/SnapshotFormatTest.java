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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Full snapshots as each version of the format took them, of what {@link #make} makes. They are kept for ever. */
class SnapshotFormatTest {

    private static final String GOLDEN = "full-format-1.snapshot.gz";

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

    @Test
    void theFirstFormatIsRead() throws IOException {
        Path snapshot = folder.resolve("golden.snapshot");
        try (InputStream golden =
                new GZIPInputStream(Objects.requireNonNull(getClass().getResourceAsStream(GOLDEN)))) {
            Files.copy(golden, snapshot);
        }
        try (EmbeddedQdrant restored = EmbeddedQdrant.restore(snapshot, folder.resolve("memory.qdrant"));
                EmbeddedQdrant made = EmbeddedQdrant.inMemory()) {
            make(made.client());
            assertSame(restored.client(), made.client());
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
