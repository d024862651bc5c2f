package io.whisperschema.examples;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.whisperschema.testkit.WithDatabases;
import io.whisperschema.vector.QdrantStore;
import io.whisperschema.vector.WriteFence;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithDatabases
class AnotherModelTest {
    private static final int FACTS = 50;

    private final Semaphore writes = new Semaphore(1);
    private final WriteFence fence = new WriteFence() {
        @Override
        public void hold() {
            writes.acquireUninterruptibly();
        }

        @Override
        public void release() {
            writes.release();
        }
    };

    @Test
    void everyFactGetsAVectorOfTheNewModelWhileTheApplicationGoesOn(QdrantClient client, @TempDir Path folder)
            throws Exception {
        QdrantStore.over(client).create(AnotherModel.FACTS);
        client.upsertAsync(
                        "facts",
                        IntStream.range(0, FACTS)
                                .mapToObj(AnotherModelTest::fact)
                                .toList())
                .get();
        var ended = new AtomicBoolean();
        CompletableFuture<Long> application = CompletableFuture.supplyAsync(() -> goOn(client, ended));

        AnotherModel.change(
                client,
                folder.resolve("record.db"),
                fence,
                texts -> texts.stream().map(text -> numbers(768, text)).toList());

        ended.set(true);
        long last = application.get();
        List<RetrievedPoint> there =
                client.retrieveAsync("facts", ids(), true, true, null).get();
        assertThat(there).hasSize(FACTS).allSatisfy(point -> {
            assertThat(point.getVectors().getVector().getDense().getDataCount()).isEqualTo(768);
            assertThat(point.getPayloadOrThrow("looked_at").getIntegerValue()).isLessThanOrEqualTo(last);
        });
        assertThat(there)
                .anySatisfy(
                        point -> assertThat(point.getPayloadOrThrow("looked_at").getIntegerValue())
                                .isEqualTo(last));
        assertThat(QdrantStore.over(client)
                        .inspect()
                        .reached("facts")
                        .orElseThrow()
                        .version())
                .contains("2");
    }

    /** Counts up in one fact after the other, and returns the last number that was acknowledged. */
    private long goOn(QdrantClient client, AtomicBoolean ended) {
        long number = 0;
        while (number < FACTS || !ended.get()) {
            number++;
            writes.acquireUninterruptibly();
            try {
                client.setPayloadAsync(
                                "facts", Map.of("looked_at", value(number)), id(number % FACTS), true, null, null)
                        .get();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            } finally {
                writes.release();
            }
        }
        return number;
    }

    private static List<io.qdrant.client.grpc.Common.PointId> ids() {
        return IntStream.range(0, FACTS).mapToObj(number -> id(number)).toList();
    }

    private static PointStruct fact(int number) {
        return PointStruct.newBuilder()
                .setId(id(number))
                .setVectors(vectors(numbers(384, "fact " + number)))
                .putPayload("text", value("fact " + number))
                .putPayload("looked_at", value(0))
                .build();
    }

    private static float[] numbers(int size, String text) {
        var numbers = new float[size];
        numbers[Math.floorMod(text.hashCode(), size)] = 1;
        return numbers;
    }
}
