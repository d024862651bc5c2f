package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.error.StepFailed;
import io.whisperschema.integration.Sql;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts of migrations may hold. */
@WithDatabases
class ScriptsTest {
    private static final String COPY = """
            CREATE TABLE users (id bigint PRIMARY KEY, name text, note text);
            COPY users (id, name) FROM stdin;
            1\tAda; it's -- ${x}
            2\t\\N
            \\.
            COPY users FROM STDIN WITH (FORMAT csv);
            3,"Bob, third",'
            \\.
            COPY users FROM stdin;
            \\.
            UPDATE users SET note = 'last' WHERE id = 3;
            """;

    private static WhisperSchema schema(RelationalStore store, String sql) {
        return WhisperSchema.of(SchemaDefinition.named("host"))
                .relational(store)
                .migrations(Migrations.of(Migration.of(1, "0001_x.sql").sql(sql)));
    }

    private static Stream<RelationalStore> stores(PostgresDatabase postgres, SqliteDatabase sqlite) {
        return Stream.of(PostgresStore.over(postgres.dataSource()), SqliteStore.over(sqlite.dataSource()));
    }

    @Test
    void rowsBehindACopyAreLoadedOnPostgres(PostgresDatabase postgres) {
        WhisperSchema schema = schema(PostgresStore.over(postgres.dataSource()), COPY);

        schema.migrate();

        assertThat(Sql.texts(
                        postgres.dataSource(),
                        "SELECT id || coalesce(name, 'null') || coalesce(note, '-') FROM users ORDER BY id"))
                .containsExactly("1Ada; it's -- ${x}-", "2null-", "3Bob, thirdlast");
        assertThat(schema.migrate().migrations()).isEmpty();
        assertThat(postgres.dataSource().changedOnReturn()).isEmpty();
    }

    @Test
    void rowsThatDoNotFitTakeTheRunBackAndAreNotShown(PostgresDatabase postgres) {
        RelationalStore store = PostgresStore.over(postgres.dataSource());

        assertThatThrownBy(schema(store, COPY.replace("2\t\\N", "1\tsecret"))::migrate)
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("0001_x.sql, line 2")
                .hasMessageContaining("COPY users (id, name) FROM stdin")
                .hasMessageContaining("Nothing was applied")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("Ada");

        assertThat(store.inspect().isEmpty()).isTrue();
    }

    @Test
    void rowsBehindACopyAreRefusedOnSqliteWithTheirLine(SqliteDatabase sqlite) {
        assertThatThrownBy(schema(SqliteStore.over(sqlite.dataSource()), COPY)::migrate)
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("0001_x.sql, line 2: COPY is PostgreSQL's")
                .hasMessageContaining("0002_x.sqlite.sql with INSERT");
    }

    @Test
    void aScriptsOwnTransactionIsLeftToUs(PostgresDatabase postgres, SqliteDatabase sqlite) {
        stores(postgres, sqlite).forEach(store -> {
            schema(store, "BEGIN TRANSACTION;\nCREATE TABLE a (b INTEGER);\nCOMMIT;\n")
                    .migrate();
            assertThat(store.inspect().tables()).extracting("name").contains("a");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\set x 1", "\\connect other", "SELECT 1 \\gexec"})
    void aLineForPsqlIsRefusedWithItsPlace(String line, PostgresDatabase postgres, SqliteDatabase sqlite) {
        stores(postgres, sqlite)
                .forEach(store -> assertThatThrownBy(
                                schema(store, "CREATE TABLE a (b INTEGER);\n\n" + line + "\n")::migrate)
                        .isInstanceOf(InvalidMigration.class)
                        .hasMessageContaining("0001_x.sql, line 3: only a program such as psql")
                        .hasMessageContaining("Take the line out"));
    }

    @Test
    void aBackslashInATextIsNone(PostgresDatabase postgres, SqliteDatabase sqlite) {
        stores(postgres, sqlite)
                .forEach(store -> assertThat(schema(store, "CREATE TABLE a (b TEXT DEFAULT 'c:\\x');")
                                .migrate()
                                .migrations())
                        .hasSize(1));
    }

    @Test
    void placeholdersAreFilledInAndAnotherValueIsNoChange(PostgresDatabase postgres, SqliteDatabase sqlite) {
        Migrations migrations = Migrations.of(Migration.of(1, "0001_x.sql").sql("CREATE TABLE ${table} (b INTEGER);"));
        stores(postgres, sqlite).forEach(store -> {
            var schema = WhisperSchema.of(SchemaDefinition.named("host")).relational(store);

            assertThatThrownBy(schema.migrations(migrations)::migrate)
                    .isInstanceOf(InvalidMigration.class)
                    .hasMessageContaining("0001_x.sql, line 1: nothing is given for the placeholder ${table}");
            schema.migrations(migrations.with("table", "notes")).migrate();

            assertThat(store.inspect().tables()).extracting("name").contains("notes");
            assertThat(schema.migrations(migrations.with("table", "others"))
                            .migrate()
                            .migrations())
                    .isEmpty();
        });
    }

    @Test
    void aDumpThatTakesTheSearchPathAwayTakesItFromItselfOnly(PostgresDatabase postgres) {
        Migration dump = Migration.of(1, "0001_dump.sql")
                .sql("SELECT pg_catalog.set_config('search_path', '', false);\n"
                        + "CREATE TABLE public.users (id integer NOT NULL);\nSET search_path = nowhere;");
        Migration plain = Migration.of(2, "0002_plain.sql")
                .sql("CREATE TABLE notes (id integer);\nALTER TABLE users ADD COLUMN name text;");
        Migration last = Migration.of(3, "0003_last.sql").sql("CREATE TABLE tags (id integer);");
        RelationalStore store = PostgresStore.over(postgres.dataSource());
        var schema = WhisperSchema.of(SchemaDefinition.named("host"))
                .relational(store)
                .migrations(Migrations.of(dump, plain, last));

        schema.rehearse();
        schema.bootstrap();

        assertThat(store.inspect().tables()).extracting("name").contains("users", "notes", "tags");
        assertThat(postgres.dataSource().changedOnReturn()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE FROM schema_versions", "COMMIT AND CHAIN", "COMMIT PREPARED 'x'", "ROLLBACK"})
    void whatWouldUndoTheRecordOrTheTransactionIsRefusedBeforeAnythingIsDone(
            String statement, PostgresDatabase postgres, SqliteDatabase sqlite) {
        stores(postgres, sqlite).forEach(store -> {
            var schema = WhisperSchema.of(SchemaDefinition.named("host"))
                    .relational(store)
                    .migrations(Migrations.of(
                            Migration.of(1, "0001_users.sql").sql("CREATE TABLE users (id INTEGER);"),
                            Migration.of(2, "0002_x.sql").sql("SELECT 1;\n" + statement + ";")));

            assertThatThrownBy(schema::bootstrap)
                    .isInstanceOf(InvalidMigration.class)
                    .hasMessageContaining("0002_x.sql, line 2: it ")
                    .hasMessageContaining("Leave it out");

            assertThat(store.inspect().isEmpty()).isTrue();
        });
    }
}
