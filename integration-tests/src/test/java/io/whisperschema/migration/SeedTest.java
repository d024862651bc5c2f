package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.integration.Sql;
import io.whisperschema.migration.RecordedMigration.Origin;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.report.MigrationReport;
import io.whisperschema.report.MigrationReport.Verb;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.ObservedDataSource;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** First starts with migrations that say they are for rows: the structure is created at once, and they run behind it. */
class SeedTest {
    private static final Migration MOODS = Migration.of(1, "0001_moods.sql")
            .sql("CREATE TABLE moods (id INTEGER NOT NULL PRIMARY KEY, word TEXT NOT NULL)");
    private static final Migration WORDS = seed(2, "INSERT INTO moods VALUES (1, 'calm'), (2, 'gay')");
    private static final Migration NOTES = Migration.of(3, "0003_notes.sql")
            .sql("CREATE TABLE notes (id INTEGER NOT NULL PRIMARY KEY, mood INTEGER REFERENCES moods (id))");
    private static final Migration NOTE = seed(4, "INSERT INTO notes SELECT id + 10, id FROM moods");
    private static final Migration AGES =
            Migration.of(5, "0005_ages.sql").sql("CREATE TABLE ages (id INTEGER NOT NULL PRIMARY KEY)");

    private static Migration seed(int number, String sql) {
        return Migration.of(number, "000" + number + "_seed.sql").sql(sql).directed(Directives::seeding);
    }

    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {
        @BeforeEach
        void hasAnother(PostgresDatabase first, PostgresDatabase other) {
            replayed = PostgresStore.over(other.dataSource());
            replayedSource = other.dataSource();
        }
    }

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {
        @BeforeEach
        void hasAnother(SqliteDatabase first, SqliteDatabase other) {
            replayed = SqliteStore.over(other.dataSource());
            replayedSource = other.dataSource();
        }
    }

    abstract static class Cases extends MigrationCases {
        RelationalStore replayed;
        ObservedDataSource replayedSource;

        /** Starts with the definition that a replay makes, and leaves what that leaves. */
        private BootstrapReport startedAsReplayed(Migration... migrations) {
            Migrations all = Migrations.of(migrations);
            WhisperSchema.of(SchemaDefinition.named("host"))
                    .relational(replayed)
                    .migrations(all)
                    .migrate();
            SchemaDefinition made = SchemaDefinition.from("host", History.withoutTables(replayed.inspect()))
                    .definition();
            var schema = WhisperSchema.of(made).relational(store).migrations(all);

            BootstrapReport report = schema.bootstrap();

            assertThat(History.withoutTables(store.inspect()).tables())
                    .containsExactlyInAnyOrderElementsOf(
                            History.withoutTables(replayed.inspect()).tables());
            for (Table table : made.relational().tables()) {
                assertThat(rows(source, table)).isEqualTo(rows(replayedSource, table));
            }
            assertThat(store.history().state()).isEqualTo(replayed.history().state());
            source.forgetStatements();
            schema.bootstrap();
            assertThat(source.statements()).hasSize(1);
            return report;
        }

        private static List<String> rows(DataSource source, Table table) {
            return table.columns().stream()
                    .flatMap(column -> Sql.texts(
                            source,
                            "SELECT coalesce(CAST(" + column.name() + " AS TEXT), '-') FROM " + table.name()
                                    + " ORDER BY id")
                            .stream())
                    .toList();
        }

        private List<Origin> origins() {
            return store.history().read().migrations().stream()
                    .map(RecordedMigration::origin)
                    .toList();
        }

        @Test
        void theStructureIsCreatedAndOnlyTheSeedsRun() {
            BootstrapReport report = startedAsReplayed(MOODS, WORDS, NOTES, NOTE, AGES);

            assertThat(report.migrations()).extracting(MigrationReport::verb).containsExactly(Verb.CREATED);
            assertThat(report.migrations().get(0).migrations()).hasSize(5);
            assertThat(origins())
                    .containsExactly(Origin.CREATED, Origin.APPLIED, Origin.CREATED, Origin.APPLIED, Origin.CREATED);
            assertThat(ask("SELECT event FROM schema_journal ORDER BY entry"))
                    .containsExactly("created", "done", "created", "done", "created");
            assertThat(ask("SELECT word FROM notes JOIN moods ON moods.id = mood ORDER BY notes.id"))
                    .containsExactly("calm", "gay");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "UPDATE moods SET word = 'x'",
                    "INSERT INTO moods VALUES (3, 'low'); CREATE TABLE more (id INTEGER NOT NULL PRIMARY KEY)",
                    "INSERT INTO moods VALUES (1, 'x') ON CONFLICT (id) DO UPDATE SET word = 'y'",
                })
        void oneThatDoesMoreThanAddingRowsLetsAllRun(String sql) {
            startedAsReplayed(MOODS, WORDS, seed(3, sql));

            assertThat(origins()).containsOnly(Origin.APPLIED);
        }

        @Test
        void rowsOfATableThatIsChangedLaterLetAllRun() {
            Migration shade =
                    Migration.of(3, "0003_shade.sql").sql("ALTER TABLE moods ADD COLUMN shade TEXT DEFAULT 'light'");

            startedAsReplayed(MOODS, WORDS, shade);

            assertThat(origins()).containsOnly(Origin.APPLIED);
            assertThat(ask("SELECT word || shade FROM moods ORDER BY id")).containsExactly("calmlight", "gaylight");
        }

        @Test
        void aSeedThatReadsWhatTheDatabaseKeepsOfItselfLetsAllRun() {
            Migration tables = seed(
                    2,
                    store.dialect().name().equals(DialectName.SQLITE)
                            ? "INSERT INTO moods SELECT 1, name FROM sqlite_schema WHERE name = 'ages'"
                            : "INSERT INTO moods SELECT 1, table_name FROM information_schema.tables WHERE table_name = 'ages'");

            startedAsReplayed(MOODS, tables, AGES);

            assertThat(ask("SELECT count(*) FROM moods")).containsExactly("0");
        }

        @Test
        void rowsThatNobodySaidAreSeedsLetAllRun() {
            startedAsReplayed(MOODS, WORDS.directed(said -> Directives.NONE));

            assertThat(origins()).containsOnly(Origin.APPLIED);
        }
    }
}
