package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The line that a refusal of a portable file names: the one of the statement that is to blame. */
@WithDatabases
class PortableLinesTest {
    private static final String USERS = "CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL);\n\n";
    private static final String LONG_BEGINNING = """
            -- whisper: portable from %s
            -- It's a file; of some length.

            /* With a comment;
               of two lines; */
            CREATE TABLE ${table} (
                id bigint PRIMARY KEY,
                -- it's
                words text DEFAULT 'one
            two;
            three'
            );

            CREATE INDEX by_words
                ON ${table} (words);










            """;
    private static final int LINE = 1 + (int) LONG_BEGINNING.lines().count();
    private static final String END = ";\nCREATE INDEX by_name ON users (name);\n";

    @TempDir
    private Path folder;

    private void refusedWithItsLine(RelationalStore store, String dialect, String file) throws IOException {
        Files.writeString(folder.resolve("0001_users.sql"), "-- whisper: portable from " + dialect + "\n" + USERS);
        Files.writeString(folder.resolve("0002_x.sql"), file.formatted(dialect));
        var schema = WhisperSchema.of(SchemaDefinition.named("host"))
                .relational(store)
                .migrations(Migrations.inFolder(folder).with("table", "notes"));

        assertThatThrownBy(schema::migrate)
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("0002_x.sql, line " + LINE + ": it is portable from " + dialect + ", but ")
                .hasMessageNotContaining("but line");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE users ALTER COLUMN name DROP NOT NULL",
                "ALTER TABLE users\n    ADD CHECK (name <> 'x')",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$\nSELECT 1;\n$$",
                "INSERT INTO users VALUES (1, 'Ada')",
                "ALTER TABLE users RENAME TO people",
                "COPY users FROM stdin;\n1\tit's; Ada\n\\.\nSELECT 1",
                "\\set x 1\nSELECT 1",
            })
    void whatPostgresSays(String statement, SqliteDatabase sqlite) throws IOException {
        refusedWithItsLine(SqliteStore.over(sqlite.dataSource()), "postgres", LONG_BEGINNING + statement + END);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO users VALUES (1, 'Ada')",
                "CREATE VIRTUAL TABLE found USING fts5(words)",
                "ALTER TABLE users RENAME COLUMN name TO called",
            })
    void whatSqliteSays(String statement, PostgresDatabase postgres) throws IOException {
        refusedWithItsLine(PostgresStore.over(postgres.dataSource()), "sqlite", LONG_BEGINNING + statement + END);
    }

    @Test
    void aBackslashInTheMiddleOfAStatementIsFoundInItsOwnLine(SqliteDatabase sqlite) throws IOException {
        refusedWithItsLine(
                SqliteStore.over(sqlite.dataSource()),
                "postgres",
                LONG_BEGINNING
                                .replaceFirst("\n\n$", "\nSELECT 1")
                                .replace("\nSELECT 1", "\nCREATE TABLE more (a int)\n")
                        + "\\gexec\n");
    }
}
