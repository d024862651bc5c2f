package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Relational;
import io.whisperschema.error.DataLossRefused;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.plan.ExecuteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What files of migrations say of themselves in their heads and names. */
class DirectivesTest {
    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {}

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {}

    abstract static class Cases extends MigrationCases {
        @TempDir
        private Path folder;

        private void file(String name, String text) throws IOException {
            Files.writeString(folder.resolve(name), text);
        }

        private WhisperSchema schema() {
            return schema(SchemaDefinition.named("host"));
        }

        private WhisperSchema schema(SchemaDefinition definition) {
            return WhisperSchema.of(definition).relational(store).migrations(Migrations.inFolder(folder));
        }

        private static MigrateOptions losing() {
            return MigrateOptions.cautious().executing(ExecuteOptions.cautious().allowingDataLoss());
        }

        @Test
        void aComponentNumbersItsOwn() throws IOException {
            file("0001_users.sql", "CREATE TABLE users (id INTEGER);");
            file(
                    "0001_notes.sql",
                    "-- Notes of the users\n-- whisper: component notes\n\nCREATE TABLE notes (id INTEGER);");

            assertThat(schema().migrate().migrations())
                    .containsExactlyInAnyOrder(MigrationId.core(1), new MigrationId("notes", 1));

            assertThat(ask("SELECT component || version || description FROM schema_versions ORDER BY 1"))
                    .containsExactly("core10001_users.sql", "notes10001_notes.sql");
        }

        @Test
        void whatAMigrationDependsOnComesBeforeIt() throws IOException {
            file(
                    "0001_late.sql",
                    "-- whisper: component a\n-- whisper: depends on z/0001\n-- whisper: depends on 0002\n"
                            + "INSERT INTO users SELECT id FROM others;");
            file("0001_others.sql", "-- whisper: component z\nCREATE TABLE others (id INTEGER);");
            file("0001_topics.sql", "CREATE TABLE topics (id INTEGER);");
            file("0002_users.sql", "CREATE TABLE users (id INTEGER);");

            assertThat(schema().migrate().migrations()).last().isEqualTo(new MigrationId("a", 1));
        }

        @Test
        void withoutATransactionEachStatementIsOnRecord() throws IOException {
            file("0001_users.sql", "CREATE TABLE users (id INTEGER);");
            file(
                    "0002_index.postgres.sql",
                    "-- whisper: transactional no\nCREATE INDEX CONCURRENTLY by_id ON users (id);");
            file("0002_index.sqlite.sql", "-- whisper: transactional no\nVACUUM;");

            schema().migrate();

            assertThat(ask("SELECT event FROM schema_journal WHERE version = 2 ORDER BY entry"))
                    .containsExactly("intent", "begun", "statement", "done");
        }

        @Test
        void aSeedRunsBehindTheCreationAtHead() throws IOException {
            file("0001_moods.sql", "CREATE TABLE moods (word TEXT);");
            file("0002_moods.sql", "-- whisper: seed\nINSERT INTO moods VALUES ('calm');");
            var definition = SchemaDefinition.named("host").tables(Relational.table("moods", Relational.text("word")));

            schema(definition).bootstrap();

            assertThat(ask("SELECT word FROM moods")).containsExactly("calm");
            assertThat(ask("SELECT origin FROM schema_versions ORDER BY version"))
                    .containsExactly("created", "applied");
        }

        @Test
        void dataIsLostOnlyWhereTheFileSaysSo() throws IOException {
            file("0001_users.sql", "CREATE TABLE users (id INTEGER);");
            file("0002_gone.sql", "DROP TABLE users;");
            assertThatThrownBy(schema()::migrate).isInstanceOf(DataLossRefused.class);
            assertThat(store.inspect().isEmpty()).isTrue();

            file("0002_gone.sql", "--whisper: ALLOW data loss\nDROP TABLE users;");
            schema().migrate();

            assertThat(store.inspect().table("users")).isEmpty();
        }

        @Test
        void whatTheWayThereMayLoseTheWayBackMayNot() throws IOException {
            file("0001_users.sql", "CREATE TABLE users (id INTEGER);");
            file(
                    "0002_notes.sql",
                    "-- whisper: allow data loss\n"
                            + "DROP TABLE users;\n"
                            + "CREATE TABLE notes (id INTEGER);\n"
                            + "INSERT INTO notes VALUES (1);\n"
                            + "-- down\n"
                            + "DROP TABLE notes;\n"
                            + "CREATE TABLE users (id INTEGER);");
            schema().migrate();

            assertThatThrownBy(() -> schema().undo(1, MigrateOptions.cautious()))
                    .isInstanceOf(DataLossRefused.class)
                    .hasMessageContaining("DROP TABLE notes");
            assertThat(ask("SELECT id FROM notes")).containsExactly("1");
            assertThat(schema().undo(1, losing()).migrations()).containsExactly(MigrationId.core(2));
        }

        @Test
        void theWayBackMayLoseDataWhereItSaysSo() throws IOException {
            file("0001_users.sql", "CREATE TABLE users (id INTEGER);");
            file("0001_users.down.sql", "-- whisper: allow data loss\nDROP TABLE users;");
            file(
                    "0002_notes.sql",
                    "CREATE TABLE notes (id INTEGER);\n-- down\n-- whisper: allow data loss\nDROP TABLE notes;");
            schema().migrate();

            assertThat(schema().undo(2, MigrateOptions.cautious()).migrations())
                    .containsExactly(MigrationId.core(2), MigrationId.core(1));
        }

        @Test
        void whatTheWayBackMayLoseTheWayThereMayNot() throws IOException {
            file("0001_users.sql", "CREATE TABLE users (id INTEGER);");
            file("0002_gone.sql", "DROP TABLE users;");
            file("0002_gone.down.sql", "-- whisper: allow data loss\nCREATE TABLE users (id INTEGER);");

            assertThatThrownBy(schema()::migrate).isInstanceOf(DataLossRefused.class);
        }

        @Test
        void theWayBackIsInAFileOfItsOwnOrBelowALine() throws IOException {
            file("0001_users.sql", "CREATE TABLE users (id INTEGER);");
            file("0001_users.down.sql", "DROP TABLE users;");
            file("0002_notes.sql", "CREATE TABLE notes (id INTEGER);\n-- down\nDROP TABLE notes;\n");
            schema().migrate();

            assertThat(schema().undo(1, losing()).migrations()).containsExactly(MigrationId.core(2));
            assertThat(store.inspect().table("notes")).isEmpty();
            assertThat(store.inspect().table("users")).isPresent();
            assertThat(schema().undo(1, losing()).migrations()).containsExactly(MigrationId.core(1));
            assertThat(store.inspect().table("users")).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"seeds", "transactional maybe", "depends upon 0001", "allow loss"})
        void aWordThatMeansNothingIsRefusedWithThoseThatDo(String word) throws IOException {
            file("0001_users.sql", "-- whisper: " + word + "\nCREATE TABLE users (id INTEGER);");

            assertThatThrownBy(() -> Migrations.inFolder(folder))
                    .isInstanceOf(InvalidMigration.class)
                    .hasMessageContaining("0001_users.sql")
                    .hasMessageContaining("its head says '" + word + "'")
                    .hasMessageContaining("depends on COMPONENT/NUMBER; transactional no; seed; allow data loss");
        }
    }
}
