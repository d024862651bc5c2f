package io.whisperschema.vector;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.vector;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.CodeName;
import io.whisperschema.diff.PayloadEdit;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** A collection of notes, and what makes another of it. */
abstract class Notes {
    static final VectorCollection OLD =
            collection("notes", vector("content", 2, Distance.EUCLID)).version("1");
    static final VectorCollection NEW =
            collection("notes", vector("content", 3, Distance.EUCLID)).version("2");
    static final CodeName MODEL = new CodeName("model", "1");
    static final PointRecipe LARGER = recipe(NEW, Map.of("content", MODEL), List.of());

    final AtomicInteger embedded = new AtomicInteger();
    final CodeStep<PointBatch> model = PointCode.embedder(
            MODEL.name(),
            MODEL.version(),
            "text",
            texts -> texts.stream()
                    .map(text -> {
                        embedded.incrementAndGet();
                        return new float[] {text.length(), 1, 2};
                    })
                    .toList());

    final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
    final QdrantClient client = qdrant.client();
    final QdrantStore store = QdrantStore.over(client);
    final QdrantStore alone =
            store.rebuilding(RebuildOptions.careful().nobodyElseWrites().inBatchesOf(8));

    @AfterEach
    void close() {
        qdrant.close();
    }

    static PointRecipe recipe(VectorCollection into, Map<String, CodeName> embedded, List<PayloadEdit> edits) {
        return new PointRecipe(
                List.of("notes"),
                List.of(into),
                Map.of(),
                embedded,
                Set.of(),
                edits,
                Optional.empty(),
                Optional.empty());
    }

    /** What somebody does meanwhile. */
    interface Doing {
        void does() throws Exception;
    }

    static Runnable doing(Doing what) {
        return () -> {
            try {
                what.does();
            } catch (RuntimeException failure) {
                throw failure;
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        };
    }

    /** Points 1 to that many, in a collection of that name. */
    void made(VectorCollection as, int points) throws Exception {
        store.create(as);
        client.upsertAsync(
                        as.name(),
                        IntStream.rangeClosed(1, points).mapToObj(Notes::point).toList())
                .get();
    }

    static PointStruct point(int number) {
        return PointStruct.newBuilder()
                .setId(id(number))
                .setVectors(namedVectors(Map.of("content", io.qdrant.client.VectorFactory.vector(number, 1f))))
                .putPayload("text", value("x".repeat(1 + number % 50)))
                .putPayload("number", value(number))
                .build();
    }

    Map<Long, RetrievedPoint> all(String name) throws Exception {
        var all = new TreeMap<Long, RetrievedPoint>();
        client.scrollAsync(ScrollPoints.newBuilder()
                        .setCollectionName(name)
                        .setLimit(10_000)
                        .setWithPayload(io.qdrant.client.WithPayloadSelectorFactory.enable(true))
                        .setWithVectors(io.qdrant.client.WithVectorsSelectorFactory.enable(true))
                        .build())
                .get()
                .getResultList()
                .forEach(point -> all.put(point.getId().getNum(), point));
        return all;
    }

    static List<Float> content(RetrievedPoint point) {
        return point.getVectors()
                .getVectors()
                .getVectorsOrThrow("content")
                .getDense()
                .getDataList();
    }

    void assertLarger(int points) throws Exception {
        Map<Long, RetrievedPoint> all = all("notes");
        assertThat(all).hasSize(points);
        all.forEach((number, point) -> {
            assertThat(content(point)).containsExactly(1 + number % 50f, 1f, 2f);
            assertThat(point.getPayloadMap().keySet()).containsExactlyInAnyOrder("text", "number");
        });
    }
}
