package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.MovePhase;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.sqlite.SqliteStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host goes on writing while its database is moved: each of its transactions is one row in either table. */
class MoveSnapshotTest {
    private static final SchemaDefinition HOST = SchemaDefinition.named("host")
            .tables(
                    table("debits", integer("id").primaryKey(), text("words")),
                    table("credits", integer("id").primaryKey(), text("words")));

    private static final int ROWS = 60;

    @TempDir
    Path folder;

    private SqliteStore source;
    private SqliteStore target;

    @BeforeEach
    void open() throws SQLException {
        source = SqliteStore.open(folder.resolve("source.db"));
        target = SqliteStore.open(folder.resolve("target.db"));
        WhisperSchema.of(HOST).relational(source).bootstrap();
        for (int i = 0; i < ROWS; i++) {
            writeBoth();
        }
    }

    @AfterEach
    void close() {
        source.close();
        target.close();
    }

    private Connection connection(String file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(file));
    }

    /** As a host does, on a connection of its own. */
    private void writeBoth() throws SQLException {
        try (Connection host = connection("source.db")) {
            writeBoth(host);
        }
    }

    private static void writeBoth(Connection host) throws SQLException {
        try (Statement statement = host.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 30000");
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("INSERT INTO debits (words) VALUES ('words')");
            statement.execute("INSERT INTO credits (words) VALUES ('words')");
            statement.execute("COMMIT");
        }
    }

    private MoveOutcome moved(MoveOptions options, ProgressListener listener) {
        Surroundings around = Surroundings.none().with(source).with(listener);
        return new RelationalMove(new MoveSides(HOST, around, target, options.chunksOf(7))).run();
    }

    private String asked(String query) throws SQLException {
        try (Connection moved = connection("target.db");
                Statement statement = moved.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    @Test
    void whatIsWrittenWhileItMovesStaysBehind() throws SQLException {
        MoveOutcome moved = moved(MoveOptions.cautious(), new ProgressListener() {
            @Override
            public void moveAdvanced(MovePhase phase) {
                if (phase != MovePhase.LOOKING) {
                    write();
                }
            }

            @Override
            public void chunkMoved(Chunk chunk, long rows) {
                write();
            }

            private void write() {
                try {
                    writeBoth();
                } catch (SQLException failure) {
                    throw new AssertionError(failure);
                }
            }
        });

        assertThat(moved.target()).isEqualTo(moved.source());
        assertThat(asked("SELECT (SELECT count(*) FROM debits) || ' ' || (SELECT count(*) FROM credits)"))
                .isEqualTo(ROWS + " " + ROWS);
    }

    @Test
    void severalReadersSeeOneMomentOfAHostThatGoesOnWriting() throws Exception {
        var enough = new AtomicBoolean();
        ExecutorService lanes = Executors.newFixedThreadPool(4);
        try {
            var host = lanes.submit(() -> {
                try (Connection connection = connection("source.db")) {
                    while (!enough.get()) {
                        writeBoth(connection);
                    }
                }
                return enough;
            });
            MoveOutcome moved = moved(MoveOptions.cautious().with(lanes).lanes(3), ProgressListener.SILENT);
            enough.set(true);
            host.get();

            assertThat(moved.target()).isEqualTo(moved.source());
            assertThat(asked("SELECT (SELECT group_concat(id) FROM debits) = (SELECT group_concat(id) FROM credits)"))
                    .isEqualTo("1");
        } finally {
            enough.set(true);
            lanes.shutdown();
        }
    }
}
