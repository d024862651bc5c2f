/**
 * Queries with jOOQ on what a definition declares, without code generation.
 *
 * <pre>{@code
 * var jooq = JooqSchema.of(definition, store);
 * var users = jooq.table("users");
 * var name = jooq.field("users", "name", String.class);
 * List<String> names = jooq.context().select(name).from(users).fetch(name);
 * }</pre>
 *
 * <p>jOOQ greets with a logo and tips in its log; system properties of its own, {@code org.jooq.no-logo} and
 * {@code org.jooq.no-tips}, are the host's to set to {@code true}. At level DEBUG its log shows values.
 */
package io.whisperschema.jooq;
