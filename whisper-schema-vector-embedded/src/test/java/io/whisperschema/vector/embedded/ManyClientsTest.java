package io.whisperschema.vector.embedded;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.whisperschema.vector.embedded.Calls.assertRefused;
import static io.whisperschema.vector.embedded.Calls.done;
import static io.whisperschema.vector.embedded.Calls.params;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyClientsTest {

    private static final int CLIENTS = 6;
    private static final int ROUNDS = 30;
    private static final int POINTS = 20;
    private static final int CALLBACKS = 100;

    @TempDir
    private Path folder;

    @Test
    void aClientThatOutlivesItsStoreIsToldThatItIsClosed() {
        EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
        QdrantClient client = qdrant.client();
        qdrant.close();
        assertRefused(client.listCollectionsAsync(), Status.Code.UNAVAILABLE, "Channel shutdown invoked");
    }

    @Test
    void callbacksMayWaitForOtherCalls() throws Exception {
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory()) {
            QdrantClient client = qdrant.client();
            List<ListenableFuture<List<String>>> calls = IntStream.range(0, CALLBACKS)
                    .mapToObj(i -> Futures.transform(
                            client.listCollectionsAsync(),
                            names -> done(client.listCollectionsAsync()),
                            MoreExecutors.directExecutor()))
                    .toList();
            assertThat(Futures.allAsList(calls).get(20, TimeUnit.SECONDS)).hasSize(CALLBACKS);
        }
    }

    /** All points of a round are written together, so that no reader may ever see two rounds at once. */
    @Test
    void readersSeeEachWriteWholeWhileManyWrite() throws Exception {
        Path file = folder.resolve("memory.qdrant");
        ExecutorService threads = Executors.newFixedThreadPool(2 * CLIENTS);
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.open(file);
                ServedPort port = qdrant.serve(0)) {
            for (int i = 0; i < CLIENTS / 2; i++) {
                done(qdrant.client().createCollectionAsync("memories " + i, params(2, Distance.Dot)));
            }
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int number = i;
                work.add(() -> write(qdrant.client(), number));
                work.add(() -> read(number % 2 == 0 ? through(port) : qdrant.client(), number));
            }
            for (Future<Boolean> each : threads.invokeAll(work)) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.open(file)) {
            for (int i = 0; i < CLIENTS / 2; i++) {
                assertThat(done(qdrant.client().countAsync("memories " + i))).isEqualTo(2 * POINTS);
            }
        }
    }

    private static QdrantClient through(ServedPort port) {
        return new QdrantClient(
                QdrantGrpcClient.newBuilder("localhost", port.port(), false).build());
    }

    /** Two clients share a collection, each with points of its own. */
    private static String collection(int client) {
        return "memories " + client / 2;
    }

    private static boolean write(QdrantClient client, int number) {
        for (int round = 1; round <= ROUNDS; round++) {
            int now = round;
            done(client.upsertAsync(
                    collection(number),
                    IntStream.range(0, POINTS)
                            .mapToObj(point -> PointStruct.newBuilder()
                                    .setId(id(number * 1000L + point))
                                    .setVectors(vectors(number % 2 == 0 ? now : 0f, number % 2 == 0 ? 0f : now))
                                    .build())
                            .toList()));
        }
        client.close();
        return true;
    }

    private static boolean read(QdrantClient client, int number) {
        QueryPoints request = QueryPoints.newBuilder()
                .setCollectionName(collection(number))
                .setQuery(number % 2 == 0 ? nearest(1f, 0f) : nearest(0f, 1f))
                .setLimit(POINTS)
                .build();
        for (int round = 0; round < ROUNDS; round++) {
            List<ScoredPoint> found = done(client.queryAsync(request));
            assertThat(found.stream().map(ScoredPoint::getScore).distinct().count())
                    .isLessThanOrEqualTo(1);
        }
        client.close();
        return true;
    }
}
