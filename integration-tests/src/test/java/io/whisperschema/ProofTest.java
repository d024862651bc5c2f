package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.bigint;
import static io.whisperschema.definition.relational.Relational.blob;
import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.definition.relational.Relational.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.integration.Sql;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.Difference;
import io.whisperschema.report.MoveReport;
import io.whisperschema.report.PassageResult;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody does to rows behind our back, after they were moved, is found and named. */
@WithDatabases
class ProofTest {
    private static final SchemaDefinition HOST = SchemaDefinition.named("host")
            .tables(
                    table("users", text("name").primaryKey(), bigint("age"), timestamp("seen"), blob("picture")),
                    table("visits", text("name"), integer("room"), integer("floor")));

    private static final String FILLED =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600)";

    private PostgresDatabase server;
    private RelationalStore file;
    private RelationalStore moved;

    @BeforeEach
    void move(SqliteDatabase sqlite, PostgresDatabase postgres) {
        server = postgres;
        file = SqliteStore.over(sqlite.dataSource());
        moved = PostgresStore.over(server.dataSource());
        WhisperSchema.of(HOST).relational(file).bootstrap();
        Sql.run(
                sqlite.dataSource(),
                "INSERT INTO users " + FILLED
                        + " SELECT 'user ' || i, i, '2024-11-21 10:11:12.123456', x'00ff10' FROM n",
                "INSERT INTO visits " + FILLED + " SELECT 'user ' || i, i, i + 1000 FROM n");
        assertThat(WhisperSchema.of(HOST).relational(file).move(moved).isProven())
                .isTrue();
    }

    private MoveReport compared() {
        return WhisperSchema.of(HOST).relational(file).verifyMoved(moved, MoveOptions.cautious());
    }

    private void behindOurBack(String... statements) {
        Sql.run(server.dataSource(), statements);
    }

    private List<String> found() {
        MoveReport report = compared();
        assertThat(report.isProven()).isFalse();
        assertThat(report.passages()).filteredOn(passage -> !passage.isEqual()).hasSize(1);
        return report.differences().stream().map(Difference::sentence).toList();
    }

    @Test
    void nothingIsFoundWhereNothingWasDone() {
        MoveReport report = compared();

        assertThat(report.isProven()).isTrue();
        assertThat(report.differences()).isEmpty();
        assertThat(report.passages()).extracting(PassageResult::rows).containsExactly(600L, 600L);
    }

    @Test
    void aBitIsFound() {
        behindOurBack("UPDATE users SET picture = set_bit(picture, 3, 1 - get_bit(picture, 3)) WHERE name = 'user 17'");

        assertThat(found()).containsExactly("users, name 'user 17': other values in picture");
    }

    @Test
    void aMicrosecondIsFound() {
        behindOurBack("UPDATE users SET seen = seen + interval '1 microsecond' WHERE name = 'user 17'");

        assertThat(found()).containsExactly("users, name 'user 17': other values in seen");
    }

    @Test
    void aValueThatIsGoneIsFound() {
        behindOurBack("UPDATE users SET age = NULL, picture = NULL WHERE name = 'user 600'");

        assertThat(found()).containsExactly("users, name 'user 600': other values in age, picture");
    }

    @Test
    void aRowThatIsGoneIsFound() {
        behindOurBack("DELETE FROM users WHERE name = 'user 1'");

        assertThat(found()).containsExactly("users, name 'user 1': only in source");
    }

    @Test
    void aRowThatIsThereTwiceIsFound() {
        behindOurBack("INSERT INTO users SELECT name || '!', age, seen, picture FROM users WHERE name = 'user 9'");

        assertThat(found()).containsExactly("users, name 'user 9!': only in target");
    }

    @Test
    void valuesThatTwoRowsSwappedAreFound() {
        behindOurBack("UPDATE users SET age = 41 - age WHERE name IN ('user 20', 'user 21')");

        assertThat(found())
                .containsExactlyInAnyOrder(
                        "users, name 'user 20': other values in age", "users, name 'user 21': other values in age");
    }

    @Test
    void aValueOfARowWithoutAKeyIsFound() {
        behindOurBack("UPDATE visits SET room = room + 1 WHERE room = 300");

        assertThat(found())
                .satisfiesExactlyInAnyOrder(
                        only -> assertThat(only).matches("visits, the row of hash [0-9a-f]{32}: only in source"),
                        only -> assertThat(only).matches("visits, the row of hash [0-9a-f]{32}: only in target"));
    }

    @Test
    void aRowWithoutAKeyThatIsGoneIsFound() {
        behindOurBack("DELETE FROM visits WHERE room = 300");

        assertThat(found()).singleElement().asString().matches("visits, the row of hash [0-9a-f]{32}: only in source");
    }

    @Test
    void aRowWithoutAKeyThatIsThereTwiceIsFound() {
        behindOurBack("INSERT INTO visits SELECT * FROM visits WHERE room = 300");

        assertThat(found()).singleElement().asString().matches("visits, the row of hash [0-9a-f]{32}: other count");
    }

    @Test
    void valuesThatARowWithoutAKeySwappedAreFound() {
        behindOurBack("UPDATE visits SET room = floor, floor = room WHERE room = 300");

        assertThat(found()).hasSize(2);
        assertThat(compared().differences())
                .extracting(Difference::kind)
                .containsExactlyInAnyOrder(Difference.Kind.ONLY_IN_SOURCE, Difference.Kind.ONLY_IN_TARGET);
    }

    @Test
    void allOfItAtOnceIsFoundOnTheWayBackToo() {
        try (SqliteDatabase back = SqliteDatabase.inTemporaryFolder()) {
            RelationalStore down = SqliteStore.over(back.dataSource());
            WhisperSchema host = WhisperSchema.of(HOST).relational(moved);
            assertThat(host.move(down).isProven()).isTrue();
            Sql.run(
                    back.dataSource(),
                    "UPDATE users SET picture = x'01ff10' WHERE name = 'user 2'",
                    "UPDATE users SET age = 81 - age WHERE name IN ('user 40', 'user 41')",
                    "DELETE FROM users WHERE name = 'user 5'",
                    "INSERT INTO users (name) VALUES ('eve')",
                    "INSERT INTO visits SELECT * FROM visits WHERE room = 7");

            assertThat(host.verifyMoved(down, MoveOptions.cautious()).differences())
                    .extracting(Difference::sentence)
                    .filteredOn(found -> !found.startsWith("visits"))
                    .containsExactlyInAnyOrder(
                            "users, name 'user 2': other values in picture",
                            "users, name 'user 40': other values in age",
                            "users, name 'user 41': other values in age",
                            "users, name 'user 5': only in source",
                            "users, name 'eve': only in target");
            assertThat(host.verifyMoved(down, MoveOptions.cautious()).differences())
                    .filteredOn(found -> found.table().equals("visits"))
                    .extracting(Difference::kind)
                    .containsExactly(Difference.Kind.OTHER_COUNT);
        }
    }
}
