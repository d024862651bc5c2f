package io.whisperschema.vector.internal.chroma;

import static io.qdrant.client.PointIdFactory.id;

import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.NamedVectors;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.Vectors;
import io.whisperschema.move.Item;
import io.whisperschema.vector.internal.chroma.ChromaIds.PointId;
import io.whisperschema.vector.internal.move.PointItems;
import io.whisperschema.vector.internal.move.UnitLength;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes points of records. Reused, not thread-safe. */
public final class ChromaPoints {
    private final String documentField;
    private final String idField;
    private final String vector;
    private final PointItems items = new PointItems();

    /**
     * @param documentField which payload field holds the document
     * @param idField which payload field holds an id that is no UUID
     * @param vector what the vector is called, empty where it has no name
     */
    public ChromaPoints(String documentField, String idField, String vector) {
        this.documentField = documentField;
        this.idField = idField;
        this.vector = vector;
    }

    /** What keeps a record from being a point without loss, as a sentence with what to do; nothing where it can be one. */
    Optional<String> clash(ChromaRecord record) {
        Map<String, @Nullable Object> metadata = record.metadata();
        if (isOther(metadata, documentField, record.document())) {
            return Optional.of(clash(record, documentField, "its document", "documentsIn"));
        }
        if (isOther(metadata, idField, Optional.of(record.id()))) {
            return Optional.of(clash(record, idField, "its id", "idsIn"));
        }
        return Optional.empty();
    }

    private static boolean isOther(Map<String, @Nullable Object> metadata, String field, Optional<String> text) {
        return metadata.containsKey(field)
                && !Optional.ofNullable(metadata.get(field)).equals(text);
    }

    private static String clash(ChromaRecord record, String field, String what, String option) {
        return "record %s has metadata in %s, where %s would go. Choose another field: ChromaOptions.%s(…)"
                .formatted(record.id(), field, what, option);
    }

    /** Puts the point of a record into a cleared item. */
    void put(Item item, ChromaRecord record, ChromaSpace space) {
        PointId id = ChromaIds.of(record.id());
        items.put(item, id(id.uuid()), vectors(record.vector(), space), payload(record, id));
    }

    private Vectors vectors(float[] numbers, ChromaSpace space) {
        if (numbers.length == 0) {
            return Vectors.newBuilder()
                    .setVectors(NamedVectors.getDefaultInstance())
                    .build();
        }
        Vector dense = Vector.newBuilder()
                .setDense(dense(space == ChromaSpace.COSINE ? UnitLength.of(numbers) : numbers))
                .build();
        return vector.isEmpty()
                ? Vectors.newBuilder().setVector(dense).build()
                : Vectors.newBuilder()
                        .setVectors(NamedVectors.newBuilder().putVectors(vector, dense))
                        .build();
    }

    private static DenseVector dense(float[] numbers) {
        var dense = DenseVector.newBuilder();
        for (float number : numbers) {
            dense.addData(number);
        }
        return dense.build();
    }

    private Map<String, Value> payload(ChromaRecord record, PointId id) {
        var payload = new HashMap<String, Value>();
        record.metadata().forEach((key, value) -> payload.put(key, value(value)));
        record.document().ifPresent(text -> payload.put(documentField, ValueFactory.value(text)));
        if (id.isDerived()) {
            payload.put(idField, ValueFactory.value(id.original()));
        }
        return payload;
    }

    private static Value value(@Nullable Object value) {
        if (value instanceof String text) {
            return ValueFactory.value(text);
        }
        if (value instanceof Long number) {
            return ValueFactory.value(number);
        }
        if (value instanceof Double number) {
            return ValueFactory.value(number);
        }
        if (value instanceof Boolean truth) {
            return ValueFactory.value(truth);
        }
        if (value instanceof List<?> items) {
            return ValueFactory.list(items.stream().map(ChromaPoints::value).toList());
        }
        if (value instanceof Map<?, ?> members) {
            var fields = new HashMap<String, Value>();
            members.forEach((key, member) -> fields.put(String.valueOf(key), value(member)));
            return ValueFactory.value(fields);
        }
        return ValueFactory.nullValue();
    }
}
