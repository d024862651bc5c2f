/**
 * PostgreSQL: a store over a host's pool or connection, bound to one schema, and its dialect, which needs neither.
 *
 * <pre>{@code
 * WhisperSchema.of(definition).relational(PostgresStore.over(pool)).bootstrap();
 * }</pre>
 */
package io.whisperschema.postgres;
