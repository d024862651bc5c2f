/**
 * The relational part of a definition: tables, columns, keys, checks, indexes, views and the expressions in them.
 *
 * <pre>{@code
 * import static io.whisperschema.definition.relational.Relational.*;
 *
 * table("facts",
 *         bigint("id").identity(),
 *         text("user_id").references("users", "user_id"),
 *         real("confidence").notNull().defaultsTo(0.8),
 *         check("confidence_range", column("confidence").between(0, 1)),
 *         index("idx_facts_user_id").on("user_id"));
 * }</pre>
 */
package io.whisperschema.definition.relational;
