package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.json;
import static io.whisperschema.definition.relational.Relational.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.Adoption;
import io.whisperschema.diff.Adoption.Tolerance;
import io.whisperschema.integration.Sql;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.FlawFound;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Treatment;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A column of SQLite whose declared type is no word for text, as hosts declare JSON, makes numbers of texts. */
@WithDatabases
class MoveAffinityTest {
    private static final SchemaDefinition HOST =
            SchemaDefinition.named("host").tables(table("notes", integer("id").primaryKey(), json("said")));

    private WhisperSchema host;
    private SqliteStore file;

    @BeforeEach
    void databases(PostgresDatabase server, SqliteDatabase sqlite) {
        host = WhisperSchema.of(HOST)
                .relational(PostgresStore.over(server.dataSource()))
                .adopting(Adoption.strict().tolerating(Tolerance.JSON_OF_ANOTHER_KIND));
        host.bootstrap();
        Sql.run(
                server.dataSource(),
                "INSERT INTO notes VALUES (1, '{\"a\":1}'), (2, '42'), (3, ' 1.50 '), (4, '\"7\"'), (5, NULL)");
        Sql.run(sqlite.dataSource(), "CREATE TABLE notes (id INTEGER NOT NULL PRIMARY KEY, said JSON)");
        file = SqliteStore.over(sqlite.dataSource());
    }

    @Test
    void textThatItWouldMakeNumbersOfIsRefusedAndNamed() {
        assertThat(host.preflight(file, MoveOptions.cautious()).flaws())
                .extracting(FlawFound::sentence)
                .containsExactly("notes.said: AFFINITY_CHANGES, 2 rows (id 2; id 3)");
    }

    @Test
    void theOthersMoveWithoutIt(SqliteDatabase sqlite) {
        MoveOptions options = MoveOptions.cautious().treating(Flaw.AFFINITY_CHANGES, Treatment.asNull());

        assertThat(host.move(file, options).isProven()).isTrue();
        assertThat(Sql.texts(sqlite.dataSource(), "SELECT said FROM notes ORDER BY id"))
                .containsExactly("{\"a\":1}", null, null, "\"7\"", null);
    }
}
