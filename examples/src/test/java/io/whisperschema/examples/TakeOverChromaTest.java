package io.whisperschema.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.whisperschema.report.MoveReport;
import io.whisperschema.testkit.WithDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithDatabases
class TakeOverChromaTest {
    private static final Path SAMPLE = Path.of("")
            .toAbsolutePath()
            .resolveSibling(
                    "whisper-schema-vector/src/test/resources/io/whisperschema/vector/internal/chroma/chroma-1.3.zip");

    @TempDir
    private Path place;

    @BeforeEach
    void aServerHasWrittenAFolder() throws IOException {
        try (var zip = new ZipInputStream(Files.newInputStream(SAMPLE))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = place.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, zip.readAllBytes());
            }
        }
    }

    @Test
    void aFolderBecomesCollections(QdrantClient server) throws Exception {
        MoveReport report = TakeOverChroma.move(place.resolve("folder"), server);

        assertThat(report.isProven()).isTrue();
        assertThat(server.countAsync("memory_elena").get()).isEqualTo(150);
        assertThat(server.scrollAsync(ScrollPoints.newBuilder()
                                .setCollectionName("memory_elena")
                                .setLimit(150)
                                .build())
                        .get()
                        .getResultList())
                .extracting(RetrievedPoint::getPayloadMap)
                .anySatisfy(payload -> assertThat(payload).containsKeys("content", "chroma_id", "user_id"));
    }
}
