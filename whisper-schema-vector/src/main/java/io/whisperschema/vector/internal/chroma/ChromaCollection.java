package io.whisperschema.vector.internal.chroma;

import java.util.Map;
import java.util.OptionalInt;

/**
 * A collection of a ChromaDB folder.
 *
 * @param id what ChromaDB calls it inside
 * @param name what hosts call it
 * @param tenant whose it is
 * @param database in which of the tenant's databases it is
 * @param dimensions how many numbers its vectors have, absent before the first
 * @param space how it measures, and who says so
 * @param metadata what is said of it: texts, {@link Long}, {@link Double} and {@link Boolean}
 * @param vectors the segment of its vectors
 * @param records the segment of its records
 */
record ChromaCollection(
        String id,
        String name,
        String tenant,
        String database,
        OptionalInt dimensions,
        ChromaSpace.Stated space,
        Map<String, Object> metadata,
        String vectors,
        String records) {}
