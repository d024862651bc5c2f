/**
 * Real databases and child processes for tests: a PostgreSQL server or a SQLite file as a parameter, a
 * {@code DataSource} that remembers what was done with it, and a second JVM that can be killed.
 *
 * <pre>{@code
 * @WithDatabases
 * class UsersTest {
 *     @Test
 *     void aUserIsFoundByName(PostgresDatabase server, SqliteDatabase file) throws SQLException {
 *         try (Connection connection = server.dataSource().getConnection()) {
 *             ...                               // a database of its own, dropped after this test
 *         }
 *     }
 *
 *     @Test
 *     @PostgresVersion("14")
 *     void anOlderServerWillDo(PostgresDatabase old) { ... }
 * }
 * }</pre>
 *
 * <p>A test fails when it keeps a connection open. Drivers and servers are optional dependencies: what is
 * missing is named with its coordinates.
 */
@NullMarked
package io.whisperschema.testkit;

import org.jspecify.annotations.NullMarked;
