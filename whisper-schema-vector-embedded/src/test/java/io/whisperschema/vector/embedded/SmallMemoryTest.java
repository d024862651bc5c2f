package io.whisperschema.vector.embedded;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.whisperschema.vector.embedded.Calls.done;
import static io.whisperschema.vector.embedded.Calls.params;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.PointStruct;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** In a process with little memory, which ends when there is none left. */
class SmallMemoryTest {

    private static final int COLLECTIONS = 1000;
    private static final int ROUNDS = 60;
    private static final int POINTS = 500;
    private static final int SIZE = 1000;

    @Test
    void manySmallCollectionsTakeLittleMemory() throws Exception {
        assertThat(exitOf(Many.class)).isZero();
    }

    @Test
    void pointsThatAreDeletedLeaveTheirMemoryToOthers() throws Exception {
        assertThat(exitOf(Emptied.class)).isZero();
    }

    private static int exitOf(Class<?> main) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName())
                .inheritIO()
                .start()
                .waitFor();
    }

    static final class Many {
        public static void main(String... arguments) {
            try (EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory()) {
                for (int i = 0; i < COLLECTIONS; i++) {
                    Memories.create(qdrant.client(), "memories " + i);
                    Memories.write(qdrant.client(), "memories " + i, 1, i, 1);
                }
            }
        }
    }

    static final class Emptied {
        public static void main(String... arguments) {
            try (EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory()) {
                QdrantClient client = qdrant.client();
                for (int i = 0; i < ROUNDS; i++) {
                    String collection = "memories " + i;
                    done(client.createCollectionAsync(collection, params(SIZE, Distance.Dot)));
                    done(client.upsertAsync(
                            collection,
                            LongStream.range(0, POINTS).mapToObj(Emptied::point).toList()));
                    done(client.deleteAsync(collection, Filter.getDefaultInstance()));
                }
            }
        }

        private static PointStruct point(long number) {
            return PointStruct.newBuilder()
                    .setId(id(number))
                    .setVectors(vectors(Collections.nCopies(SIZE, 1f)))
                    .build();
        }
    }
}
