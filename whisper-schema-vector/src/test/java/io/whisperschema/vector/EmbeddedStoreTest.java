package io.whisperschema.vector;

import io.whisperschema.spi.VectorStore;
import io.whisperschema.testkit.VectorStoreContract;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import org.junit.jupiter.api.AfterEach;

class EmbeddedStoreTest implements VectorStoreContract {
    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();

    @Override
    public VectorStore freshStore() {
        return QdrantStore.over(qdrant.client());
    }

    @AfterEach
    void close() {
        qdrant.close();
    }
}
