/**
 * SQLite: a store on a file or a host's connection, and its dialect, which needs neither.
 *
 * <pre>{@code
 * try (var store = SqliteStore.open(path)) {
 *     WhisperSchema.of(definition).relational(store).bootstrap();
 * }
 * }</pre>
 */
package io.whisperschema.sqlite;
