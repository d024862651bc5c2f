package io.whisperschema.definition.vector;

import static java.util.Objects.requireNonNull;

import io.whisperschema.internal.Checks;
import java.util.Optional;

/**
 * A vector that each point of a collection may have.
 *
 * @param name its name, or {@link #UNNAMED}
 * @param size how many elements it has, 1 to 65536
 * @param distance how near two of them are
 * @param datatype how its elements are kept
 * @param model what makes it
 * @param hnsw how its index is built, the server's choice when absent
 * @param quantization how it is also kept in less room, not at all when absent
 * @param placement where the full vectors are kept, the server's choice when absent
 */
public record VectorSpace(
        String name,
        int size,
        Distance distance,
        Datatype datatype,
        Optional<EmbeddingModel> model,
        Optional<Hnsw> hnsw,
        Optional<Quantization> quantization,
        Optional<Placement> placement)
        implements CollectionPart {
    /** The name of a collection's only vector, where it has none. */
    public static final String UNNAMED = "";

    private static final int LARGEST = 65536;

    public VectorSpace {
        String place = name.equals(UNNAMED) ? "unnamed vector" : "vector " + name;
        if (!name.equals(UNNAMED)) {
            CollectionNames.name("vector", name);
        }
        Checks.that(size >= 1 && size <= LARGEST, place, "its size is " + size, "Qdrant takes 1 to " + LARGEST + ".");
        requireNonNull(distance);
        requireNonNull(datatype);
        requireNonNull(model);
        requireNonNull(hnsw);
        requireNonNull(quantization);
        requireNonNull(placement);
    }

    static VectorSpace of(String name, int size, Distance distance) {
        return new VectorSpace(
                name,
                size,
                distance,
                Datatype.FLOAT32,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Made by that model. */
    public VectorSpace embeddedBy(String model) {
        return embeddedBy(EmbeddingModel.of(model));
    }

    /** Made by that model. */
    public VectorSpace embeddedBy(EmbeddingModel model) {
        return new VectorSpace(name, size, distance, datatype, Optional.of(model), hnsw, quantization, placement);
    }

    /** Its elements kept as that type. */
    public VectorSpace as(Datatype datatype) {
        return new VectorSpace(name, size, distance, datatype, model, hnsw, quantization, placement);
    }

    /** Its index built that way. */
    public VectorSpace indexed(Hnsw hnsw) {
        return new VectorSpace(name, size, distance, datatype, model, Optional.of(hnsw), quantization, placement);
    }

    /** Also kept in less room. */
    public VectorSpace quantized(Quantization quantization) {
        return new VectorSpace(name, size, distance, datatype, model, hnsw, Optional.of(quantization), placement);
    }

    /** The full vectors kept there. */
    public VectorSpace keptIn(Placement placement) {
        return new VectorSpace(name, size, distance, datatype, model, hnsw, quantization, Optional.of(placement));
    }
}
