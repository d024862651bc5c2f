package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.SourceChanged;
import io.whisperschema.integration.Sql;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.MovePhase;
import io.whisperschema.move.Treatment;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.MoveReport;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A move that was stopped, and a source in which rows are others, more or fewer when it goes on. */
@WithDatabases
class ChangedSourceTest {
    private static final SchemaDefinition HOST = SchemaDefinition.named("host")
            .tables(
                    table("notes", integer("id").primaryKey(), text("words")),
                    table("words", text("word").primaryKey(), text("meaning")));

    private static final String COUNTED =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)";

    /** A fifth of a block of PostgreSQL, which is its smallest chunk. */
    private static final String LONG = "'" + "x".repeat(1_500) + "'";

    private static final MoveOptions IN_CHUNKS = MoveOptions.cautious().chunksOf(10);

    private SqliteDatabase file;
    private PostgresDatabase server;

    @TempDir
    Path folder;

    /** Which way rows go. */
    enum Way {
        UP,
        DOWN
    }

    @BeforeEach
    void given(SqliteDatabase sqlite, PostgresDatabase postgres) {
        file = sqlite;
        server = postgres;
    }

    private DataSource from(Way way) {
        return way == Way.UP ? file.dataSource() : server.dataSource();
    }

    private DataSource to(Way way) {
        return way == Way.UP ? server.dataSource() : file.dataSource();
    }

    private RelationalStore source(Way way) {
        return way == Way.UP ? SqliteStore.over(file.dataSource()) : PostgresStore.over(server.dataSource());
    }

    private RelationalStore target(Way way) {
        return way == Way.UP ? PostgresStore.over(server.dataSource()) : SqliteStore.over(file.dataSource());
    }

    private WhisperSchema host(Way way) {
        return WhisperSchema.of(HOST).relational(source(way));
    }

    private MoveReport move(Way way) {
        return host(way).move(target(way), IN_CHUNKS);
    }

    private void fill(Way way) {
        host(way).bootstrap();
        Sql.run(
                from(way),
                "INSERT INTO notes " + COUNTED + " SELECT i, " + LONG + " || i FROM n",
                "INSERT INTO words " + COUNTED + " SELECT 'word ' || (100 + i), " + LONG + " FROM n");
    }

    /** Stops when so many chunks of a table are copied. */
    private void stopBehind(Way way, String table, int chunks) {
        stop(way, IN_CHUNKS, new ProgressListener() {
            private int copied;

            @Override
            public void chunkMoved(Chunk chunk, long rows) {
                if (chunk.passage().equals(table) && ++copied == chunks) {
                    throw new IllegalStateException("stopped here");
                }
            }
        });
    }

    private void stopAt(Way way, MovePhase wanted, MoveOptions options) {
        stop(way, options, new ProgressListener() {
            @Override
            public void moveAdvanced(MovePhase phase) {
                if (phase == wanted) {
                    throw new IllegalStateException("stopped here");
                }
            }
        });
    }

    private void stop(Way way, MoveOptions options, ProgressListener stopping) {
        assertThatThrownBy(() -> host(way).listener(stopping).move(target(way), options))
                .hasMessage("stopped here");
    }

    private void isStopped(Way way, String table, String range) {
        List<String> before = inTarget(way);
        SourceChanged changed = catchThrowableOfType(SourceChanged.class, () -> move(way));

        assertThat(changed.table()).isEqualTo(table);
        assertThat(changed.range()).startsWith(range);
        assertThat(changed).hasMessageContaining("chunks are copied and stay");
        assertThat(inTarget(way)).isEqualTo(before);
    }

    /** All that is there, and what is on record of it. */
    private List<String> inTarget(Way way) {
        return Sql.texts(
                to(way),
                "SELECT id || words FROM notes UNION ALL SELECT word || meaning FROM words UNION ALL"
                        + " SELECT passage || chunk || state || place FROM schema_move ORDER BY 1");
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatWasCopiedAndIsAnotherNowStopsIt(Way way) {
        fill(way);
        stopBehind(way, "notes", 2);
        Sql.run(from(way), "UPDATE notes SET words = 'other' WHERE id = 1");

        isStopped(way, "notes", way == Way.UP ? "-9223372036854775808.." : "0..");
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatWasCopiedAndIsGoneStopsIt(Way way) {
        fill(way);
        stopBehind(way, "words", 1);
        Sql.run(from(way), "DELETE FROM words WHERE word = 'word 102'");

        isStopped(way, "words", way == Way.UP ? "-9223372036854775808.." : "0..");
    }

    @Test
    void whenTheSourceIsPutBackItGoesOn() {
        fill(Way.UP);
        stopBehind(Way.UP, "notes", 2);
        Sql.run(from(Way.UP), "UPDATE notes SET words = words || '!' WHERE id = 1");
        assertThatThrownBy(() -> move(Way.UP)).isInstanceOf(SourceChanged.class);

        Sql.run(from(Way.UP), "UPDATE notes SET words = rtrim(words, '!') WHERE id = 1");

        assertThat(move(Way.UP).isProven()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatIsStillToComeGoesOverAsItIsByThen(Way way) {
        fill(way);
        stopBehind(way, "notes", 2);
        Sql.run(from(way), "UPDATE notes SET words = 'other' WHERE id = 60", "DELETE FROM notes WHERE id = 59");

        assertThat(move(way).isProven()).isTrue();

        assertThat(Sql.texts(to(way), "SELECT words FROM notes WHERE id > 58")).containsExactly("other");
    }

    @ParameterizedTest
    @EnumSource
    void rowsThatAreAddedBehindWhatWasCopiedMoveToo(Way way) {
        fill(way);
        stopBehind(way, "notes", 2);
        Sql.run(
                from(way),
                "INSERT INTO notes VALUES (1000, 'late')",
                "INSERT INTO notes VALUES (2147483647, 'last')",
                "INSERT INTO words VALUES ('zzz', 'late')");

        MoveReport moved = move(way);

        assertThat(moved.isProven()).isTrue();
        assertThat(moved.rows()).isEqualTo(123);
        assertThat(Sql.texts(to(way), "SELECT words FROM notes WHERE id > 60 ORDER BY id"))
                .containsExactly("late", "last");
        assertThat(Sql.texts(to(way), "SELECT meaning FROM words WHERE word = 'zzz'"))
                .containsExactly("late");
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatIsAddedBehindTheLastWhenAllAreCopiedStopsIt(Way way) {
        fill(way);
        stopAt(way, MovePhase.FINISHING, IN_CHUNKS);
        Sql.run(from(way), "INSERT INTO notes VALUES (1000, 'late')");

        isStopped(way, "notes", way == Way.UP ? "5" : "1");
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatIsAddedWhenAllIsProvenStopsIt(Way way) {
        fill(way);
        stopAt(way, MovePhase.STAMPING, IN_CHUNKS);
        Sql.run(from(way), "INSERT INTO words VALUES ('word 1015', 'between')");

        isStopped(way, "words", way == Way.UP ? "5" : "1");
    }

    /** The file of rejects would tell of a row that is not the source's any more. */
    @Test
    void aRowThatWasRejectedAndIsAnotherNowStopsIt() throws IOException {
        MoveOptions rejecting =
                IN_CHUNKS.treating(Flaw.NUL_IN_TEXT, Treatment.reject()).rejectingTo(folder);
        fill(Way.UP);
        Sql.run(from(Way.UP), "UPDATE notes SET words = 'one' || char(0) WHERE id = 1");
        stopAt(Way.UP, MovePhase.FINISHING, rejecting);
        String rejected = Files.readString(folder.resolve("notes.jsonl"));
        Sql.run(from(Way.UP), "UPDATE notes SET words = 'two' || char(0) WHERE id = 1");

        assertThatThrownBy(() -> host(Way.UP).move(target(Way.UP), rejecting)).isInstanceOf(SourceChanged.class);

        assertThat(folder.resolve("notes.jsonl")).hasContent(rejected);
        Sql.run(from(Way.UP), "UPDATE notes SET words = 'one' || char(0) WHERE id = 1");
        assertThat(host(Way.UP).move(target(Way.UP), rejecting).isProven()).isTrue();
    }
}
