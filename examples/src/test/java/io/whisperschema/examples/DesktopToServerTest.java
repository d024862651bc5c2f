package io.whisperschema.examples;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Points.PointStruct;
import io.whisperschema.report.MoveReport;
import io.whisperschema.testkit.WithDatabases;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithDatabases
class DesktopToServerTest {
    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void aDesktopIsInUse() throws Exception {
        file = folder.resolve("memories.qdrant");
        try (var desktop = EmbeddedQdrant.open(file)) {
            CharacterMemories.start(desktop.client());
            CharacterMemories.meet(desktop.client(), "elena");
            desktop.client().upsertAsync("memory_elena", List.of(memory(1))).get();
        }
    }

    private static PointStruct memory(long number) {
        var numbers = new float[384];
        numbers[(int) number] = 1;
        return PointStruct.newBuilder()
                .setId(id(number))
                .setVectors(vectors(numbers))
                .putPayload("user_id", value("ada"))
                .build();
    }

    @Test
    void aDesktopBecomesAServer(QdrantClient server) throws Exception {
        MoveReport report = DesktopToServer.move(file, server);

        assertThat(report.isProven()).isTrue();
        assertThat(server.countAsync("memory_elena").get()).isEqualTo(1);
        assertThat(DesktopToServer.isTheSame(file, server)).isTrue();
    }

    @Test
    void whatComesLaterMakesADifference(QdrantClient server) throws Exception {
        DesktopToServer.move(file, server);

        server.upsertAsync("memory_elena", List.of(memory(2))).get();

        assertThat(DesktopToServer.isTheSame(file, server)).isFalse();
    }
}
