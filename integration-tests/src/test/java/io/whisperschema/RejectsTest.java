package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.bool;
import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.integration.Sql;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Treatment;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.Difference;
import io.whisperschema.report.ReplayReport;
import io.whisperschema.report.ReplayReport.Replayed;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that were rejected, corrected by hand and written after all: each once, and none is dropped without a word. */
@WithDatabases
class RejectsTest {
    private static final SchemaDefinition HOST = SchemaDefinition.named("host")
            .tables(
                    table("users", text("name").primaryKey(), integer("age")),
                    table(
                            "notes",
                            integer("id").primaryKey(),
                            text("author").references("users", "name"),
                            bool("verified")),
                    table("marks", text("word").primaryKey(), integer("count")),
                    table("visits", text("name"), integer("room")));

    @TempDir
    Path folder;

    private PostgresDatabase server;
    private PostgresStore target;
    private WhisperSchema host;
    private MoveOptions options;

    /** A file whose tables somebody made by hand, without the key of one of them. */
    @BeforeEach
    void given(SqliteDatabase sqlite, PostgresDatabase postgres) {
        server = postgres;
        target = PostgresStore.over(server.dataSource());
        Sql.run(
                sqlite.dataSource(),
                "CREATE TABLE users (name TEXT NOT NULL PRIMARY KEY, age INTEGER)",
                "CREATE TABLE notes (id INTEGER NOT NULL PRIMARY KEY, author TEXT REFERENCES users (name),"
                        + " verified BOOLEAN)",
                "CREATE TABLE marks (word TEXT NOT NULL, \"count\" INTEGER)",
                "CREATE TABLE visits (name TEXT, room INTEGER)",
                "INSERT INTO users VALUES ('ann', 30), ('bob', 'old'), ('eve', 'young')",
                "INSERT INTO notes VALUES (1, 'ann', 1), (2, 'ann', 'maybe'), (3, 'bob', 1), (4, 'eve', 0)",
                "INSERT INTO marks VALUES ('a', 1), ('a', 2), ('b', 3)",
                "INSERT INTO visits VALUES ('ann', 1), ('ann', 'roof')");
        host = WhisperSchema.of(HOST).relational(SqliteStore.over(sqlite.dataSource()));
        options = MoveOptions.cautious().rejectingTo(folder);
        for (Flaw flaw : List.of(Flaw.TEXT_IN_NUMBER, Flaw.TRUTH_SPELLING, Flaw.REFERS_TO_REJECTED, Flaw.DUPLICATE)) {
            options = options.treating(flaw, Treatment.reject());
        }
        assertThat(host.move(target, options).isProven()).isTrue();
    }

    private ReplayReport replayed() {
        return host.replayRejects(target, options);
    }

    private static Replayed of(ReplayReport report, String table) {
        return report.tables().stream()
                .filter(each -> each.table().equals(table))
                .findFirst()
                .orElseThrow();
    }

    private Path file(String table) {
        return folder.resolve(table + ".jsonl");
    }

    private void correct(String table, String wrong, String right) throws IOException {
        String lines = Files.readString(file(table));
        assertThat(lines).contains(wrong);
        Files.writeString(file(table), lines.replace(wrong, right));
    }

    private List<String> inTarget(String query) {
        return Sql.texts(server.dataSource(), query);
    }

    private List<String> lines(String table) throws IOException {
        List<String> lines = Files.readAllLines(file(table));
        return lines.subList(1, lines.size());
    }

    @Test
    void eachRejectedRowIsInItsFile() throws IOException {
        assertThat(lines("users")).hasSize(2);
        assertThat(lines("notes")).hasSize(3);
        assertThat(lines("visits")).hasSize(1);
        assertThat(lines("marks"))
                .as("the first of those that share a key stays")
                .hasSize(1);
        assertThat(inTarget("SELECT word || \"count\" FROM marks ORDER BY 1")).containsExactly("a1", "b3");
    }

    @Test
    void nothingThatIsAsItWasIsWritten() throws IOException {
        ReplayReport report = replayed();

        assertThat(report.isComplete()).isFalse();
        assertThat(of(report, "users"))
                .isEqualTo(new Replayed(
                        "users", 0, 0, List.of("line 2: age: TEXT_IN_NUMBER", "line 3: age: TEXT_IN_NUMBER")));
        assertThat(of(report, "notes").written()).isZero();
        assertThat(of(report, "notes").stillRejected())
                .hasSize(3)
                .contains("line 2: verified: TRUTH_SPELLING")
                .anyMatch(why -> why.startsWith("line 3: ") && why.contains("foreign key"));
        assertThat(lines("users")).hasSize(2);
        assertThat(lines("notes")).hasSize(3);
    }

    @Test
    void whatIsCorrectedIsWrittenAndTheOthersStay() throws IOException {
        correct("users", "{\"text\":\"old\"}", "{\"integer\":40}");

        ReplayReport report = replayed();

        assertThat(of(report, "users")).isEqualTo(new Replayed("users", 1, 0, List.of("line 3: age: TEXT_IN_NUMBER")));
        assertThat(of(report, "notes").written()).as("the note of bob").isEqualTo(1);
        assertThat(inTarget("SELECT name || age FROM users ORDER BY 1")).containsExactly("ann30", "bob40");
        assertThat(inTarget("SELECT id FROM notes ORDER BY 1")).containsExactly("1", "3");
        assertThat(lines("users")).singleElement().asString().contains("eve");
        assertThat(lines("notes")).hasSize(2);
    }

    @Test
    void aSecondReplayWritesNothing() throws IOException {
        correct("users", "{\"text\":\"old\"}", "{\"integer\":40}");
        replayed();

        ReplayReport again = replayed();

        assertThat(again.tables()).allMatch(table -> table.written() == 0 && table.there() == 0);
        assertThat(inTarget("SELECT count(*) FROM users")).containsExactly("2");
        assertThat(lines("users")).hasSize(1);
    }

    @Test
    void aRowThatWasWrittenBeforeItsFileWasIsFoundAgain() throws IOException {
        correct("users", "{\"text\":\"old\"}", "{\"integer\":40}");
        String before = Files.readString(file("users"));
        replayed();
        Files.writeString(file("users"), before);

        ReplayReport again = replayed();

        assertThat(of(again, "users")).isEqualTo(new Replayed("users", 0, 1, List.of("line 3: age: TEXT_IN_NUMBER")));
        assertThat(inTarget("SELECT count(*) FROM users WHERE name = 'bob'")).containsExactly("1");
    }

    @Test
    void whenAllAreCorrectedNoFileIsLeft() throws IOException {
        correct("users", "{\"text\":\"old\"}", "{\"integer\":40}");
        correct("users", "{\"text\":\"young\"}", "{\"null\":true}");
        correct("notes", "{\"text\":\"maybe\"}", "{\"integer\":0}");
        correct("marks", "\"a\"},\"count\":{\"integer\":2}", "\"c\"},\"count\":{\"integer\":2}");
        Files.delete(file("visits"));

        assertThat(replayed().isComplete()).isTrue();

        assertThat(file("users")).doesNotExist();
        assertThat(file("notes")).doesNotExist();
        assertThat(file("marks")).doesNotExist();
        assertThat(inTarget("SELECT count(*) FROM notes")).containsExactly("4");
        assertThat(inTarget("SELECT word || \"count\" FROM marks ORDER BY 1")).containsExactly("a1", "b3", "c2");
        assertThat(replayed().tables()).isEmpty();
        assertThat(host.verifyMoved(target, options).differences())
                .as("the source knows nothing of c")
                .extracting(Difference::sentence)
                .containsExactly("marks, word 'c': only in target");
    }

    @Test
    void aRowWhoseKeyAnotherOneHasStaysInItsFile() throws IOException {
        ReplayReport report = replayed();

        assertThat(of(report, "marks"))
                .isEqualTo(new Replayed(
                        "marks", 0, 0, List.of("line 2: another row with its key is there, with other values")));
        assertThat(lines("marks")).hasSize(1);
    }

    @Test
    void twoRowsThatWereCorrectedToOneKeyAreNotOne() throws IOException {
        correct("users", "{\"text\":\"old\"}", "{\"integer\":40}");
        correct("users", "{\"text\":\"young\"}", "{\"integer\":20}");
        correct("users", "\"name\":{\"text\":\"eve\"}", "\"name\":{\"text\":\"bob\"}");

        ReplayReport report = replayed();

        assertThat(of(report, "users").written()).isEqualTo(1);
        assertThat(lines("users")).singleElement().asString().contains("{\"integer\":20}");
        assertThat(inTarget("SELECT age FROM users WHERE name = 'bob'")).containsExactly("40");
    }

    @Test
    void aRowOfATableWithoutAKeyStaysAndIsTold() throws IOException {
        correct("visits", "{\"text\":\"roof\"}", "{\"integer\":5}");

        assertThat(of(replayed(), "visits").stillRejected())
                .containsExactly("line 2: the table has no key, so nobody could tell whether the row is there already");
        assertThat(lines("visits")).hasSize(1);
    }

    @Test
    void aLineThatCannotBeReadStaysAndIsTold() throws IOException {
        correct("users", "\"row\":{\"name\":{\"text\":\"bob\"}", "\"row\":{\"nmae\":{\"text\":\"bob\"}");
        Files.writeString(file("users"), Files.readString(file("users")) + "so what\n");

        Replayed users = of(replayed(), "users");

        assertThat(users.written()).isZero();
        assertThat(users.stillRejected()).hasSize(3);
        assertThat(users.stillRejected().get(0)).contains("line 2", "nmae");
        assertThat(lines("users")).hasSize(3).contains("so what");
    }
}
