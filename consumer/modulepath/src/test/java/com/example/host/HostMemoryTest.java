package com.example.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.whisperschema.testkit.QdrantFile;
import io.whisperschema.testkit.WithDatabases;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import io.whisperschema.vector.embedded.ServedPort;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@WithDatabases
class HostMemoryTest {
    @Test
    void itRemembersOnAFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("memory.qdrant");
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.open(file)) {
            HostMemory.write(qdrant.client());
        }
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.open(file)) {
            assertThat(HostMemory.nearestTo(qdrant.client(), 1, 2)).isEqualTo("north");
        }
    }

    @RepeatedTest(2)
    void aTestHasOneOfItsOwn(QdrantClient client) throws Exception {
        HostMemory.write(client);
        assertThat(HostMemory.nearestTo(client, 2, 1)).isEqualTo("east");
    }

    @Test
    void aFileIsOpenedAgain(QdrantFile file) throws Exception {
        HostMemory.write(file.client());
        assertThat(HostMemory.nearestTo(file.reopened().client(), 2, 1)).isEqualTo("east");
    }

    @Test
    void othersReachItThroughAPort(EmbeddedQdrant qdrant, QdrantClient client) throws Exception {
        HostMemory.write(client);
        try (ServedPort port = qdrant.serve(0);
                QdrantClient other = new QdrantClient(QdrantGrpcClient.newBuilder("localhost", port.port(), false)
                        .build())) {
            assertThat(HostMemory.nearestTo(other, 1, 2)).isEqualTo("north");
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class InANestedClassWithOneInstance {
        @RepeatedTest(2)
        void aTestHasOneOfItsOwnToo(QdrantClient client) throws Exception {
            HostMemory.write(client);
        }
    }
}
