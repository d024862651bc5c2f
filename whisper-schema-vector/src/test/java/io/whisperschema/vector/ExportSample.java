package io.whisperschema.vector;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.nullValue;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.family;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.unnamed;
import static io.whisperschema.definition.vector.Vectors.version;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Points.PointStruct;
import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.Vectors;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Two collections to be exported: memories behind an alias, and products with two vectors. */
final class ExportSample {
    static final CollectionFamily MEMORIES = family(
            "memory_<name>",
            version(
                    "3",
                    unnamed(3, Distance.COSINE).embeddedBy("mini"),
                    payload("user").keyword().required().indexed()));
    static final VectorCollection PRODUCTS = collection(
            "products", Vectors.vector("picture", 2, Distance.EUCLID), Vectors.vector("text", 3, Distance.DOT));
    static final String MEMORY = "memory_elena_7d";
    static final String ALIAS = "memory_elena";

    private ExportSample() {}

    static void make(QdrantClient client, int memories) throws Exception {
        QdrantStore store = QdrantStore.over(client);
        store.create(MEMORIES.collection("elena_7d"));
        store.create(PRODUCTS);
        client.createAliasAsync(ALIAS, MEMORY).get();
        client.upsertAsync(MEMORY, memories(memories)).get();
        client.upsertAsync("products", List.of(product(7), product())).get();
    }

    static List<PointStruct> memories(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> PointStruct.newBuilder()
                        .setId(id(number))
                        .setVectors(vectors((float) number, 1f, -0.3f))
                        .putPayload("user", value("user " + number % 7))
                        .putPayload("number", value(number))
                        .build())
                .toList();
    }

    /** One without a text. */
    static PointStruct product(long number) {
        return PointStruct.newBuilder()
                .setId(id(number))
                .setVectors(namedVectors(Map.of("picture", vector(1f, 2f))))
                .build();
    }

    private static PointStruct product() {
        return PointStruct.newBuilder()
                .setId(id(UUID.fromString("f0000000-0000-0000-0000-000000000001")))
                .setVectors(namedVectors(Map.of("picture", vector(1f, 2f), "text", vector(4f, 5f, 6f))))
                .putPayload("tags", list(List.of(value("a"), value(2), value(2.5))))
                .putPayload("sizes", value(Map.of("small", value(true), "large", nullValue())))
                .build();
    }
}
