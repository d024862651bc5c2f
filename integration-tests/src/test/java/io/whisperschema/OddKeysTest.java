package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.MoveRefused;
import io.whisperschema.integration.Sql;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.FlawFound;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Treatment;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.MoveReport;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that a file takes and a server does not: SQLite lets text keys be empty, and be as long as they like. */
@WithDatabases
class OddKeysTest {
    private static final SchemaDefinition HOST = SchemaDefinition.named("host")
            .tables(table("marks", text("name").primaryKey().nullable(), integer("count")));

    @TempDir
    Path rejects;

    private SqliteDatabase file;
    private PostgresDatabase server;
    private WhisperSchema host;
    private PostgresStore target;

    @BeforeEach
    void given(SqliteDatabase sqlite, PostgresDatabase postgres) {
        file = sqlite;
        server = postgres;
        host = WhisperSchema.of(HOST).relational(SqliteStore.over(file.dataSource()));
        target = PostgresStore.over(server.dataSource());
        Sql.run(
                file.dataSource(),
                "CREATE TABLE marks (name TEXT PRIMARY KEY, count INTEGER)",
                "INSERT INTO marks VALUES ('a', 1), (NULL, 2), (NULL, 3)");
    }

    private List<String> onServer() {
        return Sql.texts(server.dataSource(), "SELECT count FROM marks ORDER BY count");
    }

    private void isRefused(MoveOptions options) {
        assertThatThrownBy(() -> host.move(target, options))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("marks.name: NULL_IN_KEY, 2 rows (name null; name null)")
                .hasMessageContaining("Nothing was written.");
        assertThat(target.inspect().isEmpty()).isTrue();
    }

    @Test
    void emptyKeysAreRefused() {
        isRefused(MoveOptions.cautious());
    }

    @Test
    void emptyKeysCannotBeLetThroughAsNull() {
        isRefused(MoveOptions.cautious().treating(Flaw.NULL_IN_KEY, Treatment.asNull()));
    }

    @Test
    void rowsOfEmptyKeysAreRejectedEachOnce() throws IOException {
        MoveReport report = host.move(
                target,
                MoveOptions.cautious()
                        .treating(Flaw.NULL_IN_KEY, Treatment.reject())
                        .rejectingTo(rejects));

        assertThat(report.isProven()).isTrue();
        assertThat(report.summary()).contains("1 row, 1 table, 2 rows rejected");
        assertThat(onServer()).containsExactly("1");
        try (Stream<Path> files = Files.walk(rejects)) {
            Path marks = files.filter(each -> each.endsWith("marks.jsonl"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readAllLines(marks))
                    .filteredOn(line -> line.contains("NULL_IN_KEY"))
                    .hasSize(2)
                    .anyMatch(line -> line.contains("{\"integer\":2}"))
                    .anyMatch(line -> line.contains("{\"integer\":3}"));
        }
    }

    @Test
    void longKeysMoveWithANoticeWhereTheIndexTakesThem() {
        Sql.run(
                file.dataSource(),
                "DELETE FROM marks WHERE name IS NULL",
                "INSERT INTO marks VALUES (replace(hex(zeroblob(4000)), '0', 'x'), 2)");

        MoveReport report = host.move(target);

        assertThat(report.isProven()).isTrue();
        assertThat(onServer()).containsExactly("1", "2");
        assertThat(report.flaws())
                .singleElement()
                .extracting(FlawFound::flaw, FlawFound::isRefused)
                .containsExactly(Flaw.KEY_TOO_LONG, false);
        assertThat(report.text()).contains("marks.name: KEY_TOO_LONG, 1 row").contains("moved as it is.");
    }
}
