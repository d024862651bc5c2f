package io.whisperschema.vector.internal.chroma;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record of a collection. */
public final class ChromaRecord {
    static final String DOCUMENT = "chroma:document";

    private final String id;
    private final float[] vector;
    private final Map<String, @Nullable Object> fields;

    ChromaRecord(String id, float[] vector, Map<String, @Nullable Object> fields) {
        this.id = id;
        this.vector = vector.clone();
        this.fields = new LinkedHashMap<>(fields);
    }

    public String id() {
        return id;
    }

    /**
     * The vector as it was given to ChromaDB, but for the last bits in a cosine space, which keeps direction and length; without
     * elements where there is none.
     */
    public float[] vector() {
        return vector.clone();
    }

    /** Its text. */
    public Optional<String> document() {
        return fields.get(DOCUMENT) instanceof String document ? Optional.of(document) : Optional.empty();
    }

    /**
     * Its metadata in the order it is kept in: texts, {@link Long}, {@link Double}, {@link Boolean}, lists of one of these,
     * maps where it is a sparse vector, and null.
     */
    public Map<String, @Nullable Object> metadata() {
        var metadata = new LinkedHashMap<>(fields);
        if (metadata.get(DOCUMENT) instanceof String) {
            metadata.remove(DOCUMENT);
        }
        return Collections.unmodifiableMap(metadata);
    }
}
