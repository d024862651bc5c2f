package io.whisperschema.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.whisperschema.vector.VectorExport.Exported;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exports as each version of the format wrote them, of what {@link ExportSample} makes. They are kept for ever. A new version's
 * is written with {@code -Dwhisper.golden=write}.
 */
class ExportFormatTest {
    private static final Path GOLDEN = Path.of("src/test/resources/io/whisperschema/vector/export-format-1");

    @TempDir
    private Path folder;

    @BeforeEach
    void writeGolden() throws Exception {
        if ("write".equals(System.getProperty("whisper.golden"))) {
            if (Files.exists(GOLDEN)) {
                delete(GOLDEN);
            }
            made(GOLDEN);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static VectorExport made(Path folder) throws Exception {
        try (EmbeddedQdrant from = EmbeddedQdrant.inMemory()) {
            ExportSample.make(from.client(), 40);
            return QdrantStore.over(from.client()).export(folder, ExportOptions.all());
        }
    }

    @Test
    void anExportOfTheFirstFormatIsRestored() throws Exception {
        try (EmbeddedQdrant restored = EmbeddedQdrant.inMemory();
                EmbeddedQdrant made = EmbeddedQdrant.inMemory()) {
            ExportSample.make(made.client(), 40);

            QdrantStore.over(restored.client()).restore(GOLDEN, RestoreOptions.all());

            assertThat(QdrantStore.over(restored.client()).inspect())
                    .isEqualTo(QdrantStore.over(made.client()).inspect());
        }
    }

    @Test
    void theSamePointsHaveTheSameDigestsStill() throws Exception {
        List<Exported> exported = made(folder.resolve("export")).collections();

        assertThat(VectorExport.open(GOLDEN).verify().collections())
                .extracting(Exported::name, Exported::points, Exported::digest)
                .isEqualTo(exported.stream()
                        .map(one -> tuple(one.name(), one.points(), one.digest()))
                        .toList());
    }
}
