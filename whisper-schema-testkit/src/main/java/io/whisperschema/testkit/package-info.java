/**
 * Real databases, child processes and fake stores for tests: a PostgreSQL server, a Redis, a SQLite file or a
 * Qdrant without a server as a parameter, a {@code DataSource} that remembers what was done with it, and a second JVM that can be killed.
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
 *
 *     @Test
 *     void aMemoryIsFound(QdrantClient client) { ... }    // of an EmbeddedQdrant in memory, closed after this test
 * }
 * }</pre>
 *
 * <p>A test fails when it keeps a connection open. Drivers and servers are optional dependencies: what is
 * missing is named with its coordinates.
 *
 * <p>A Redis that a test kills, one behind TLS or Sentinels, and a Cluster are started by hand:
 *
 * <pre>{@code
 * try (RedisServer server = RedisServer.start("appendonly yes", "appendfsync always")) {
 *     ...
 *     server.kill();
 *     server.restart();                         // on the same port, with what it had on disk
 * }
 * }</pre>
 *
 * <h2>Fakes</h2>
 *
 * <p>A fake store of each kind, and a journal, stand on a {@link io.whisperschema.testkit.FakeServer}, which is what
 * outlives a killed process. Whoever writes a store of one kind fills the other kinds with fakes and lets one plan run
 * over all of them, fail and die at the step and moment that matters:
 *
 * <pre>{@code
 * var server = new FakeServer();
 * Supplier<WhisperSchema> process = () -> WhisperSchema.of(definition)
 *         .relational(FakeRelationalStore.over(server))
 *         .vectors(MyVectorStore.over(client))
 *         .journal(FakeJournal.over(server));
 * Plan plan = process.get().plan();
 *
 * server.faults().killAt("2", Faults.Moment.CHANGED);
 * assertThatThrownBy(() -> process.get().execute(plan)).isInstanceOf(Killed.class);
 *
 * process.get().execute(plan);                      // the next process goes on where that one was killed
 * assertThat(server.applied()).doesNotHaveDuplicates();
 * }</pre>
 *
 * <p>A fake refuses to create what it has and to drop what it has not, so a step that runs twice fails. The relational
 * one applies the steps of a call together, the others each step alone. Host code is given the
 * {@link io.whisperschema.testkit.FakeServer} to work on; what it does there is no part of a transaction.
 */
@NullMarked
package io.whisperschema.testkit;

import org.jspecify.annotations.NullMarked;
