package io.whisperschema.vector.embedded;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.whisperschema.vector.embedded.Calls.done;
import static io.whisperschema.vector.embedded.Calls.params;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.VectorFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Points.PointStruct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged file is told of, or the damage is where nothing is kept: it is never read as something else. */
class DamagedStoreTest {

    private static final int BYTES = 400;

    @TempDir
    private Path folder;

    private Path file;
    private byte[] whole;
    private String content;

    @BeforeEach
    void makeAFile() throws IOException {
        file = folder.resolve("memory.db");
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.open(file)) {
            fill(qdrant.client());
            content = content(qdrant.client());
        }
        whole = Files.readAllBytes(file);
    }

    private static void fill(QdrantClient client) {
        done(client.createCollectionAsync(
                "memories", Map.of("content", params(8, Distance.Cosine), "mood", params(4, Distance.Dot))));
        done(client.createCollectionAsync("facts", params(3, Distance.Euclid)));
        done(client.createPayloadIndexAsync("memories", "user", PayloadSchemaType.Keyword, null, null, null, null));
        done(client.createAliasAsync("head", "memories"));
        Random random = new Random(7);
        List<PointStruct> points = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            points.add(PointStruct.newBuilder()
                    .setId(i % 2 == 0 ? id(i) : id(new UUID(random.nextLong(), i)))
                    .setVectors(namedVectors(Map.of(
                            "content", VectorFactory.vector(numbers(random, 8)),
                            "mood", VectorFactory.vector(numbers(random, 4)))))
                    .putPayload("user", value("user " + i % 5))
                    .putPayload("text", value("x".repeat(random.nextInt(200))))
                    .build());
        }
        done(client.upsertAsync("memories", points));
    }

    private static List<Float> numbers(Random random, int size) {
        return random.doubles(size).mapToObj(number -> (float) number).toList();
    }

    private static String content(QdrantClient client) {
        Map<String, String> content = new TreeMap<>();
        for (String name : done(client.listCollectionsAsync())) {
            content.put(
                    "config of " + name,
                    done(client.getCollectionInfoAsync(name)).toString());
            content.put("points of " + name, Memories.all(client, name).toString());
        }
        content.put("aliases", done(client.listAliasesAsync()).toString());
        return content.toString();
    }

    @Test
    void noByteOfAFileCanChangeUnseen() throws IOException {
        Random random = new Random(11);
        int refused = 0;
        for (int i = 0; i < BYTES; i++) {
            int at = random.nextInt(whole.length);
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            try (EmbeddedQdrant qdrant = EmbeddedQdrant.open(file)) {
                assertThat(content(qdrant.client())).as("byte " + at).isEqualTo(content);
            } catch (EmbeddedStoreException.Damaged | EmbeddedStoreException.TooNew e) {
                refused++;
                assertThat(Files.readAllBytes(file)).as(e.getMessage()).isEqualTo(damaged);
            }
        }
        assertThat(refused).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "points_1 WHERE slot = 7",
                "vectors_1_1 WHERE slot = 7",
                "vectors_1_2",
                "collections WHERE id = 2",
                "spaces WHERE collection = 2",
                "indexes",
                "aliases"
            })
    void rowsThatAreLostAreMissed(String lost) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM " + lost);
        }
        assertThatThrownBy(() -> EmbeddedQdrant.open(file))
                .isInstanceOf(EmbeddedStoreException.Damaged.class)
                .hasMessageContaining("were written");
    }
}
