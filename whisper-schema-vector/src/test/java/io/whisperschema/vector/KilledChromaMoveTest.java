package io.whisperschema.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.report.MoveReport;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import io.whisperschema.vector.internal.chroma.ChromaSample;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is killed while a folder of ChromaDB is moved leaves what the same call finishes. */
class KilledChromaMoveTest {
    private static final int KILLED = 137;

    @TempDir
    Path place;

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7, 10, 13})
    void theNextProcessGoesOn(int chunks) throws Exception {
        ChromaSample sample = ChromaSample.in(place);
        Path file = place.resolve("memories.qdrant");
        assertThat(killedAfter(chunks, sample.folder(), file)).isEqualTo(KILLED);

        MoveReport report = ChromaMovingProgram.move(sample.folder(), file, new ProgressListener() {});

        assertThat(report.isProven()).isTrue();
        assertThat(report.rows()).isEqualTo(2647);
        requireWhole(file);
    }

    private static int killedAfter(int chunks, Path folder, Path file) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChromaMovingProgram.class.getName(),
                        folder.toString(),
                        file.toString(),
                        Integer.toString(chunks))
                .redirectErrorStream(true)
                .redirectOutput(file.resolveSibling("said.txt").toFile())
                .start();
        return process.waitFor();
    }

    private static void requireWhole(Path file) throws ExecutionException, InterruptedException {
        try (var target = EmbeddedQdrant.open(file)) {
            assertThat(target.client().listCollectionsAsync().get())
                    .containsExactlyInAnyOrder(ChromaSample.MEMORIES, ChromaSample.FACTS, ChromaSample.CONTEXTS);
            assertThat(target.client().countAsync(ChromaSample.FACTS).get()).isEqualTo(1397);
        }
    }
}
