package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.report.BootstrapReport.Outcome;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Hosts whose profile leaves out a component that is there. */
class LeftOutTest {
    private static final Migration USERS = Migration.of(1, "users")
            .sql("CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY)")
            .undo("DROP TABLE users");
    private static final Migration NOTES = Migration.of(new MigrationId("notes", 1), "notes")
            .sql("CREATE TABLE notes (of INTEGER REFERENCES users (id)); CREATE INDEX by_of ON notes (of)")
            .undo("DROP TABLE notes")
            .directed(directives -> directives.dependingOn(USERS.id()));

    private static final MigrateOptions LOSING =
            MigrateOptions.cautious().executing(ExecuteOptions.cautious().allowingDataLoss());

    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {}

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {}

    abstract static class Cases extends MigrationCases {
        private WhisperSchema schema(Migration notes, String profile) {
            Migrations migrations = Migrations.of(USERS, notes)
                    .with(Component.named("core").owning("users"))
                    .with(Component.named("notes").dependingOn("core").owning("notes"))
                    .with(Profile.of("minimal", "core"));
            return WhisperSchema.of(SchemaDefinition.named("host"))
                    .relational(store)
                    .migrations(migrations.in(profile));
        }

        @Test
        void theLastThatIsAppliedIsTakenBackThoughTheProfileLeavesItOut() {
            schema(NOTES, Profile.EVERYTHING).migrate();
            WhisperSchema minimal = schema(NOTES, "minimal");

            assertThat(minimal.undo(1, LOSING).migrations()).containsExactly(NOTES.id());
            assertThat(store.inspect().table("users")).isPresent();
            assertThat(minimal.undo(1, LOSING).migrations()).containsExactly(USERS.id());
        }

        @Test
        void whatStandsBehindOneIsTakenBackThoughTheProfileLeavesItOut() {
            schema(NOTES, Profile.EVERYTHING).migrate();

            assertThat(schema(NOTES, "minimal").undoTo(USERS.id(), LOSING).migrations())
                    .containsExactly(NOTES.id());
        }

        @Test
        void whatAKilledHostBeganIsFinishedThoughTheProfileLeavesItOut() {
            Migration alone = NOTES.directed(directives -> directives.withoutTransaction());
            WhisperSchema everything = schema(alone, Profile.EVERYTHING).listener(dyingBefore("CREATE INDEX"));
            assertThatThrownBy(everything::migrate).isInstanceOf(Death.class);

            assertThat(schema(alone, "minimal").bootstrap().stores()).containsValue(Outcome.MIGRATED);

            assertThat(store.inspect().table("notes").orElseThrow().indexes()).hasSize(1);
            assertThat(ask("SELECT component FROM schema_versions ORDER BY component"))
                    .isEqualTo(List.of("core", "notes"));
        }
    }
}
