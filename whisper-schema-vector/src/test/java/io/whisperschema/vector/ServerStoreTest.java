package io.whisperschema.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.whisperschema.spi.VectorStore;
import io.whisperschema.testkit.VectorStoreContract;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** On a real server, which must be empty and is so again afterwards. */
class ServerStoreTest implements VectorStoreContract {
    private static Optional<RealQdrant> server = Optional.empty();

    private QdrantClient client;

    @BeforeAll
    static void find() {
        server = RealQdrant.find();
    }

    @BeforeEach
    void connect() throws ExecutionException, InterruptedException {
        Assumptions.assumeTrue(
                server.isPresent(),
                RealQdrant.ADDRESS
                        + " names no Qdrant server, as host:port of its gRPC, and there is no Docker to run one");
        QdrantClient connected = server.get().client();
        assertThat(connected.listCollectionsAsync().get())
                .as("%s must name an empty server: its collections are dropped", RealQdrant.ADDRESS)
                .isEmpty();
        client = connected;
    }

    @Override
    public VectorStore freshStore() {
        return QdrantStore.over(client);
    }

    @AfterEach
    void empty() throws ExecutionException, InterruptedException {
        if (client != null) {
            for (String collection : client.listCollectionsAsync().get()) {
                client.deleteCollectionAsync(collection).get();
            }
            client.close();
        }
    }

    @AfterAll
    static void stop() {
        server.ifPresent(RealQdrant::close);
    }
}
