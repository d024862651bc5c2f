/**
 * The one door: {@link io.whisperschema.WhisperSchema} holds a definition and its stores, and every verb.
 *
 * <pre>{@code
 * var schema = WhisperSchema.of(WhisperEngine.schema()).relational(SqliteStore.open(path));
 * BootstrapReport report = schema.bootstrap();
 * }</pre>
 */
package io.whisperschema;
