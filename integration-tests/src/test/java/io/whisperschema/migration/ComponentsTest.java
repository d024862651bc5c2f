package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.HistoryUnclear;
import io.whisperschema.finding.Finding;
import io.whisperschema.integration.Sql;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Components with tables of their own. */
@WithDatabases
class ComponentsTest {
    private static final Migration USERS =
            Migration.of(1, "0001_users.sql").sql("CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, name TEXT);");
    private static final Migration NOTES = Migration.of(new MigrationId("notes", 1), "0001_notes.sql")
            .sql("CREATE TABLE notes (id INTEGER NOT NULL PRIMARY KEY, of INTEGER REFERENCES users (id));\n"
                    + "INSERT INTO notes SELECT id, id FROM users;");
    private static final Migration TAGS =
            Migration.of(new MigrationId("notes", 2), "0002_tags.sql").sql("CREATE TABLE notes_tags (id INTEGER);");
    private static final Component CORE =
            Component.named("core").ownedBy("the platform people").owning("users");
    private static final Component OF_NOTES =
            Component.named("notes").dependingOn("core").owning("notes", "notes_*");

    private static Stream<RelationalStore> stores(PostgresDatabase postgres, SqliteDatabase sqlite) {
        return Stream.of(PostgresStore.over(postgres.dataSource()), SqliteStore.over(sqlite.dataSource()));
    }

    private static WhisperSchema schema(RelationalStore store, Migration... migrations) {
        return WhisperSchema.of(SchemaDefinition.named("host"))
                .relational(store)
                .migrations(Migrations.of(migrations).with(CORE).with(OF_NOTES));
    }

    private static List<String> errors(WhisperSchema schema) {
        return schema.validate().findings().values().stream()
                .flatMap(List::stream)
                .filter(finding -> finding.sentence().contains("component"))
                .map(Finding::sentence)
                .toList();
    }

    @Test
    void eachWithItsOwnTablesIsNoFinding(PostgresDatabase postgres, SqliteDatabase sqlite) {
        stores(postgres, sqlite).forEach(store -> {
            WhisperSchema schema = schema(store, NOTES, TAGS, USERS);
            assertThat(schema.migrate().migrations()).containsExactly(USERS.id(), NOTES.id(), TAGS.id());
            assertThat(errors(schema)).isEmpty();
        });
    }

    @Test
    void aTableOfAComponentThatNobodyMadeIsFound(PostgresDatabase postgres, SqliteDatabase sqlite) {
        Sql.run(postgres.dataSource(), "CREATE TABLE notes_theirs (id INTEGER)");
        Sql.run(sqlite.dataSource(), "CREATE TABLE notes_theirs (id INTEGER)");
        stores(postgres, sqlite).forEach(store -> {
            WhisperSchema schema = schema(store, USERS, NOTES);
            schema.migrate();
            assertThat(errors(schema))
                    .containsExactly("table notes_theirs: expected a table that a migration of component notes makes,"
                            + " found one that no migration makes");
        });
    }

    @Test
    void anotherComponentsMigrationThatTouchesATableIsFoundWithItsLine(
            PostgresDatabase postgres, SqliteDatabase sqlite) {
        Migration meddling = Migration.of(new MigrationId("notes", 2), "0002_meddling.sql")
                .sql("CREATE VIEW v AS SELECT name FROM users;\nALTER TABLE users ADD COLUMN noted INTEGER;\n"
                        + "CREATE INDEX by_name ON \"users\" (name);\n"
                        + "INSERT INTO users (id) VALUES (1);\nUPDATE users SET name = 'users';\n"
                        + "DELETE FROM users WHERE id = 2;");
        stores(postgres, sqlite)
                .forEach(store -> assertThat(errors(schema(store, USERS, NOTES, meddling)))
                        .hasSize(5)
                        .allMatch(sentence -> sentence.contains("component core (the platform people)"))
                        .extracting(sentence -> sentence.replaceAll("^.*, line (\\d).*$", "$1"))
                        .containsExactly("2", "3", "4", "5", "6"));
    }

    @Test
    void aComponentMayLetItsLateMigrationsBeApplied(PostgresDatabase postgres, SqliteDatabase sqlite) {
        stores(postgres, sqlite).forEach(store -> {
            Migration third =
                    Migration.of(new MigrationId("notes", 3), "0003_x.sql").sql("SELECT 1");
            schema(store, USERS, NOTES, third).migrate();
            WhisperSchema late = schema(store, USERS, NOTES, TAGS, third);
            assertThatThrownBy(() -> late.migrate(MigrateOptions.cautious())).isInstanceOf(HistoryUnclear.class);

            assertThat(WhisperSchema.of(SchemaDefinition.named("host"))
                            .relational(store)
                            .migrations(Migrations.of(USERS, NOTES, TAGS, third)
                                    .with(CORE)
                                    .with(OF_NOTES.applyingLateOnes()))
                            .migrate()
                            .migrations())
                    .containsExactly(TAGS.id());
        });
    }
}
