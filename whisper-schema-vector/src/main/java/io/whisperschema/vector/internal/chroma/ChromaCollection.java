package io.whisperschema.vector.internal.chroma;

import io.whisperschema.definition.vector.EmbeddingModel;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A collection of ChromaDB.
 *
 * @param id what ChromaDB calls it inside
 * @param name what hosts call it
 * @param tenant whose it is
 * @param database in which of the tenant's databases it is
 * @param dimensions how many numbers its vectors have, absent before the first
 * @param space how it measures, and who says so
 * @param metadata what is said of it: texts, {@link Long}, {@link Double} and {@link Boolean}
 * @param model what makes its vectors, where that is named
 */
public record ChromaCollection(
        String id,
        String name,
        String tenant,
        String database,
        OptionalInt dimensions,
        ChromaSpace.Stated space,
        Map<String, Object> metadata,
        Optional<EmbeddingModel> model) {}
