package io.whisperschema.vector.embedded.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.whisperschema.vector.embedded.internal.engine.Incoming.Prepared;
import io.whisperschema.vector.embedded.internal.file.SqliteStore;
import io.whisperschema.vector.embedded.internal.file.WriteFailed;
import io.whisperschema.vector.embedded.internal.filter.Id;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedWriteTest {

    @TempDir
    private Path folder;

    private SqliteStore store;
    private Collection memories;

    @BeforeEach
    void setUp() {
        Engine engine = open();
        engine.create(CreateCollection.newBuilder()
                .setCollectionName("memories")
                .setVectorsConfig(VectorsConfig.newBuilder()
                        .setParams(VectorParams.newBuilder().setSize(1).setDistance(Distance.Dot)))
                .build());
        memories = engine.collection("memories");
        write(1);
    }

    @AfterEach
    void tearDown() {
        store.close();
    }

    private Engine open() {
        store = SqliteStore.open(folder.resolve("memory.qdrant"));
        return Engine.over(store, new Budget(1 << 20));
    }

    private void write(long id) {
        memories.write(writer -> writer.upsert(List.of(point(id))));
    }

    private Incoming point(long id) {
        Prepared vector = Prepared.of(memories.spaces().get(""), new float[] {id});
        return Incoming.of(Id.of(id), Map.of(), List.of(vector));
    }

    @Test
    void afterAWriteThatEndedHalfWayNothingIsServedAndTheFileOpensWithWhatWasAcknowledged() {
        assertThatThrownBy(() -> memories.write(writer -> {
                    writer.upsert(List.of(point(2)));
                    throw new OutOfMemoryError("Java heap space");
                }))
                .isInstanceOf(OutOfMemoryError.class);
        assertThatThrownBy(() -> write(3)).isInstanceOf(WriteFailed.class).hasMessageContaining("Java heap space");
        assertThatThrownBy(() -> memories.read(View::count)).isInstanceOf(WriteFailed.class);
        store.close();
        assertThat(open().collection("memories").<Integer>read(View::count)).isEqualTo(1);
    }

    @Test
    void aWriteThatFailsBeforeItHasChangedAnythingEndsNoOther() {
        assertThatThrownBy(() -> memories.write(writer -> {
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        write(2);
        assertThat(memories.<Integer>read(View::count)).isEqualTo(2);
    }
}
