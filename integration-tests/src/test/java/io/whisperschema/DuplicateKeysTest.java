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
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Rule;
import io.whisperschema.move.Treatment;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.ReplayReport.Replayed;
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

/** Tables whose key nobody kept: of rows that share one the first stays, and each other is rejected once. */
@WithDatabases
class DuplicateKeysTest {
    private static final SchemaDefinition HOST = SchemaDefinition.named("host")
            .tables(
                    table("people", text("name").primaryKey(), integer("age")),
                    table("notes", integer("id").primaryKey(), text("author").references("people", "name")));

    @TempDir
    Path folder;

    private DataSource file;
    private DataSource server;
    private PostgresStore target;
    private WhisperSchema host;
    private MoveOptions rejecting;

    @BeforeEach
    void given(SqliteDatabase sqlite, PostgresDatabase postgres) {
        file = sqlite.dataSource();
        server = postgres.dataSource();
        target = PostgresStore.over(server);
        host = WhisperSchema.of(HOST).relational(SqliteStore.over(file));
        rejecting = MoveOptions.cautious()
                .treating(Flaw.DUPLICATE, Treatment.reject())
                .rejectingTo(folder.resolve("rejects"));
        Sql.run(
                file,
                "CREATE TABLE people (name TEXT NOT NULL, age INTEGER)",
                "CREATE TABLE notes (id INTEGER NOT NULL, author TEXT REFERENCES people (name))");
    }

    private void moved(MoveOptions options) {
        assertThat(host.move(target, options).isProven()).isTrue();
        assertThat(host.verifyMoved(target, options).differences()).isEmpty();
    }

    private List<String> people() {
        return Sql.texts(server, "SELECT concat(name, age) FROM people ORDER BY 1");
    }

    private List<String> notes() {
        return Sql.texts(server, "SELECT id || author FROM notes ORDER BY 1");
    }

    private List<String> rejects(String table) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("rejects").resolve(table + ".jsonl"));
        return lines.subList(1, lines.size());
    }

    @Test
    void allButTheFirstAreRefused() {
        Sql.run(file, "INSERT INTO people VALUES ('ann', 30), ('bob', 1), ('ann', 40), ('ann', 50)");

        assertThatThrownBy(() -> host.move(target, MoveOptions.cautious()))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("people.name: DUPLICATE, 2 rows (name 'ann'; name 'ann')");
    }

    @Test
    void theFirstStaysAndWhoRefersToItToo() throws IOException {
        Sql.run(
                file,
                "INSERT INTO people VALUES ('ann', 30), ('bob', 1), ('ann', 40)",
                "INSERT INTO notes VALUES (1, 'ann'), (2, 'bob')");

        moved(rejecting);

        assertThat(people()).containsExactly("ann30", "bob1");
        assertThat(notes()).containsExactly("1ann", "2bob");
        assertThat(rejects("people")).singleElement().asString().contains("DUPLICATE", "{\"integer\":40}");
        assertThat(host.replayRejects(target, rejecting).tables())
                .containsExactly(new Replayed(
                        "people", 0, 0, List.of("line 2: another row with its key is there, with other values")));
    }

    @Test
    void rowsThatAreTheSameInAllAreOne() throws IOException {
        Sql.run(file, "INSERT INTO people VALUES ('ann', 30), ('ann', 30), ('ann', 30)");

        moved(rejecting);

        assertThat(people()).containsExactly("ann30");
        assertThat(rejects("people")).hasSize(2);
        assertThat(host.replayRejects(target, rejecting).tables())
                .containsExactly(new Replayed("people", 0, 2, List.of()));
    }

    @Test
    void aRowThatIsRejectedForAnotherReasonDoesNotStandForOthers() throws IOException {
        Sql.run(
                file,
                "INSERT INTO people VALUES ('ann', 'old'), ('ann', 30), ('ann', 40)",
                "INSERT INTO notes VALUES (1, 'ann')");

        moved(rejecting.treating(Flaw.TEXT_IN_NUMBER, Treatment.reject()));

        assertThat(people()).containsExactly("ann30");
        assertThat(notes()).containsExactly("1ann");
        assertThat(rejects("people")).hasSize(2);
    }

    @Test
    void ofRowsThatShareAKeyOnlyTheOrphanIsOne() throws IOException {
        Sql.run(
                file,
                "INSERT INTO people VALUES ('ann', 30)",
                "INSERT INTO notes VALUES (1, 'eve'), (1, 'ann'), (2, 'ann'), (2, 'eve')");

        moved(rejecting.treating(Flaw.ORPHAN, Treatment.reject()));

        assertThat(notes()).containsExactly("1ann", "2ann");
        assertThat(rejects("notes")).hasSize(2).allMatch(line -> line.contains("eve"));
    }

    @Test
    void keysThatARuleMakesOneAreOne() throws IOException {
        Sql.run(
                file,
                "INSERT INTO people VALUES ('ann', 30), (CAST(x'616e6e00' AS TEXT), 40)",
                "INSERT INTO notes VALUES (1, 'ann'), (2, CAST(x'616e6e00' AS TEXT))");

        moved(rejecting.treating(Flaw.NUL_IN_TEXT, Treatment.coerce(Rule.CUT_AT_NUL)));

        assertThat(people()).containsExactly("ann30");
        assertThat(notes()).as("both are notes of ann by now").containsExactly("1ann", "2ann");
        assertThat(rejects("people")).singleElement().asString().contains("{\"integer\":40}");
    }

    @Test
    void betweenFilesItIsTheSame() throws IOException {
        Sql.run(
                file,
                "INSERT INTO people VALUES ('ann', 30), ('ann', 30), ('ANN', 40), ('ann', 50)",
                "INSERT INTO notes VALUES (1, 'ann')");
        try (SqliteStore other = SqliteStore.open(folder.resolve("other.db"))) {
            RelationalStore to = other;

            assertThat(host.move(to, rejecting).isProven()).isTrue();
            assertThat(host.verifyMoved(to, rejecting).differences()).isEmpty();
        }
        assertThat(rejects("people")).hasSize(2);
    }
}
