package io.whisperschema.vector.internal.chroma;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of a collection that the server has taken out of its log, by id. Its ids are in memory, its vectors are not.
 *
 * <p>{@code index_metadata.pickle} is a dictionary as the Rust server of 1.0 to 1.5 writes it, or the fields of an object
 * as 0.4 to 0.6 did, in Python.
 */
final class ChromaIndex implements Closeable {
    private static final Set<String> NEEDED = Set.of("total_elements_added", "id_to_label", "label_to_id");
    private static final Set<String> KNOWN = Set.of(
            "dimensionality", "total_elements_added", "max_seq_id", "id_to_label", "label_to_id", "id_to_seq_id");
    private static final int FIELDS = 16;

    private final HnswVectors vectors;
    private final Map<String, Integer> elements;
    private final OptionalLong synced;

    private ChromaIndex(HnswVectors vectors, Map<String, Integer> elements, OptionalLong synced) {
        this.vectors = vectors;
        this.elements = elements;
        this.synced = synced;
    }

    /** The index in that folder, for vectors of that many dimensions if the collection says so. */
    static ChromaIndex open(IndexFolder folder, ChromaSpace space, OptionalInt dimensions) throws IOException {
        HnswHeader header = folder.header();
        ChromaFault.unless(
                dimensions.isEmpty() || dimensions.getAsInt() == header.dimensions(),
                "its index has %d dimensions, its database says %d",
                header.dimensions(),
                dimensions.orElse(0));
        HnswVectors vectors = HnswVectors.open(header, space, folder);
        try {
            Map<Object, @Nullable Object> fields = folder.labels(Math.max(FIELDS, header.count()));
            requireKnown(fields);
            return new ChromaIndex(vectors, elements(fields, vectors.elementsByLabel()), synced(fields));
        } catch (IOException | RuntimeException e) {
            vectors.close();
            throw e;
        }
    }

    private static void requireKnown(Map<Object, @Nullable Object> fields) throws ChromaFault {
        ChromaFault.unless(
                KNOWN.containsAll(fields.keySet()) && fields.keySet().containsAll(NEEDED),
                "%s has other fields than the versions this release reads",
                IndexFolder.LABELS);
    }

    private static OptionalLong synced(Map<Object, @Nullable Object> fields) {
        return fields.get("max_seq_id") instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
    }

    private static Map<String, Integer> elements(Map<Object, @Nullable Object> fields, Map<Long, Integer> labelled)
            throws ChromaFault {
        Map<?, ?> labels = dictionary(fields, "id_to_label");
        Map<?, ?> ids = dictionary(fields, "label_to_id");
        ChromaFault.unless(labels.size() == ids.size(), "%s contradicts itself", IndexFolder.LABELS);
        Map<String, Integer> elements = new HashMap<>();
        for (Map.Entry<?, ?> entry : labels.entrySet()) {
            ChromaFault.unless(
                    entry.getKey() instanceof String && entry.getKey().equals(ids.get(entry.getValue())),
                    "%s contradicts itself",
                    IndexFolder.LABELS);
            Integer element = labelled.get(entry.getValue());
            ChromaFault.unless(
                    element != null, "%s names a vector that %s has not", IndexFolder.LABELS, IndexFolder.ELEMENTS);
            elements.put((String) entry.getKey(), element);
        }
        return elements;
    }

    private static Map<?, ?> dictionary(Map<Object, @Nullable Object> fields, String name) throws ChromaFault {
        if (fields.get(name) instanceof Map<?, ?> dictionary) {
            return dictionary;
        }
        throw new ChromaFault("%s has no dictionary %s".formatted(IndexFolder.LABELS, name));
    }

    /** The last entry of the log that the index holds, as servers before 0.6.4 kept it. */
    OptionalLong synced() {
        return synced;
    }

    boolean contains(String id) {
        return elements.containsKey(id);
    }

    float[] vector(String id) throws IOException {
        Integer element = elements.get(id);
        if (element == null) {
            throw new ChromaFault("an index was asked for what it has not");
        }
        return vectors.vector(element);
    }

    @Override
    public void close() throws IOException {
        vectors.close();
    }
}
