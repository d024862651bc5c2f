package io.whisperschema.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.spi.VectorStore;
import io.whisperschema.testkit.VectorStoreContract;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void whatWasExportedIsRestored(@TempDir Path folder) throws Exception {
        ExportSample.make(client, 500);
        QdrantStore store = QdrantStore.over(client);
        VectorCatalog before = store.inspect();
        VectorExport export = store.export(folder.resolve("export"), ExportOptions.all());
        empty(client);

        store.restore(folder.resolve("export"), RestoreOptions.all());

        assertThat(store.inspect().collections()).isEqualTo(before.collections());
        assertThat(store.inspect().aliases()).isEqualTo(before.aliases());
        assertThat(store.export(folder.resolve("again"), ExportOptions.all()).collections())
                .isEqualTo(export.collections());
    }

    @Test
    void aSnapshotIsListedUntilItIsDeleted() throws Exception {
        ExportSample.make(client, 10);
        QdrantSnapshots snapshots = QdrantStore.over(client).snapshots();
        StoredSnapshot taken = snapshots.create("products");

        assertThat(snapshots.of("products")).extracting(StoredSnapshot::name).containsExactly(taken.name());
        snapshots.delete("products", taken.name());
        assertThat(snapshots.of("products")).isEmpty();
    }

    @AfterEach
    void empty() throws ExecutionException, InterruptedException {
        if (client != null) {
            empty(client);
            client.close();
        }
    }

    @AfterAll
    static void stop() {
        server.ifPresent(RealQdrant::close);
    }

    private static void empty(QdrantClient client) throws ExecutionException, InterruptedException {
        for (String collection : client.listCollectionsAsync().get()) {
            client.deleteCollectionAsync(collection).get();
        }
    }
}
