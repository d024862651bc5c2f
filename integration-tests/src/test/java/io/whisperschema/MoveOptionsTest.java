package io.whisperschema;

import static io.whisperschema.definition.relational.Expression.column;
import static io.whisperschema.definition.relational.Expression.literal;
import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.Cancelled;
import io.whisperschema.error.MoveRefused;
import io.whisperschema.error.MoveUnfinished;
import io.whisperschema.error.RowsRefused;
import io.whisperschema.integration.Sql;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.FlawFound;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.MovePhase;
import io.whisperschema.move.MovedRow;
import io.whisperschema.move.Rate;
import io.whisperschema.move.RowTransform;
import io.whisperschema.move.Treatment;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.MoveReport;
import io.whisperschema.report.PassageResult;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a host may say of a move: what goes over, as what, how fast, and until when. */
@WithDatabases
class MoveOptionsTest {
    private static final SchemaDefinition HOST = SchemaDefinition.named("host")
            .tables(
                    table("users", text("name").primaryKey(), integer("age")),
                    table(
                            "notes",
                            integer("id").primaryKey(),
                            text("author").references("users", "name"),
                            text("words")));

    private static final String COUNTED =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)";

    private SqliteDatabase sqlite;
    private PostgresDatabase server;
    private RelationalStore file;
    private RelationalStore online;

    @BeforeEach
    void fill(SqliteDatabase database, PostgresDatabase postgres) {
        sqlite = database;
        server = postgres;
        file = SqliteStore.over(sqlite.dataSource());
        online = PostgresStore.over(server.dataSource());
        host(file).bootstrap();
        Sql.run(
                sqlite.dataSource(),
                "INSERT INTO users VALUES ('ann', 30), ('bob', 17)",
                "INSERT INTO notes " + COUNTED
                        + " SELECT i, CASE WHEN i % 2 = 0 THEN 'ann' ELSE 'bob' END, 'note ' || i FROM n");
    }

    private static WhisperSchema host(RelationalStore store) {
        return WhisperSchema.of(HOST).relational(store);
    }

    private MoveReport moved(MoveOptions options) {
        MoveReport report = host(file).move(online, options);
        assertThat(report.isProven()).isTrue();
        assertThat(host(file).verifyMoved(online, options).isProven()).isTrue();
        return report;
    }

    private List<String> onServer(String query) {
        return Sql.texts(server.dataSource(), query);
    }

    @Test
    void selectedTablesMoveAndTheOthersAreNamed() {
        MoveReport report = moved(MoveOptions.cautious().only("users"));

        assertThat(report.passages()).extracting(PassageResult::source).containsExactly("users");
        assertThat(report.notices()).anyMatch(notice -> notice.sentence().contains("table notes"));
        assertThat(onServer("SELECT count(*) FROM users")).containsExactly("2");
        assertThat(onServer("SELECT count(*) FROM notes")).containsExactly("0");
    }

    @Test
    void tablesMoveOneAfterTheOther() {
        moved(MoveOptions.cautious().except("notes"));

        moved(MoveOptions.cautious().only("notes"));

        assertThat(onServer("SELECT count(*) FROM notes JOIN users ON author = name"))
                .containsExactly("60");
    }

    @Test
    void aTableAloneIsRefusedWhereThoseThatItRefersToAreNotThere() {
        MoveOptions alone = MoveOptions.cautious().only("notes");

        assertThatThrownBy(() -> moved(alone))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("notes.author: ORPHAN, 60 rows (id 1; id 2;")
                .hasMessageContaining("Nothing was written.");
        assertThat(host(file).preflight(online, alone).flaws())
                .extracting(FlawFound::refused)
                .containsExactly(60L);
        assertThat(online.inspect().isEmpty()).isTrue();
    }

    @Test
    void soItIsWhereTheyAreEmptyOrSomeAreMissing() {
        MoveOptions alone = MoveOptions.cautious().only("notes");
        host(online).bootstrap();
        assertThatThrownBy(() -> moved(alone)).hasMessageContaining("notes.author: ORPHAN, 60 rows");

        Sql.run(server.dataSource(), "INSERT INTO users VALUES ('ann', 31)");

        assertThatThrownBy(() -> moved(alone)).hasMessageContaining("notes.author: ORPHAN, 30 rows (id 1; id 3;");
        MoveReport report = moved(alone.treating(Flaw.ORPHAN, Treatment.asNull()));
        assertThat(report.flaws()).extracting(FlawFound::count).containsExactly(30L);
        assertThat(onServer("SELECT count(author) FROM notes")).containsExactly("30");
    }

    @Test
    void soItIsOnTheWayDown() {
        moved(MoveOptions.cautious());
        MoveOptions alone = MoveOptions.cautious().only("notes");
        try (SqliteDatabase database = SqliteDatabase.inTemporaryFolder()) {
            RelationalStore down = SqliteStore.over(database.dataSource());
            assertThatThrownBy(() -> host(online).move(down, alone))
                    .isInstanceOf(MoveRefused.class)
                    .hasMessageContaining("notes.author: ORPHAN, 60 rows");
            assertThat(down.inspect().isEmpty()).isTrue();

            assertThat(host(online)
                            .move(down, MoveOptions.cautious().only("users"))
                            .isProven())
                    .isTrue();
            assertThat(host(online).move(down, alone).isProven()).isTrue();
        }
    }

    @Test
    void moreKeysThanMemoryHoldsAreLookedUpBehindTheRows() {
        host(online).bootstrap();
        Sql.run(
                server.dataSource(),
                "INSERT INTO users SELECT i::text, i FROM generate_series(1, 20000) i",
                "INSERT INTO users VALUES ('ann', 31)");

        assertThatThrownBy(() -> moved(MoveOptions.cautious().only("notes").within(1L << 20)))
                .isInstanceOf(RowsRefused.class)
                .hasMessageContaining("notes.author: ORPHAN, 30 rows (id 1; id 3;")
                .hasMessageContaining("1 of 1 chunks are copied and stay");
    }

    @Test
    void aTargetWithManyRowsIsRefused() {
        host(online).bootstrap();
        Sql.run(
                server.dataSource(),
                "INSERT INTO users SELECT i::text, i FROM generate_series(1, 20000) i",
                "INSERT INTO notes SELECT i, i::text, repeat('x', 100) FROM generate_series(1, 20000) i");

        assertThatThrownBy(() -> host(file).move(online, MoveOptions.cautious()))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("ROWS_IN_TARGET: users.")
                .hasMessageContaining("ROWS_IN_TARGET: notes.");
    }

    @Test
    void aNameThatIsNobodysIsRefused() {
        assertThatThrownBy(() -> moved(MoveOptions.cautious().only("nots")))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("table nots");
    }

    @Test
    void aFilterLeavesRowsBehind() {
        moved(MoveOptions.cautious().filtering("notes", column("id").greaterThan(literal(50))));

        assertThat(onServer("SELECT min(id) || ' ' || count(*) FROM notes")).containsExactly("51 10");
    }

    @Test
    void aReferenceToARowThatAFilterLeavesBehindIsRefused() {
        MoveOptions grown =
                MoveOptions.cautious().filtering("users", column("age").atLeast(literal(18)));

        assertThatThrownBy(() -> host(file).move(online, grown))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("notes.author: ORPHAN, 30 rows");
    }

    @Test
    void soItIsWhereTheSourceKeepsReferences() {
        MoveOptions grown =
                MoveOptions.cautious().filtering("users", column("age").atLeast(literal(18)));
        moved(MoveOptions.cautious());

        try (SqliteDatabase down = SqliteDatabase.inTemporaryFolder()) {
            RelationalStore below = SqliteStore.over(down.dataSource());
            assertThatThrownBy(() -> host(online).move(below, grown))
                    .isInstanceOf(MoveRefused.class)
                    .hasMessageContaining("notes.author: ORPHAN, 30 rows");
            assertThatThrownBy(() ->
                            host(online).move(below, MoveOptions.cautious().transforming("users", WITHOUT_BOB)))
                    .isInstanceOf(MoveRefused.class)
                    .hasMessageContaining("notes.author: REFERS_TO_REJECTED, 30 rows");
        }
    }

    @Test
    void tablesAndColumnsAreCalledOtherwise() {
        Sql.run(
                sqlite.dataSource(),
                "ALTER TABLE users RENAME TO people",
                "ALTER TABLE people RENAME COLUMN name TO nick",
                "ALTER TABLE notes RENAME COLUMN words TO body");

        MoveReport report = moved(MoveOptions.cautious()
                .renaming("people", "users")
                .renamingColumn("people", "nick", "name")
                .renamingColumn("notes", "body", "words"));

        assertThat(report.passages()).extracting(PassageResult::source).containsExactlyInAnyOrder("people", "notes");
        assertThat(onServer("SELECT name || age FROM users ORDER BY 1")).containsExactly("ann30", "bob17");
        assertThat(onServer("SELECT words FROM notes WHERE id = 7")).containsExactly("note 7");
    }

    /** What a host makes of rows of its own. */
    private abstract static class Named implements RowTransform {
        @Override
        public String name() {
            return "named";
        }

        @Override
        public String version() {
            return "1";
        }
    }

    private static final RowTransform LOUD = new Named() {
        @Override
        public Outcome apply(MovedRow row) {
            row.set("words", row.get("words").orElseThrow().toString().toUpperCase(Locale.ROOT));
            return row.get("id").orElseThrow().equals(1L) ? Outcome.LEAVE_OUT : Outcome.KEEP;
        }
    };

    private static final RowTransform WITHOUT_BOB = new Named() {
        @Override
        public Outcome apply(MovedRow row) {
            return row.get("name").orElseThrow().equals("bob") ? Outcome.LEAVE_OUT : Outcome.KEEP;
        }
    };

    @Test
    void hostCodeChangesRowsAndLeavesSomeOut() {
        MoveReport report = moved(MoveOptions.cautious().transforming("notes", LOUD));

        assertThat(onServer("SELECT words FROM notes WHERE id < 3")).containsExactly("NOTE 2");
        assertThat(report.passages())
                .filteredOn(passage -> passage.source().equals("notes"))
                .singleElement()
                .satisfies(notes ->
                        assertThat(List.of(notes.rows(), notes.leftOut())).containsExactly(59L, 1L));
        assertThat(host(file).verifyMoved(online, MoveOptions.cautious()).differences())
                .hasSize(60);
    }

    @Test
    void aReferenceToARowThatHostCodeLeavesOutIsRefused() {
        assertThatThrownBy(() -> moved(MoveOptions.cautious().transforming("users", WITHOUT_BOB)))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("notes.author: REFERS_TO_REJECTED, 30 rows");
    }

    @Test
    void aRateIsKept() {
        MoveReport report = moved(MoveOptions.cautious().limitedTo(Rate.ofRows(100)));

        assertThat(report.took().get(MovePhase.COPYING)).isGreaterThan(Duration.ofMillis(400));
    }

    /** Cancels as soon as a chunk is copied. */
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
    void whatIsCancelledGoesOnBothWays() {
        MoveOptions inChunks = MoveOptions.cautious().chunksOf(10);
        assertThatThrownBy(() -> impatient(host(file)).move(online, inChunks)).isInstanceOf(Cancelled.class);
        assertThatThrownBy(() -> host(online).bootstrap()).isInstanceOf(MoveUnfinished.class);

        moved(inChunks);

        assertThat(onServer("SELECT count(*) FROM notes")).containsExactly("60");
        try (SqliteDatabase database = SqliteDatabase.inTemporaryFolder()) {
            RelationalStore down = SqliteStore.over(database.dataSource());
            assertThatThrownBy(() -> impatient(host(online)).move(down, inChunks))
                    .isInstanceOf(Cancelled.class);

            assertThat(host(online).move(down, inChunks).isProven()).isTrue();
            assertThat(host(file).verifyMoved(down, inChunks).isProven()).isTrue();
        }
    }
}
