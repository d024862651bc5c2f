/**
 * Collections of vectors on Qdrant, a server or embedded. All begins with {@link io.whisperschema.vector.QdrantStore}:
 *
 * <pre>{@code
 * var memories = family("memory_<character>",
 *         version("1", unnamed(384, Distance.COSINE), payload("user_id").keyword().required().indexed()));
 * var definition = SchemaDefinition.named("companion").families(memories);
 *
 * var store = QdrantStore.over(client);
 * var schema = WhisperSchema.of(definition).vectors(store);
 * schema.bootstrap();
 * store.create(memories.collection("elena")); // one more of the family
 * System.out.println(schema.validate().text());
 * }</pre>
 */
@NullMarked
package io.whisperschema.vector;

import org.jspecify.annotations.NullMarked;
