package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.index;
import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.definition.relational.Relational.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.Cancelled;
import io.whisperschema.error.MoveUnfinished;
import io.whisperschema.integration.Sql;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.MoveReport;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PgBouncer;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Moves to and from a server behind PgBouncer in transaction mode, whose sessions others share. */
@WithDatabases
class MoveOverPoolerTest {
    private static final SchemaDefinition HOST = SchemaDefinition.named("host")
            .tables(
                    table("users", text("name").naturalKey("number"), integer("age")),
                    table(
                            "notes",
                            integer("id").identity(),
                            text("author").notNull().references("users", "name"),
                            text("words").notNull(),
                            timestamp("at").notNull(),
                            index("notes_author").on("author")));

    private static final int LANES = 2;

    private final ExecutorService executor = Executors.newFixedThreadPool(LANES);
    private final MoveOptions inLanes =
            MoveOptions.cautious().chunksOf(100).with(executor).lanes(LANES);
    private Optional<PgBouncer> pool = Optional.empty();
    private SqliteDatabase desktop;
    private SqliteDatabase again;
    private DataSource server;
    private DataSource pooled;

    @BeforeEach
    void fill(SqliteDatabase file, SqliteDatabase empty, PostgresDatabase database) {
        PgBouncer.isThere();
        pool = Optional.of(PgBouncer.before(database));
        desktop = file;
        again = empty;
        server = database.dataSource();
        pooled = through(database, new PGSimpleDataSource());
        host(SqliteStore.over(desktop.dataSource())).bootstrap();
        Sql.run(
                desktop.dataSource(),
                "INSERT INTO users VALUES ('ann', 30), ('zoë', NULL)",
                "INSERT INTO notes (author, words, at) WITH RECURSIVE n(i) AS"
                        + " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
                        + " SELECT CASE WHEN i % 2 = 0 THEN 'ann' ELSE 'zoë' END, 'note 漢😀 ' || i,"
                        + " datetime('2024-01-01', i || ' minutes') FROM n");
    }

    private DataSource through(PostgresDatabase database, PGSimpleDataSource pooled) {
        pooled.setUrl(pool.orElseThrow().url());
        pooled.setUser(database.user());
        pooled.setPassword(database.password());
        return pooled;
    }

    @AfterEach
    void close() {
        executor.shutdownNow();
        pool.ifPresent(PgBouncer::close);
    }

    private static WhisperSchema host(RelationalStore store) {
        return WhisperSchema.of(HOST).relational(store);
    }

    private WhisperSchema onDesktop() {
        return host(SqliteStore.over(desktop.dataSource()));
    }

    private WhisperSchema online() {
        return host(PostgresStore.over(pooled));
    }

    private MoveReport movedUp() {
        return onDesktop().move(PostgresStore.over(pooled), inLanes);
    }

    @Test
    void rowsArriveOnTheServerAndBackInAFile() {
        MoveReport up = movedUp();
        MoveReport down = online().move(SqliteStore.over(again.dataSource()), inLanes);

        assertThat(List.of(up.sourceRoot(), up.targetRoot(), down.sourceRoot(), down.targetRoot()))
                .containsOnly(up.sourceRoot());
        assertThat(down.rows()).isEqualTo(1002);
        Sql.run(pooled, "INSERT INTO notes (author, words, at) VALUES ('ann', 'next', now())");
        assertThat(Sql.texts(server, "SELECT max(id) FROM notes")).containsExactly("1001");
        assertThat(online().plan().steps()).isEmpty();
    }

    @Test
    void theSharedSessionsKeepNothingOfAMove() {
        movedUp();
        online().move(SqliteStore.over(again.dataSource()), inLanes);

        everySessionIsAsItWas();
        assertThat(Sql.texts(server, "SELECT pid FROM pg_locks WHERE locktype = 'advisory'"))
                .isEmpty();
    }

    /**
     * Each session in turn, of which the pooler hands out the one that has waited longest. What a client of the pooler asks
     * for when it connects is the pooler's to set, and what is said of a transaction is said of the asking one.
     */
    private void everySessionIsAsItWas() {
        for (int i = 0; i < PgBouncer.SERVER_CONNECTIONS; i++) {
            assertThat(Sql.texts(pooled, """
                            SELECT name || ' is ' || setting FROM pg_settings
                                WHERE source = 'session' AND name NOT LIKE 'transaction\\_%' AND name NOT IN
                                    ('DateStyle', 'TimeZone', 'client_encoding', 'application_name')
                            UNION ALL SELECT 'prepared ' || name FROM pg_prepared_statements
                            UNION ALL SELECT 'listening ' || pg_listening_channels()
                            UNION ALL SELECT 'temporary ' || relname FROM pg_class WHERE relpersistence = 't'
                            """)).isEmpty();
        }
    }

    @Test
    void whatIsCancelledGoesOnBothWays() {
        RelationalStore below = SqliteStore.over(again.dataSource());

        assertThatThrownBy(() -> impatient(onDesktop()).move(PostgresStore.over(pooled), inLanes))
                .isInstanceOf(Cancelled.class);
        everySessionIsAsItWas();
        assertThatThrownBy(() -> online().bootstrap()).isInstanceOf(MoveUnfinished.class);
        assertThat(movedUp().isProven()).isTrue();
        assertThatThrownBy(() -> impatient(online()).move(below, inLanes)).isInstanceOf(Cancelled.class);
        everySessionIsAsItWas();

        assertThat(online().move(below, inLanes).isProven()).isTrue();
        assertThat(Sql.texts(again.dataSource(), "SELECT count(*) || ' ' || count(DISTINCT words) FROM notes"))
                .containsExactly("1000 1000");
    }

    private static WhisperSchema impatient(WhisperSchema host) {
        var cancellation = new Cancellation();
        return host.cancellation(cancellation).listener(new ProgressListener() {
            @Override
            public void chunkMoved(Chunk chunk, long rows) {
                cancellation.cancel();
            }
        });
    }

    @Test
    void othersOfThePoolWorkAsEverMeanwhile() {
        Sql.run(server, "CREATE SCHEMA beside", "CREATE TABLE beside.visits (id int GENERATED ALWAYS AS IDENTITY)");
        var visits = new AtomicInteger();
        ProgressListener visitor = new ProgressListener() {
            @Override
            public void chunkMoved(Chunk chunk, long rows) {
                visit();
                visits.incrementAndGet();
            }
        };

        onDesktop().listener(visitor).move(PostgresStore.over(pooled), inLanes);
        online().listener(visitor).move(SqliteStore.over(again.dataSource()), inLanes);

        assertThat(visits.get()).isGreaterThan(20);
        assertThat(Sql.texts(server, "SELECT count(*) FROM beside.visits")).containsExactly("" + visits.get());
    }

    /** Writes, and sees the settings that the server's configuration gives. */
    private void visit() {
        Sql.run(pooled, "INSERT INTO beside.visits DEFAULT VALUES");
        assertThat(Sql.texts(pooled, """
                        SELECT concat_ws(', ', current_setting('search_path'), current_setting('session_replication_role'),
                            current_setting('statement_timeout'), current_setting('lock_timeout'),
                            current_setting('transaction_isolation'), current_setting('transaction_read_only'))
                        """)).containsExactly("\"$user\", public, origin, 0, 0, read committed, off");
    }

    /** A host writes whenever the move takes a connection, so that two of them would see two states. */
    @Test
    void allSessionsReadOneState(PostgresDatabase database) {
        movedUp();
        Sql.run(server, "CREATE SCHEMA beside");
        var written = new AtomicInteger();
        DataSource amongWrites = through(database, new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                written.incrementAndGet();
                Sql.run(server, "UPDATE notes SET words = words || '.'");
                return super.getConnection();
            }
        });

        MoveReport aside = host(PostgresStore.over(amongWrites))
                .move(PostgresStore.over(pooled).inSchema("beside"), inLanes);

        assertThat(aside.isProven()).isTrue();
        assertThat(written.get()).isGreaterThan(LANES);
        assertThat(Sql.texts(
                        server, "SELECT count(*) FROM beside.notes GROUP BY length(words) - length(rtrim(words, '.'))"))
                .containsExactly("1000");
    }
}
