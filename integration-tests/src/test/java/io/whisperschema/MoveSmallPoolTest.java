package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.integration.Sql;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Moves with more lanes than pools have connections. */
@WithDatabases
@Timeout(60)
class MoveSmallPoolTest {
    private static final SchemaDefinition HOST =
            SchemaDefinition.named("host").tables(table("users", integer("id").primaryKey(), text("name")));

    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final MoveOptions fourLanes =
            MoveOptions.cautious().with(executor).lanes(4).chunksOf(1000);

    @AfterEach
    void shutDown() {
        executor.shutdown();
    }

    private static WhisperSchema filled(PostgresDatabase server, int connections) {
        WhisperSchema host = WhisperSchema.of(HOST)
                .relational(PostgresStore.over(new BoundedPool(server.dataSource(), connections)));
        host.bootstrap();
        Sql.run(server.dataSource(), "INSERT INTO users SELECT i, 'user ' || i FROM generate_series(1, 9000) AS i");
        return host;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void fromPoolToPoolTheyGoOnWithAsManyLanesAsAreToBeHad(
            int connections, PostgresDatabase from, PostgresDatabase to) {
        WhisperSchema host = filled(from, connections);
        var target = PostgresStore.over(new BoundedPool(to.dataSource(), connections));

        assertThat(host.move(target, fourLanes).isProven()).isTrue();
        assertThat(host.verifyMoved(target, fourLanes).isProven()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void fromAFileToo(int connections, SqliteDatabase from, PostgresDatabase to) {
        WhisperSchema host = WhisperSchema.of(HOST).relational(SqliteStore.over(from.dataSource()));
        host.bootstrap();
        Sql.run(
                from.dataSource(),
                "INSERT INTO users WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000)"
                        + " SELECT i, 'user ' || i FROM n");

        assertThat(host.move(PostgresStore.over(new BoundedPool(to.dataSource(), connections)), fourLanes)
                        .isProven())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void onOneLaneTwoConnectionsOfOnePoolAreEnough(int connections, PostgresDatabase server) {
        Sql.run(server.dataSource(), "CREATE SCHEMA other");
        var pool = new BoundedPool(server.dataSource(), connections);
        filled(server, connections);
        WhisperSchema host = WhisperSchema.of(HOST).relational(PostgresStore.over(pool));

        assertThat(host.move(PostgresStore.over(pool).inSchema("other"), MoveOptions.cautious())
                        .isProven())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void lanesThatTakeAllOfOnePoolSayThatItHasNone(int connections, PostgresDatabase server) {
        Sql.run(server.dataSource(), "CREATE SCHEMA other");
        var pool = new BoundedPool(server.dataSource(), connections);
        filled(server, connections);
        WhisperSchema host = WhisperSchema.of(HOST).relational(PostgresStore.over(pool));

        assertThatThrownBy(() -> host.move(PostgresStore.over(pool).inSchema("other"), fourLanes))
                .isInstanceOf(StoreUnavailable.class)
                .hasStackTraceContaining("no connection is free");
        assertThat(Sql.texts(server.dataSource(), "SELECT tablename FROM pg_tables WHERE schemaname = 'other'"))
                .isEmpty();
    }
}
