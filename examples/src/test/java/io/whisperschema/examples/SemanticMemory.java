package io.whisperschema.examples;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.qdrant.client.WithPayloadSelectorFactory.enable;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/** What was said, found again by what it is about: on a desktop, in one file, without a server. */
final class SemanticMemory {
    private static final int SIZE = 512;

    private final QdrantClient client;

    /** On an embedded store or a server: the client is the same. */
    SemanticMemory(QdrantClient client) throws ExecutionException, InterruptedException {
        this.client = client;
        if (!client.collectionExistsAsync("memories").get()) {
            VectorParams vectors = VectorParams.newBuilder()
                    .setSize(SIZE)
                    .setDistance(Distance.Cosine)
                    .build();
            client.createCollectionAsync("memories", vectors).get();
        }
    }

    /** The same words twice are one memory. */
    public void remember(String user, String words) throws ExecutionException, InterruptedException {
        PointStruct memory = PointStruct.newBuilder()
                .setId(id(UUID.nameUUIDFromBytes((user + '\n' + words).getBytes(UTF_8))))
                .setVectors(vectors(embedding(words)))
                .putPayload("user", value(user))
                .putPayload("words", value(words))
                .build();
        client.upsertAsync("memories", List.of(memory)).get(); // from here on it survives a kill
    }

    /** The nearest first. */
    public List<String> recall(String user, String question) throws ExecutionException, InterruptedException {
        QueryPoints query = QueryPoints.newBuilder()
                .setCollectionName("memories")
                .setQuery(nearest(embedding(question)))
                .setFilter(Filter.newBuilder().addMust(matchKeyword("user", user)))
                .setLimit(3)
                .setWithPayload(enable(true))
                .build();
        return client.queryAsync(query).get().stream()
                .map(found -> found.getPayloadOrThrow("words").getStringValue())
                .toList();
    }

    /** A toy, the same on each run: texts are near when they share groups of three letters. A host asks a model. */
    private static float[] embedding(String text) {
        var vector = new float[SIZE];
        String letters = " " + text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ") + " ";
        for (int i = 0; i + 3 <= letters.length(); i++) {
            vector[Math.floorMod(letters.substring(i, i + 3).hashCode(), SIZE)]++;
        }
        return vector;
    }

    static List<String> onADesktop(Path file) throws ExecutionException, InterruptedException {
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.open(file)) {
            var memory = new SemanticMemory(qdrant.client());
            memory.remember("ada", "The engine weaves algebraic patterns.");
            memory.remember("ada", "Tea at four, with Charles.");
            return memory.recall("ada", "Which patterns does it weave?");
        }
    }
}
