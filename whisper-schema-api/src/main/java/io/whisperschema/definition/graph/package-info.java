/**
 * The graph part of a definition: labels, relationship types, uniqueness constraints and indexes.
 *
 * <pre>{@code
 * import static io.whisperschema.definition.graph.Graphs.*;
 *
 * schema.graph(
 *         node("User", property("id").string()),
 *         node("Memory", property("id").string()),
 *         relationship("REMEMBERS").from("User").to("Memory"),
 *         uniqueness("user_id_unique").of("User", "id"));
 * }</pre>
 */
package io.whisperschema.definition.graph;
