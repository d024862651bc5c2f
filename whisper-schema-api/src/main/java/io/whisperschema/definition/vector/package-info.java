/**
 * The vector part of a definition: collections, families of collections, their vectors and what points carry.
 *
 * <pre>{@code
 * import static io.whisperschema.definition.vector.Vectors.*;
 *
 * collection("user_memories",
 *         unnamed(384, Distance.COSINE).embeddedBy("all-MiniLM-L6-v2"),
 *         payload("user_id").keyword().required().indexed(),
 *         payload("importance_score").floating())
 *     .describedAs("What users said and what was said to them");
 * }</pre>
 */
package io.whisperschema.definition.vector;
