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
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the memory limit does not count must stay small beside what it counts. */
class MemoryTest {

    private static final int SIZE = 384;
    private static final long MEGABYTE = 1 << 20;

    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
    private final QdrantClient client = qdrant.client();

    @AfterEach
    void close() {
        qdrant.close();
    }

    private void create(String collection) {
        done(client.createCollectionAsync(collection, params(SIZE, Distance.Dot)));
    }

    private void upsert(String collection, LongStream ids) {
        List<PointStruct> points = ids.mapToObj(number -> PointStruct.newBuilder()
                        .setId(id(number))
                        .setVectors(vectors(new float[SIZE]))
                        .build())
                .toList();
        done(client.upsertAsync(collection, points));
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE;
    }

    @Test
    void manySmallCollectionsTakeLittle() {
        create("first");
        upsert("first", LongStream.of(1));
        long before = used();
        for (int i = 0; i < 300; i++) {
            create("memories " + i);
            upsert("memories " + i, LongStream.range(0, 3));
        }
        assertThat(used() - before).isLessThan(30);
    }

    @Test
    void deletedVectorsLeaveTheMemory() {
        create("memories");
        upsert("memories", LongStream.of(1));
        long before = used();
        for (int i = 0; i < 40; i++) {
            upsert("memories", LongStream.range(i * 1_000L, (i + 1) * 1_000L));
        }
        assertThat(used() - before).isGreaterThan(50);
        done(client.deleteAsync("memories", Filter.getDefaultInstance()));
        assertThat(used() - before).isLessThan(30);
    }
}
