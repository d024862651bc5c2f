package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.integration.Sql;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteDialect;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are written for one database and translated for the other. */
@WithDatabases
class PortableTest {
    private static final String USERS = """
            -- whisper: portable from postgres
            CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL, joined timestamptz DEFAULT now());
            CREATE INDEX by_name ON users (name);
            """;
    private static final String NOTES = """
            -- whisper: portable from postgres
            CREATE TABLE notes (id bigint PRIMARY KEY, of bigint REFERENCES users (id) ON DELETE CASCADE);
            ALTER TABLE users ADD COLUMN active boolean;
            -- down
            ALTER TABLE users DROP COLUMN active;
            DROP TABLE notes;
            """;

    @TempDir
    private Path folder;

    private WhisperSchema schema(RelationalStore store, String... files) throws IOException {
        for (int i = 0; i < files.length; i++) {
            Files.writeString(folder.resolve("000" + (i + 1) + "_x.sql"), files[i]);
        }
        return WhisperSchema.of(SchemaDefinition.named("host"))
                .relational(store)
                .migrations(Migrations.inFolder(folder));
    }

    private static void madeAndTakenBack(WhisperSchema schema, RelationalStore store) {
        schema.migrateTo(MigrationId.core(1), MigrateOptions.cautious());
        var before = History.withoutTables(store.inspect()).tables();
        schema.migrate();

        assertThat(store.inspect().tables()).extracting("name").contains("users", "notes");
        assertThat(schema.migrate().migrations()).isEmpty();
        schema.undo(
                1, MigrateOptions.cautious().executing(ExecuteOptions.cautious().allowingDataLoss()));
        assertThat(History.withoutTables(store.inspect()).tables()).isEqualTo(before);
    }

    @Test
    void whatIsWrittenForPostgresMakesTheSameOnSqlite(PostgresDatabase postgres, SqliteDatabase sqlite)
            throws IOException {
        var server = PostgresStore.over(postgres.dataSource());
        var file = SqliteStore.over(sqlite.dataSource());
        madeAndTakenBack(schema(server, USERS, NOTES), server);
        madeAndTakenBack(schema(file, USERS, NOTES), file);

        schema(server, USERS, NOTES).migrate();
        schema(file, USERS, NOTES).migrate();
        var meant = SqliteDialect.dialect()
                .translate(USERS + NOTES.substring(0, NOTES.indexOf("-- down")))
                .definition();
        var report = WhisperSchema.of(meant).relational(server).validateAgainst(file);
        assertThat(report.isValid()).as(report.text()).isTrue();
    }

    @Test
    void whatIsWrittenForSqliteMakesTheSameOnPostgres(PostgresDatabase postgres) throws IOException {
        var server = PostgresStore.over(postgres.dataSource());
        madeAndTakenBack(
                schema(
                        server,
                        "-- whisper: portable from sqlite\nCREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);\n",
                        "-- whisper: portable from sqlite\nCREATE TABLE notes (id INTEGER PRIMARY KEY, words TEXT);\n"
                                + "-- down\nDROP TABLE notes;\n"),
                server);
    }

    @Test
    void theTranslationCanBeShown(SqliteDatabase sqlite) throws IOException {
        var schema = schema(SqliteStore.over(sqlite.dataSource()), USERS, NOTES);

        assertThat(schema.script(MigrationId.core(2)))
                .contains("CREATE TABLE notes")
                .contains("ALTER TABLE users ADD COLUMN active")
                .doesNotContain("CREATE TABLE users");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT INTO users VALUES (1)                  | begins with INSERT",
                "ALTER TABLE users RENAME COLUMN name TO words | a new name",
                "ALTER TABLE users ALTER COLUMN name DROP NOT NULL | cannot be carried over exactly",
                "ALTER TABLE users ADD CHECK (name <> '''')    | needs the table made anew on sqlite",
                "CREATE VIEW names AS SELECT name FROM users   | view names: expected a query for SQLite",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$SELECT 1$$ | found",
            },
            quoteCharacter = '`')
    void whatCannotBeCarriedOverExactlyIsRefusedWithItsLine(String sql, String problem, SqliteDatabase sqlite)
            throws IOException {
        var schema = schema(
                SqliteStore.over(sqlite.dataSource()),
                USERS,
                "-- whisper: portable from postgres\n" + sql.replace("''", "'") + ";\n");

        assertThatThrownBy(schema::migrate)
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("0002_x.sql, line 2")
                .hasMessageContaining("it is portable from postgres, but")
                .hasMessageContaining(problem)
                .hasMessageContaining("0002_x.sqlite.sql");
        assertThat(SqliteStore.over(sqlite.dataSource()).inspect().isEmpty()).isTrue();
    }

    @Test
    void anInstallWithoutARecordIsRecognisedByTheTranslation(SqliteDatabase sqlite) throws IOException {
        var store = SqliteStore.over(sqlite.dataSource());
        schema(store, USERS, NOTES).migrate();
        for (String table : List.of("schema_versions", "schema_journal", "schema_state")) {
            Sql.run(sqlite.dataSource(), "DROP TABLE " + table);
        }

        schema(store, USERS, NOTES).bootstrap();

        assertThat(schema(store, USERS, NOTES).status().text()).doesNotContain("PENDING");
    }

    @Test
    void aPortableFileIsForNoDialectByName() throws IOException {
        Files.writeString(folder.resolve("0001_x.sqlite.sql"), USERS);

        assertThatThrownBy(() -> Migrations.inFolder(folder)).hasMessageContaining("Take the dialect out of its name");
    }
}
