package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.MoveRefused;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Treatment;
import io.whisperschema.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that SQLite let in while it did not look: what a move says of them, and what becomes of them by each treatment. */
class DirtyRowsTest {
    private static final SchemaDefinition HOST = SchemaDefinition.named("host")
            .tables(
                    table("users", text("name").primaryKey()),
                    table("notes", integer("id").primaryKey(), text("author").references("users", "name")),
                    table("marks", integer("id").primaryKey(), integer("note").references("notes", "id")));

    @TempDir
    Path folder;

    private SqliteStore source;
    private SqliteStore target;

    @BeforeEach
    void open() {
        source = SqliteStore.open(folder.resolve("source.db"));
        target = SqliteStore.open(folder.resolve("target.db"));
        WhisperSchema.of(HOST).relational(source).bootstrap();
    }

    @AfterEach
    void close() {
        source.close();
        target.close();
    }

    /** As a host that has foreign keys off, as they are unless asked for. */
    private void given(String... statements) throws SQLException {
        try (Connection host = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("source.db"));
                Statement statement = host.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private MoveOutcome moved(MoveOptions options) {
        return new RelationalMove(new MoveSides(HOST, Surroundings.none().with(source), target, options)).run();
    }

    private MoveOptions rejecting(Flaw... flaws) {
        MoveOptions options = MoveOptions.cautious().rejectingTo(folder.resolve("rejects"));
        for (Flaw flaw : flaws) {
            options = options.treating(flaw, Treatment.reject());
        }
        return options;
    }

    private List<String> inTarget(String query) throws SQLException {
        try (Connection moved = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("target.db"));
                Statement statement = moved.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            var found = new ArrayList<String>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        }
    }

    private List<String> rejects(String table) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("rejects").resolve(table + ".jsonl"));
        return lines.subList(1, lines.size());
    }

    @Test
    void anOrphanIsRefused() throws SQLException {
        given("INSERT INTO users VALUES ('ann')", "INSERT INTO notes VALUES (1, 'ann'), (2, 'eve'), (3, NULL)");

        assertThatThrownBy(() -> moved(MoveOptions.cautious()))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("notes.author: ORPHAN, 1 row")
                .hasMessageContaining("id 2");
        assertThat(inTarget("SELECT name FROM sqlite_schema")).isEmpty();
    }

    @Test
    void anOrphanIsRejectedWithAllThatItHas() throws Exception {
        given("INSERT INTO users VALUES ('ann')", "INSERT INTO notes VALUES (1, 'ann'), (2, 'eve'), (3, NULL)");

        MoveOutcome moved = moved(rejecting(Flaw.ORPHAN));

        assertThat(moved.target()).isEqualTo(moved.source());
        assertThat(inTarget("SELECT id FROM notes ORDER BY id")).containsExactly("1", "3");
        assertThat(rejects("notes")).singleElement().asString().contains("ORPHAN", "\"eve\"", "{\"integer\":2}");
    }

    @Test
    void anOrphanGoesOverWithoutItsReference() throws SQLException {
        given("INSERT INTO notes VALUES (1, 'eve')");

        MoveOutcome moved = moved(MoveOptions.cautious().treating(Flaw.ORPHAN, Treatment.asNull()));

        assertThat(moved.target()).isEqualTo(moved.source());
        assertThat(inTarget("SELECT id || coalesce(author, ' nobody') FROM notes"))
                .containsExactly("1 nobody");
    }

    @Test
    void whoRefersToARejectedRowIsRefusedToo() throws SQLException {
        given("INSERT INTO notes VALUES (1, 'eve')", "INSERT INTO marks VALUES (7, 1)");

        assertThatThrownBy(() -> moved(rejecting(Flaw.ORPHAN)))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("marks.note: REFERS_TO_REJECTED, 1 row");
    }

    @Test
    void whoRefersToARejectedRowIsRejectedToo() throws Exception {
        given(
                "INSERT INTO users VALUES ('ann')",
                "INSERT INTO notes VALUES (1, 'eve'), (2, 'ann')",
                "INSERT INTO marks VALUES (7, 1), (8, 2)");

        MoveOutcome moved = moved(rejecting(Flaw.ORPHAN, Flaw.REFERS_TO_REJECTED));

        assertThat(moved.target()).isEqualTo(moved.source());
        assertThat(inTarget("SELECT id FROM notes")).containsExactly("2");
        assertThat(inTarget("SELECT id FROM marks")).containsExactly("8");
        assertThat(rejects("marks")).singleElement().asString().contains("REFERS_TO_REJECTED", "{\"integer\":7}");
    }
}
