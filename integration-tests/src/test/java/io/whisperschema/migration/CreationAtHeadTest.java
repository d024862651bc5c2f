package io.whisperschema.migration;

import static io.whisperschema.definition.relational.Expression.literal;
import static io.whisperschema.definition.relational.Relational.bigint;
import static io.whisperschema.definition.relational.Relational.check;
import static io.whisperschema.definition.relational.Relational.column;
import static io.whisperschema.definition.relational.Relational.index;
import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.migration.Operations.add;
import static io.whisperschema.migration.Operations.createTable;
import static io.whisperschema.migration.Operations.drop;
import static io.whisperschema.migration.Operations.sql;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.integration.Sql;
import io.whisperschema.migration.RecordedMigration.Origin;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.report.MigrationReport.Verb;
import io.whisperschema.spi.History;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.ObservedDataSource;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Empty databases that are created as their migrations leave them, instead of running each. */
@WithDatabases
class CreationAtHeadTest {
    private static final Migration USERS = Migration.of(1, "0001_users.sql")
            .sql("BEGIN;\nCREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, UNIQUE (name));\n"
                    + "CREATE INDEX by_name ON users (name);\nCOMMIT;")
            .undo("DROP TABLE users;");
    private static final Migration MOOD = Migration.of(2, "0002_mood.sql")
            .sql("ALTER TABLE users ADD COLUMN mood TEXT DEFAULT 'calm'; -- as they say\n"
                    + "CREATE TABLE notes (id INTEGER NOT NULL PRIMARY KEY, of INTEGER REFERENCES users (id),"
                    + " words TEXT CHECK (length(words) > 0));")
            .undo("DROP TABLE notes; ALTER TABLE users DROP COLUMN mood;");
    private static final Migration TYPED = Migration.of(1, "typed")
            .operations(
                    createTable(table(
                            "users",
                            bigint("id").identity(),
                            text("name").notNull().unique(),
                            check("named", column("name").length().atLeast(literal(1))))),
                    createTable(
                            table("notes", bigint("id").identity(), bigint("of").references("users", "id"))));
    private static final Migration TYPED_ON = Migration.of(2, "typed_on")
            .operations(
                    add("users", integer("age")),
                    add("users", text("gone")),
                    drop("users", text("gone")),
                    add("users", index("by_age").on("age")),
                    createTable(table("moods", text("word").primaryKey())))
            .directed(Directives::allowingDataLoss);

    /** Histories of which nobody can tell whether they were run. */
    enum Set {
        SCRIPTS(USERS, MOOD),
        TYPED_ONES(TYPED, TYPED_ON),
        BOTH(USERS, MOOD, Migration.of(3, "typed").operations(add("notes", integer("stars")))),
        RECORDED_ONLY(USERS, Migration.of(2, "0002_done").recordOnly("done by hand, long ago"));

        private final Migrations migrations;

        Set(Migration... migrations) {
            this.migrations = Migrations.of(migrations);
        }
    }

    /** A database of which one is started and another runs what the first may have been created with. */
    private record Pair(RelationalStore started, RelationalStore replayed, ObservedDataSource source) {
        static List<Pair> of(
                PostgresDatabase postgres, PostgresDatabase other, SqliteDatabase sqlite, SqliteDatabase file) {
            return List.of(
                    new Pair(
                            PostgresStore.over(postgres.dataSource()),
                            PostgresStore.over(other.dataSource()),
                            postgres.dataSource()),
                    new Pair(
                            SqliteStore.over(sqlite.dataSource()),
                            SqliteStore.over(file.dataSource()),
                            sqlite.dataSource()));
        }

        /** The definition that they make, as it is read out of the database where they ran. */
        SchemaDefinition made(Migrations migrations) {
            schema(replayed, SchemaDefinition.named("host"), migrations).migrate(losing());
            return SchemaDefinition.from("host", catalog(replayed)).definition();
        }

        void areAlike() {
            RelationalCatalog one = catalog(started);
            RelationalCatalog other = catalog(replayed);
            assertThat(one.tables()).containsExactlyInAnyOrderElementsOf(other.tables());
            assertThat(one.views()).containsExactlyInAnyOrderElementsOf(other.views());
            assertThat(one.foreignObjects()).containsExactlyInAnyOrderElementsOf(other.foreignObjects());
        }
    }

    private static RelationalCatalog catalog(RelationalStore store) {
        return History.withoutTables(store.inspect());
    }

    private static MigrateOptions losing() {
        return MigrateOptions.cautious().executing(ExecuteOptions.cautious().allowingDataLoss());
    }

    private static WhisperSchema schema(RelationalStore store, SchemaDefinition definition, Migrations migrations) {
        return WhisperSchema.of(definition).relational(store).migrations(migrations);
    }

    private static List<Origin> origins(WhisperSchema schema) {
        return schema.status().all().stream()
                .map(one -> one.recorded().orElseThrow().origin())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Set.class)
    void whatIsCreatedIsWhatRunningThemLeavesAndSoIsItsRecord(
            Set set, PostgresDatabase postgres, PostgresDatabase other, SqliteDatabase sqlite, SqliteDatabase file) {
        for (Pair pair : Pair.of(postgres, other, sqlite, file)) {
            SchemaDefinition definition = pair.made(set.migrations);
            WhisperSchema schema = schema(pair.started, definition, set.migrations);

            var report = schema.bootstrap();

            assertThat(report.stores()).containsValue(Outcome.CREATED);
            assertThat(report.migrations())
                    .singleElement()
                    .satisfies(one -> assertThat(one.verb()).isEqualTo(Verb.CREATED));
            pair.areAlike();
            assertThat(origins(schema)).containsOnly(Origin.CREATED);
            var replayed = schema(pair.replayed, definition, set.migrations).status();
            assertThat(schema.status().text()).isEqualTo(replayed.text()).doesNotContain("PENDING");
            assertThat(pair.started.history().state())
                    .isEqualTo(pair.replayed.history().state());
            pair.source.forgetStatements();
            assertThat(schema.bootstrap().stores()).containsValue(Outcome.UP_TO_DATE);
            assertThat(pair.source.statements()).hasSize(1);
        }
    }

    @Test
    void whatIsOnlyRecordedKeepsItsReasonWhereItIsCreated(
            PostgresDatabase postgres, PostgresDatabase other, SqliteDatabase sqlite, SqliteDatabase file) {
        Migrations migrations = Set.RECORDED_ONLY.migrations;
        for (Pair pair : Pair.of(postgres, other, sqlite, file)) {
            schema(pair.started, pair.made(migrations), migrations).bootstrap();

            assertThat(Sql.texts(pair.source, "SELECT event || ': ' || detail FROM schema_journal WHERE version = 2"))
                    .containsExactly("created: 0002_done, record only: done by hand, long ago");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SCRIPTS", "TYPED_ONES"})
    void theWayBackIsThatOfWhatRan(
            Set set, PostgresDatabase postgres, PostgresDatabase other, SqliteDatabase sqlite, SqliteDatabase file) {
        for (Pair pair : Pair.of(postgres, other, sqlite, file)) {
            SchemaDefinition definition = pair.made(set.migrations);
            WhisperSchema schema = schema(pair.started, definition, set.migrations);
            schema.bootstrap();

            assertThat(schema.undo(1, losing()).migrations()).containsExactly(MigrationId.core(2));
            schema(pair.replayed, definition, set.migrations).undo(1, losing());

            pair.areAlike();
            assertThat(schema.bootstrap().stores()).containsValue(Outcome.MIGRATED);
            assertThat(schema.undo(2, losing()).migrations()).hasSize(2);
            assertThat(catalog(pair.started).isEmpty()).isTrue();
        }
    }

    /** Each leaves something that its structure does not tell, or may: rows, names, code, an order. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO users VALUES (1, 'Ada')",
                "UPDATE users SET name = 'x'",
                "ALTER TABLE users RENAME TO people",
                "ALTER TABLE users RENAME COLUMN name TO called",
                "CREATE VIEW named AS SELECT * FROM users; ALTER TABLE users ADD COLUMN more TEXT",
                "CREATE TABLE copied AS SELECT * FROM users",
                "DROP INDEX by_name",
                "CREATE TABLE IF NOT EXISTS users (other TEXT)",
            })
    void whatMayLeaveMoreThanItsStructureRuns(
            String statement,
            PostgresDatabase postgres,
            PostgresDatabase other,
            SqliteDatabase sqlite,
            SqliteDatabase file) {
        Migrations migrations =
                Migrations.of(USERS, Migration.of(2, "0002_more.sql").sql(statement));
        for (Pair pair : Pair.of(postgres, other, sqlite, file)) {
            WhisperSchema schema = schema(pair.started, pair.made(migrations), migrations);

            schema.bootstrap();

            pair.areAlike();
            if (!statement.startsWith("CREATE TABLE IF")) {
                assertThat(origins(schema)).containsOnly(Origin.APPLIED);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
                "DO $$ BEGIN PERFORM 1; END $$",
                "CREATE SEQUENCE numbers START 1000",
                "CREATE TYPE mood AS ENUM ('calm')",
                "GRANT SELECT ON users TO PUBLIC",
                "CREATE UNLOGGED TABLE fast (id INTEGER)",
                "ALTER TABLE users SET (fillfactor = 70)",
                "CREATE TABLE packed (id INTEGER) WITH (fillfactor = 70)",
                "CREATE TABLE numbered (id BIGINT GENERATED ALWAYS AS IDENTITY (START WITH 1000) PRIMARY KEY)",
                "CREATE TABLE numbered (id SERIAL PRIMARY KEY); ALTER TABLE numbered ALTER COLUMN id TYPE BIGINT",
                "CREATE TABLE checked (a INTEGER, b INTEGER, CHECK (a > 0), b2 INTEGER CHECK (a < 9)); ALTER TABLE checked ADD"
                        + " CHECK (a <> 4)",
                "ALTER TABLE users ADD CONSTRAINT long CHECK (id > 0) NOT VALID",
                "ALTER TABLE users ENABLE ROW LEVEL SECURITY",
                "CREATE INDEX by_pattern ON users (name text_pattern_ops) INCLUDE (id)",
                "CREATE INDEX packed ON users (id) WITH (fillfactor = 70)",
                "CREATE TABLE packed (id INTEGER, UNIQUE (id) WITH (fillfactor = 70))",
                "ALTER TABLE users ADD UNIQUE (id, name) WITH (fillfactor = 70)",
                "CREATE TABLE stored (words TEXT COMPRESSION pglz)",
                "CREATE TABLE kept (id INTEGER UNIQUE, at TIMESTAMP WITH TIME ZONE DEFAULT now())",
                "CREATE TABLE exact (at TIMESTAMP(3), number NUMERIC(9, 2), short VARCHAR(20), blank CHAR(3), bits BIT(3))",
                "CREATE INDEX ON users (name, id)",
                "CREATE TABLE deferred (id INTEGER PRIMARY KEY DEFERRABLE INITIALLY DEFERRED)",
                "CREATE TABLE collated (word TEXT COLLATE \"C\")",
                "CREATE TABLE likewise (LIKE users INCLUDING ALL)",
                "CREATE TABLE child () INHERITS (users)",
                "CREATE TABLE parts (id INTEGER) PARTITION BY RANGE (id)",
                "CREATE STATISTICS both_of (dependencies) ON id, name FROM users",
                "ALTER TABLE users ALTER COLUMN name SET STORAGE EXTERNAL",
                "CREATE TABLE a_table_of_a_name_that_is_as_long_as_names_may_be_there (a_column_of_a_long_name INTEGER UNIQUE)",
            })
    void onPostgresACreatedDatabaseIsInNothingAnother(
            String statement, PostgresDatabase postgres, PostgresDatabase other) {
        Migrations migrations =
                Migrations.of(USERS, Migration.of(2, "0002_more.sql").sql(statement));
        var pair = new Pair(
                PostgresStore.over(postgres.dataSource()),
                PostgresStore.over(other.dataSource()),
                postgres.dataSource());
        SchemaDefinition definition = pair.made(migrations);

        schema(pair.started, definition, migrations).bootstrap();

        pair.areAlike();
        assertThat(everythingIn(postgres)).isEqualTo(everythingIn(other));
    }

    /** What PostgreSQL itself keeps of its relations, whether we have a word for it or not. */
    private static List<String> everythingIn(PostgresDatabase database) {
        return Sql.texts(database.dataSource(), """
                SELECT concat_ws(' ', 'relation', relname, relkind, relpersistence, reloptions,
                    regexp_replace(relacl::text, 'test_[0-9a-f]+', 'owner', 'g'), relrowsecurity) AS one
                  FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname NOT LIKE 'schema\\_%'
                UNION ALL SELECT concat_ws(' ', 'column', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, attidentity,
                    attstorage, attcollation, attoptions)
                  FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
                  WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped AND relname NOT LIKE 'schema\\_%'
                UNION ALL SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid), condeferrable,
                    condeferred, convalidated)
                  FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT LIKE 'schema\\_%'
                UNION ALL SELECT concat_ws(' ', 'index', indexdef) FROM pg_indexes
                  WHERE schemaname = 'public' AND tablename NOT LIKE 'schema\\_%'
                UNION ALL SELECT concat_ws(' ', 'sequence', sequencename, data_type, start_value, increment_by, last_value)
                  FROM pg_sequences WHERE schemaname = 'public'
                UNION ALL SELECT concat_ws(' ', 'function', proname) FROM pg_proc
                  WHERE pronamespace = 'public'::regnamespace
                ORDER BY one""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TRIGGER t AFTER INSERT ON users BEGIN SELECT 1; END",
                "PRAGMA user_version = 7",
                "CREATE TABLE packed (id TEXT PRIMARY KEY) WITHOUT ROWID",
                "CREATE TABLE strictly (id INTEGER PRIMARY KEY, word TEXT) STRICT",
                "CREATE TABLE numbered (id INTEGER PRIMARY KEY AUTOINCREMENT)",
                "CREATE TABLE replaced (word TEXT UNIQUE ON CONFLICT REPLACE)",
                "CREATE TABLE collated (word TEXT COLLATE NOCASE UNIQUE)",
                "CREATE TABLE odd (word VARCHAR(20), number DECIMAL(9, 2), no_type)",
                "CREATE VIRTUAL TABLE searched USING fts5(words)",
                "CREATE TABLE computed (a INTEGER, b INTEGER AS (a + 1) STORED)",
                "CREATE INDEX some ON users (name COLLATE NOCASE DESC) WHERE id > 3",
                "CREATE TABLE descending (id INTEGER PRIMARY KEY DESC)",
            })
    void onSqliteACreatedFileIsInNothingAnother(String statement, SqliteDatabase sqlite, SqliteDatabase file) {
        Migrations migrations =
                Migrations.of(USERS, Migration.of(2, "0002_more.sql").sql(statement));
        var pair = new Pair(
                SqliteStore.over(sqlite.dataSource()), SqliteStore.over(file.dataSource()), sqlite.dataSource());
        SchemaDefinition definition = pair.made(migrations);

        schema(pair.started, definition, migrations).bootstrap();

        pair.areAlike();
        assertThat(everythingIn(sqlite)).isEqualTo(everythingIn(file));
    }

    /** What SQLite itself keeps, but for how its statements are laid out. */
    private static List<String> everythingIn(SqliteDatabase database) {
        return Sql.texts(database.dataSource(), """
                SELECT concat_ws(' ', t.name, t.type, t.wr, t.strict, c.cid, c.name, upper(c.type), c."notnull", c.dflt_value, c.pk, c.hidden) AS one
                  FROM pragma_table_list t JOIN pragma_table_xinfo(t.name) c
                  WHERE t.name NOT LIKE 'schema\\_%' ESCAPE '\\' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                UNION ALL SELECT concat_ws(' ', 'index', m.name, i."unique", i.origin, i.partial, x.seqno, x.name, x."desc", x.coll)
                  FROM sqlite_master m JOIN pragma_index_list(m.name) i JOIN pragma_index_xinfo(i.name) x
                  WHERE m.type = 'table' AND m.name NOT LIKE 'schema\\_%' ESCAPE '\\'
                UNION ALL SELECT concat_ws(' ', 'other', type, name, sql LIKE '%AUTOINCREMENT%', sql LIKE '%REPLACE%')
                  FROM sqlite_master WHERE name NOT LIKE 'schema\\_%' ESCAPE '\\' AND tbl_name NOT LIKE 'schema\\_%' ESCAPE '\\'
                UNION ALL SELECT concat_ws(' ', 'version', user_version) FROM pragma_user_version
                ORDER BY one""");
    }

    @Test
    void whatADefinitionSaysBesidesTheMigrationsIsNotCreated(
            PostgresDatabase postgres, PostgresDatabase other, SqliteDatabase sqlite, SqliteDatabase file) {
        for (Pair pair : Pair.of(postgres, other, sqlite, file)) {
            SchemaDefinition more = pair.made(Set.SCRIPTS.migrations)
                    .tables(table("dreams", text("word").primaryKey()));
            WhisperSchema schema = schema(pair.started, more, Set.SCRIPTS.migrations);

            schema.bootstrap();

            pair.areAlike();
            assertThat(origins(schema)).containsOnly(Origin.APPLIED);
            assertThat(schema.validate().isValid()).isFalse();
        }
    }

    @Test
    void codeRunsAndRepeatableOnesRunBehindWhatIsCreated(
            PostgresDatabase postgres, PostgresDatabase other, SqliteDatabase sqlite, SqliteDatabase file) {
        Migrations repeating = Set.SCRIPTS.migrations.repeating(
                Repeatable.of("ada").sql("INSERT INTO users VALUES (1, 'Ada', 'calm')"));
        Migrations rows = Set.SCRIPTS.migrations.and(Migrations.of(
                Migration.of(3, "rows").operations(sql("INSERT INTO users (id, name) VALUES (1, 'Ada')"))));
        for (Pair pair : Pair.of(postgres, other, sqlite, file)) {
            SchemaDefinition definition = pair.made(rows);

            var report = schema(pair.started, definition, repeating).bootstrap();

            assertThat(report.migrations()).extracting(one -> one.verb()).containsExactly(Verb.CREATED, Verb.APPLIED);
            assertThat(Sql.texts(pair.source, "SELECT name FROM users")).containsExactly("Ada");
            assertThat(schema(pair.started, definition, repeating).bootstrap().stores())
                    .containsValue(Outcome.UP_TO_DATE);
        }
    }

    @Test
    void whoIsSecondCreatesNothing(
            PostgresDatabase postgres, PostgresDatabase other, SqliteDatabase sqlite, SqliteDatabase file) {
        for (Pair pair : Pair.of(postgres, other, sqlite, file)) {
            SchemaDefinition definition = pair.made(Set.SCRIPTS.migrations);
            WhisperSchema first = schema(pair.started, definition, Set.SCRIPTS.migrations);
            WhisperSchema second = first.listener(new ProgressListener() {
                @Override
                public void runStarted(String run) {
                    if (run.contains("at head")) {
                        first.bootstrap();
                    }
                }
            });

            assertThat(second.bootstrap().stores()).containsValue(Outcome.UP_TO_DATE);

            pair.areAlike();
        }
    }

    @Test
    void whisperEnginesRowsAreItsMigrationsToWriteSoTheyRun(
            PostgresDatabase postgres, PostgresDatabase other, SqliteDatabase sqlite, SqliteDatabase file) {
        for (Pair pair : Pair.of(postgres, other, sqlite, file)) {
            WhisperSchema schema = schema(pair.started, WhisperEngine.schema(), WhisperEngine.migrations());
            schema(pair.replayed, WhisperEngine.schema(), WhisperEngine.migrations())
                    .migrate(losing());

            schema.bootstrap();

            pair.areAlike();
            assertThat(origins(schema)).containsOnly(Origin.APPLIED);
        }
    }
}
