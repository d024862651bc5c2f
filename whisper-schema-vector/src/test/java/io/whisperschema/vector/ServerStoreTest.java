package io.whisperschema.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.whisperschema.spi.VectorStore;
import io.whisperschema.testkit.VectorStoreContract;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;

/** On a real server, which must be empty and is so again afterwards. */
class ServerStoreTest implements VectorStoreContract {
    private static final String ADDRESS = "WHISPER_TEST_QDRANT";

    private QdrantClient client;

    @BeforeEach
    void connect() throws ExecutionException, InterruptedException {
        String address = System.getenv(ADDRESS);
        Assumptions.assumeTrue(
                address != null, ADDRESS + " names no Qdrant server, as host:port of its gRPC, to test on");
        String[] parts = address.split(":", 2);
        var connected = new QdrantClient(QdrantGrpcClient.newBuilder(parts[0], Integer.parseInt(parts[1]), false)
                .build());
        assertThat(connected.listCollectionsAsync().get())
                .as("%s must name an empty server: its collections are dropped", ADDRESS)
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
}
