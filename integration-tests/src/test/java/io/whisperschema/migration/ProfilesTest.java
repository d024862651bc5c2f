package io.whisperschema.migration;

import static io.whisperschema.definition.relational.Relational.bigint;
import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.integration.Sql.run;
import static io.whisperschema.integration.Sql.texts;
import static io.whisperschema.migration.Operations.createTable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.BootstrapOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.error.DataLossRefused;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.ObservedDataSource;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Components that are chosen by profiles, or kept by a definition. */
@WithDatabases
class ProfilesTest {
    private static final Table USERS = table("users", bigint("id").identity(), text("name"));
    private static final Table NOTES =
            table("notes", bigint("id").identity(), bigint("of").references("users", "id"), text("words"));
    private static final Table TAGS = table("notes_tags", text("word").primaryKey());
    private static final SchemaDefinition DEFINITION =
            SchemaDefinition.named("host").tables(USERS, NOTES, TAGS);
    private static final Migration CORE_1 = Migration.of(1, "users").operations(createTable(USERS));
    private static final Migration NOTES_1 =
            Migration.of(new MigrationId("notes", 1), "notes").operations(createTable(NOTES));
    private static final Migration NOTES_2 =
            Migration.of(new MigrationId("notes", 2), "tags").operations(createTable(TAGS));
    private static final Component CORE = Component.named("core").owning("users");
    private static final Component OF_NOTES =
            Component.named("notes").dependingOn("core").owning("notes", "notes_*");
    private static final Migrations ALL = Migrations.of(CORE_1, NOTES_1, NOTES_2)
            .with(CORE)
            .with(OF_NOTES)
            .with(Profile.of("minimal", "core"))
            .with(Profile.of("production", "core", "notes"));
    private static final Migrations BY_STATE = Migrations.of(CORE_1).with(CORE).with(OF_NOTES.keptAs(DEFINITION));

    /** A database and what it is asked. */
    private record Database(RelationalStore store, ObservedDataSource source) {
        static List<Database> both(PostgresDatabase postgres, SqliteDatabase sqlite) {
            return List.of(
                    new Database(PostgresStore.over(postgres.dataSource()), postgres.dataSource()),
                    new Database(SqliteStore.over(sqlite.dataSource()), sqlite.dataSource()));
        }

        WhisperSchema schema(SchemaDefinition definition, Migrations migrations) {
            return WhisperSchema.of(definition).relational(store).migrations(migrations);
        }

        WhisperSchema schema(Migrations migrations) {
            return schema(DEFINITION, migrations);
        }

        /** A start that asks one thing and changes nothing. */
        void isUpToDate(WhisperSchema schema) {
            source.forgetStatements();
            assertThat(schema.bootstrap().stores()).containsValue(Outcome.UP_TO_DATE);
            assertThat(source.statements()).hasSize(1);
        }
    }

    private static List<String> lines(WhisperSchema schema) {
        return schema.status().completeness().stream().map(Completeness::line).toList();
    }

    @Test
    void aProfileHasItsComponentsAloneAndAnotherAddsTheRestLater(PostgresDatabase postgres, SqliteDatabase sqlite) {
        for (Database database : Database.both(postgres, sqlite)) {
            WhisperSchema minimal = database.schema(ALL.in("minimal"));
            assertThat(minimal.bootstrap().stores()).containsValue(Outcome.CREATED);
            assertThat(database.store.inspect().table("notes")).isEmpty();
            assertThat(minimal.validate().isValid())
                    .as(minimal.validate().text())
                    .isTrue();
            assertThat(lines(minimal)).containsExactly("core | 1 of 1 | COMPLETE", "notes | 0 of 2 | LEFT OUT");
            assertThat(minimal.status().text()).contains("notes/0001 | notes | LEFT OUT");
            database.isUpToDate(minimal);

            WhisperSchema production = database.schema(ALL.in("production"));
            assertThat(lines(production)).containsExactly("core | 1 of 1 | COMPLETE", "notes | 0 of 2 | INCOMPLETE");
            assertThat(production.bootstrap().migrations().get(0).migrations())
                    .containsExactly(NOTES_1.id(), NOTES_2.id());
            assertThat(lines(production)).containsExactly("core | 1 of 1 | COMPLETE", "notes | 2 of 2 | COMPLETE");
            database.isUpToDate(production);
            database.isUpToDate(database.schema(ALL));
        }
    }

    @Test
    void whatIsThereOfAComponentThatIsLeftOutStays(PostgresDatabase postgres, SqliteDatabase sqlite) {
        for (Database database : Database.both(postgres, sqlite)) {
            database.schema(ALL.in(Profile.EVERYTHING)).bootstrap();
            WhisperSchema minimal = database.schema(ALL.in("minimal"));

            database.isUpToDate(minimal);

            assertThat(minimal.validate().isValid())
                    .as(minimal.validate().text())
                    .isTrue();
            assertThat(minimal.status().text()).contains("notes/0002 | tags | APPLIED");
            assertThat(database.store.inspect().table("notes")).isPresent();
        }
    }

    @Test
    void aProfileThatLacksWhatItNeedsIsRefused() {
        assertThatThrownBy(() -> ALL.with(Profile.of("half", "notes")).in("half"))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("component notes depends on component core, which it leaves out");
        assertThatThrownBy(() -> ALL.with(Profile.of("wrong", "nots")).in("wrong"))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("there is no component nots")
                .hasMessageContaining("core, notes");
        assertThatThrownBy(() -> ALL.in("research"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there are minimal, production, everything");
        assertThatThrownBy(() -> ALL.in("minimal").with(Component.named("late")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("minimal was chosen already");
    }

    @Test
    void aComponentKeptByItsDefinitionFollowsItAndIsUpToDateInOneQuery(
            PostgresDatabase postgres, SqliteDatabase sqlite) {
        Table longer = table(
                "notes",
                bigint("id").identity(),
                bigint("of").references("users", "id"),
                text("words"),
                integer("stars"));
        SchemaDefinition next = SchemaDefinition.named("host").tables(USERS, longer, TAGS);
        for (Database database : Database.both(postgres, sqlite)) {
            WhisperSchema schema = database.schema(BY_STATE);
            assertThat(schema.bootstrap().stores()).containsValue(Outcome.CREATED);
            assertThat(schema.validate().isValid()).as(schema.validate().text()).isTrue();
            assertThat(lines(schema)).containsExactly("core | 1 of 1 | COMPLETE", "notes | 1 of 1 | COMPLETE");
            assertThat(schema.status().text()).contains("notes/0001 | state of notes | APPLIED");
            database.isUpToDate(schema);
            run(database.source, "INSERT INTO users (name) VALUES ('Ada')", "INSERT INTO notes (words) VALUES ('x')");

            WhisperSchema later =
                    database.schema(next, Migrations.of(CORE_1).with(CORE).with(OF_NOTES.keptAs(next)));
            assertThat(lines(later)).contains("notes | 0 of 1 | INCOMPLETE");
            assertThat(later.bootstrap().stores()).containsValue(Outcome.MIGRATED);

            assertThat(later.validate().isValid()).as(later.validate().text()).isTrue();
            assertThat(texts(database.source, "SELECT words FROM notes WHERE stars IS NULL"))
                    .containsExactly("x");
            database.isUpToDate(later);
        }
    }

    @Test
    void whatAComponentKeptByItsDefinitionLosesNeedsPermission(PostgresDatabase postgres, SqliteDatabase sqlite) {
        SchemaDefinition shorter = SchemaDefinition.named("host")
                .tables(
                        USERS,
                        table("notes", bigint("id").identity(), bigint("of").references("users", "id")),
                        TAGS);
        Migrations migrations = Migrations.of(CORE_1).with(CORE).with(OF_NOTES.keptAs(shorter));
        for (Database database : Database.both(postgres, sqlite)) {
            database.schema(BY_STATE).bootstrap();
            run(database.source, "CREATE INDEX by_words_of_a_dba ON notes (of)");
            WhisperSchema schema = database.schema(shorter, migrations);

            assertThatThrownBy(schema::bootstrap)
                    .isInstanceOf(DataLossRefused.class)
                    .hasMessageContaining("words");
            schema.bootstrap(BootstrapOptions.cautious()
                    .executing(ExecuteOptions.cautious().allowingDataLoss()));

            assertThat(database.store.inspect().table("notes").orElseThrow().column("words"))
                    .isEmpty();
            assertThat(database.store.inspect().table("notes").orElseThrow().indexes())
                    .hasSize(1);
            database.isUpToDate(schema);
        }
    }

    @Test
    void aProfileMayLeaveOutWhatIsKeptByItsDefinition(PostgresDatabase postgres, SqliteDatabase sqlite) {
        Migrations profiled = BY_STATE.with(Profile.of("minimal", "core"));
        for (Database database : Database.both(postgres, sqlite)) {
            WhisperSchema minimal = database.schema(profiled.in("minimal"));
            minimal.bootstrap();
            assertThat(database.store.inspect().table("notes")).isEmpty();
            assertThat(lines(minimal)).containsExactly("core | 1 of 1 | COMPLETE", "notes | 0 of 1 | LEFT OUT");

            database.schema(profiled).bootstrap();

            assertThat(database.store.inspect().table("notes")).isPresent();
            database.isUpToDate(minimal);
        }
    }

    @Test
    void anInstallWithoutARecordIsRecognisedBesideWhatIsKeptByItsDefinition(
            PostgresDatabase postgres, SqliteDatabase sqlite) {
        for (Database database : Database.both(postgres, sqlite)) {
            WhisperSchema.of(DEFINITION).relational(database.store).bootstrap();

            assertThat(database.schema(BY_STATE).bootstrap().stores()).containsValue(Outcome.RECOGNISED);

            database.isUpToDate(database.schema(BY_STATE));
        }
    }

    @Test
    void whatKeepsAComponentTwiceOrTooLateIsRefused() {
        Component state = OF_NOTES.keptAs(DEFINITION);
        assertThatThrownBy(() -> Migrations.of(CORE_1, NOTES_1).with(CORE).with(state))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("notes/0001 | notes")
                .hasMessageContaining("kept by its definition");
        assertThatThrownBy(() -> BY_STATE.with(Component.named("tags").dependingOn("notes")))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("component tags");
        assertThatThrownBy(() -> Component.named("dreams").owning("dreams").keptAs(DEFINITION))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("owning");
    }

    @Test
    void aTableHasOneOwner() {
        assertThatThrownBy(() -> ALL.with(Component.named("tags").owning("notes_tags")))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("component notes both own notes_");
        assertThatThrownBy(() -> ALL.with(Component.named("all").owning("no*")))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("component all")
                .hasMessageContaining("component notes");
    }

    @Test
    void headsThatGiveOneTableAShapeAreRefusedWithBothNames(PostgresDatabase postgres, SqliteDatabase sqlite) {
        Migration meddling = Migration.of(new MigrationId("moods", 1), "0001_moods.sql")
                .sql("CREATE TABLE moods (id INTEGER);\nALTER TABLE users ADD COLUMN mood TEXT;");
        for (Database database : Database.both(postgres, sqlite)) {
            assertThatThrownBy(() ->
                            database.schema(Migrations.of(CORE_1, meddling)).bootstrap())
                    .isInstanceOf(InvalidMigration.class)
                    .hasMessageContaining("0001_moods.sql, line 2")
                    .hasMessageContaining("0001 | users and moods/0001 | 0001_moods.sql both give users a shape");
            assertThat(database.store.inspect().isEmpty()).isTrue();

            Migration merged = meddling.directed(directives -> directives.dependingOn(CORE_1.id()));
            assertThat(database.schema(Migrations.of(merged, CORE_1)).migrate().migrations())
                    .containsExactly(CORE_1.id(), merged.id());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE places, users;",
                "DROP TABLE IF EXISTS public.places, public.users CASCADE;",
                "CREATE TABLE others (id INTEGER);\nALTER TABLE others RENAME TO users;",
                "CREATE OR REPLACE TEMPORARY VIEW users AS SELECT 1 AS id;",
                "ALTER TABLE USERS ADD COLUMN mood TEXT;"
            })
    void headsThatGiveOneTableAShapeAreFoundHoweverTheySayIt(
            String meddling, PostgresDatabase postgres, SqliteDatabase sqlite) {
        for (Database database : Database.both(postgres, sqlite)) {
            Migration moods =
                    Migration.of(new MigrationId("moods", 1), "0001_moods.sql").sql(meddling);
            assertThatThrownBy(
                            () -> database.schema(Migrations.of(CORE_1, moods)).migrationPlan())
                    .isInstanceOf(InvalidMigration.class)
                    .hasMessageContaining("both give")
                    .hasMessageContaining(" a shape, and none of them depends on the other");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMMENT ON TABLE users IS 'people';",
                "LOCK TABLE users;",
                "GRANT SELECT ON TABLE users TO PUBLIC;",
                "CREATE TABLE copies AS TABLE users;"
            })
    void whatGivesNoShapeIsNoConflictOfHeads(String harmless, PostgresDatabase postgres) {
        Migration moods =
                Migration.of(new MigrationId("moods", 1), "0001_moods.sql").sql(harmless);
        var schema = WhisperSchema.of(SchemaDefinition.named("host"))
                .relational(PostgresStore.over(postgres.dataSource()))
                .migrations(Migrations.of(CORE_1, moods));

        assertThat(schema.migrationPlan().text()).contains(harmless.replace(";", ""));
    }

    @Test
    void suchHeadsAreRefusedAlsoWhereWhatTheyLeaveCouldBeCreated(PostgresDatabase postgres, SqliteDatabase sqlite) {
        Migration places = Migration.of(1, "places")
                .operations(createTable(table("places", bigint("id").identity())));
        Migration meddling =
                Migration.of(new MigrationId("moods", 1), "moods").operations(Operations.add("places", text("mood")));
        var head = SchemaDefinition.named("host")
                .tables(table("places", bigint("id").identity(), text("mood")));
        for (Database database : Database.both(postgres, sqlite)) {
            assertThatThrownBy(() -> database.schema(head, Migrations.of(places, meddling))
                            .bootstrap())
                    .isInstanceOf(InvalidMigration.class)
                    .hasMessageContaining("0001 | places and moods/0001 | moods both give places a shape");
            assertThat(database.store.inspect().isEmpty()).isTrue();
        }
    }

    @Test
    void anIntruderThatFillsRowsIsNamed(PostgresDatabase postgres, SqliteDatabase sqlite) {
        Migration meddling = Migration.of(new MigrationId("notes", 3), "meddling")
                .operations(Operations.backfill("users", "name = 'nobody'", "name IS NULL"));
        Migrations migrations =
                Migrations.of(CORE_1, NOTES_1, NOTES_2, meddling).with(CORE).with(OF_NOTES);
        for (Database database : Database.both(postgres, sqlite)) {
            WhisperSchema schema = database.schema(migrations);
            schema.migrate();

            assertThat(schema.validate().text()).contains("operation 1 (backfill users");
        }
    }

    @Test
    void typedMigrationsAreSeenByTheOwnersToo(PostgresDatabase postgres, SqliteDatabase sqlite) {
        Migration meddling = Migration.of(new MigrationId("notes", 3), "meddling")
                .operations(Operations.add("users", text("mood")), Operations.sql("DELETE FROM users WHERE id = 1"))
                .directed(Directives::allowingDataLoss);
        Migrations migrations =
                Migrations.of(CORE_1, NOTES_1, NOTES_2, meddling).with(CORE).with(OF_NOTES);
        for (Database database : Database.both(postgres, sqlite)) {
            WhisperSchema schema = database.schema(migrations);
            schema.migrate();

            assertThat(schema.validate().text())
                    .contains("operation 1 (add column mood to table users): expected table users changed by its"
                            + " component core alone")
                    .contains("operation 2 (run SQL): expected table users changed by its component core alone")
                    .doesNotContain("one that no migration makes");
        }
    }

    @Test
    void independentHeadsComeInAStableOrderAndMergesBehindThem() {
        Migration a1 = Migration.of(new MigrationId("a", 1), "a").sql("CREATE TABLE a (id INTEGER)");
        Migration b1 = Migration.of(new MigrationId("b", 1), "b").sql("CREATE TABLE b (id INTEGER)");
        Migration merge = Migration.of(new MigrationId("a", 2), "merge")
                .sql("CREATE TABLE c (id INTEGER)")
                .directed(directives -> directives.dependingOn(b1.id()));
        assertThat(Migrations.of(merge, b1, a1)
                        .with(Component.named("b"))
                        .with(Component.named("a"))
                        .inOrder())
                .containsExactly(b1, a1, merge);
        assertThat(Migrations.of(a1, merge, b1)
                        .with(Component.named("b"))
                        .with(Component.named("a"))
                        .inOrder())
                .containsExactly(b1, a1, merge);
        assertThat(Migrations.of(a1, b1, merge).inOrder()).containsExactly(a1, b1, merge);
    }
}
