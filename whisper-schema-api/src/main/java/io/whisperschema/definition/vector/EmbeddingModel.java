package io.whisperschema.definition.vector;

import io.whisperschema.internal.Checks;
import java.util.Optional;

/**
 * The model that makes a space's vectors. Vectors of two models do not compare, even where their sizes agree, so the
 * model belongs to the schema.
 *
 * @param id what the model is called, for example {@code all-MiniLM-L6-v2}
 * @param version its revision, where it matters
 */
public record EmbeddingModel(String id, Optional<String> version) {
    public EmbeddingModel {
        Checks.that(!id.isBlank(), "embedding model", "its id is empty", "Name the model.");
        Checks.text("embedding model", id);
        version.ifPresent(text -> Checks.text("embedding model " + id, text));
    }

    /** The model of that id. */
    public static EmbeddingModel of(String id) {
        return new EmbeddingModel(id, Optional.empty());
    }
}
