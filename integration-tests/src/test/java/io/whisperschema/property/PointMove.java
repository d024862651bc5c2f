package io.whisperschema.property;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.family;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.unnamed;
import static io.whisperschema.definition.vector.Vectors.version;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Points.PointStruct;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.report.MoveReport;
import io.whisperschema.vector.QdrantStore;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A move of collections that a seed decides.
 *
 * @param seed the seed
 * @param size how large it is, from 1 on
 */
record PointMove(long seed, int size) {
    private static final int DIMENSIONS = 24;
    private static final int POINTS = 80;
    private static final CollectionFamily MEMORIES = family(
            "memory_<name>",
            version(
                    "1",
                    unnamed(DIMENSIONS, Distance.COSINE),
                    payload("user").keyword().indexed()));
    private static final SchemaDefinition SCHEMA = SchemaDefinition.named("memories")
            .families(MEMORIES)
            .collections(collection("facts", unnamed(DIMENSIONS, Distance.DOT)));

    static WhisperSchema host(QdrantClient client) {
        return WhisperSchema.of(SCHEMA).vectors(QdrantStore.over(client));
    }

    /** How many points there are. */
    int points() {
        return 2 * POINTS * size + 1;
    }

    void fill(QdrantClient source) throws ExecutionException, InterruptedException {
        host(source).bootstrap();
        QdrantStore.over(source).create(MEMORIES.collection("elena_7d"));
        source.createAliasAsync("memory_elena", "memory_elena_7d").get();
        var chance = new Chance(seed);
        source.upsertAsync("memory_elena", points(chance, 2 * POINTS * size)).get();
        source.upsertAsync("facts", points(chance, 1)).get();
    }

    private static List<PointStruct> points(Chance chance, int count) {
        var points = new ArrayList<PointStruct>();
        for (int i = 0; i < count; i++) {
            var numbers = new float[DIMENSIONS];
            for (int n = 0; n < DIMENSIONS; n++) {
                numbers[n] = chance.between(-1000, 1000) / 100f;
            }
            points.add(PointStruct.newBuilder()
                    .setId(chance.toss() ? id(chance.number()) : id(new UUID(chance.number(), chance.number())))
                    .setVectors(vectors(numbers))
                    .putPayload("user", value("user " + i % 5))
                    .putPayload("number", value(chance.number()))
                    .build());
        }
        return points;
    }

    MoveReport move(QdrantClient source, QdrantClient target, Moments moments) {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            MoveOptions options = MoveOptions.cautious().chunksOf(POINTS / 4);
            return host(source)
                    .listener(moments)
                    .move(QdrantStore.over(target), seed % 3 == 0 ? options.with(executor) : options);
        } finally {
            executor.shutdown();
        }
    }

    MoveReport verified(QdrantClient source, QdrantClient target) {
        return host(source).verifyMoved(QdrantStore.over(target), MoveOptions.cautious());
    }
}
