/**
 * What a host writes once: one {@link io.whisperschema.definition.SchemaDefinition} for all four kinds of store.
 *
 * <pre>{@code
 * import static io.whisperschema.definition.Links.*;
 * import static io.whisperschema.definition.relational.Relational.*;
 * import static io.whisperschema.definition.vector.Vectors.*;
 *
 * SchemaDefinition.named("companion")
 *         .tables(
 *                 table("users", text("user_id").naturalKey("id"), text("username").notNull()))
 *         .collections(
 *                 collection("user_memories",
 *                         unnamed(384, Distance.COSINE).embeddedBy("all-MiniLM-L6-v2"),
 *                         payload("user_id").keyword().required().indexed()))
 *         .links(link(payload("user_memories", "user_id")).to(key("users", "user_id")));
 * }</pre>
 */
package io.whisperschema.definition;
