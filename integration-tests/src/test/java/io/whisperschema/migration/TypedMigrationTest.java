package io.whisperschema.migration;

import static io.whisperschema.definition.relational.Relational.bigint;
import static io.whisperschema.definition.relational.Relational.check;
import static io.whisperschema.definition.relational.Relational.column;
import static io.whisperschema.definition.relational.Relational.index;
import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.perDialect;
import static io.whisperschema.definition.relational.Relational.primaryKey;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.definition.relational.Relational.unique;
import static io.whisperschema.definition.relational.Relational.view;
import static io.whisperschema.migration.Operations.add;
import static io.whisperschema.migration.Operations.alter;
import static io.whisperschema.migration.Operations.createTable;
import static io.whisperschema.migration.Operations.createView;
import static io.whisperschema.migration.Operations.drop;
import static io.whisperschema.migration.Operations.dropColumn;
import static io.whisperschema.migration.Operations.dropConstraint;
import static io.whisperschema.migration.Operations.dropIndex;
import static io.whisperschema.migration.Operations.dropTable;
import static io.whisperschema.migration.Operations.dropView;
import static io.whisperschema.migration.Operations.renameColumn;
import static io.whisperschema.migration.Operations.renameTable;
import static io.whisperschema.migration.Operations.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.MigrateOptions;
import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.error.ChecksumMismatch;
import io.whisperschema.error.DataLossRefused;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Migrations of typed operations, on both databases. */
class TypedMigrationTest {
    private static final Table USERS = table(
            "users",
            bigint("id").identity(),
            text("name").notNull(),
            integer("age"),
            check("age_range", column("age").between(0, 150)),
            index("by_name").on("name"));
    private static final Table NOTES =
            table("notes", bigint("id").identity(), bigint("user_id").references("users", "id"), text("words"));
    private static final Migration BASELINE = Migration.of(1, "baseline")
            .operations(
                    createTable(USERS),
                    createTable(NOTES),
                    sql("INSERT INTO users (name, age) VALUES ('Ada', 36)").undo("DELETE FROM users"));

    private static final Migration PEOPLE = Migration.of(1, "people")
            .operations(
                    createTable(table("users", bigint("id").identity(), text("name"), text("mood"), integer("age"))),
                    sql("INSERT INTO users (age) VALUES (37)").undo("DELETE FROM users"));
    private static final Migration GONE =
            Migration.of(2, "gone").operations(drop("users", text("mood")), drop("users", text("name")));

    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {
        @Test
        void anIndexIsBuiltWhileOthersWriteWhereTheSqlSaysSo() {
            schema(BASELINE).migrate();
            var alone = Migration.of(2, "by_age")
                    .operations(sql(Map.of(
                            DialectName.POSTGRES, "CREATE INDEX CONCURRENTLY by_age ON users (age)",
                            DialectName.SQLITE, "CREATE INDEX by_age ON users (age)")))
                    .directed(Directives::withoutTransaction);

            var schema = schema(BASELINE, alone);

            assertThat(schema.migrationPlan().text()).contains("CONCURRENTLY");
            assertThat(schema.migrate().migrations()).containsExactly(MigrationId.core(2));
            assertThat(schema.migrate().migrations()).isEmpty();
        }

        @Test
        void aColumnThatComesBackComesBehindTheOthers() {
            assertThat(columnsAfterTwoWentAndCameBack()).containsExactly("id", "age", "name", "mood");
        }

        @Test
        void ofTwoLikeChecksTheNamelessOneIsTakenBack() {
            var named = Migration.of(2, "named")
                    .operations(add("notes", check("a", column("words").length().lessThan(Expression.literal(9)))));
            var nameless = Migration.of(3, "nameless")
                    .operations(add("notes", check(column("words").length().lessThan(Expression.literal(9)))));
            var schema = schema(BASELINE, named, nameless);
            schema.migrate();

            schema.undo(1, losing());

            assertThat(store.inspect().table("notes").orElseThrow().checks())
                    .extracting(check -> check.name().orElseThrow())
                    .containsExactly("a");
        }

        @Test
        void aNamelessConstraintOfARenamedTableMustBeNamedToBeDropped() {
            var renamed = Migration.of(2, "people").operations(renameTable("users", "people"));
            schema(BASELINE, renamed).migrate();
            var added = Migration.of(3, "key")
                    .operations(
                            add("notes", unique("words")),
                            renameTable("notes", "memos"),
                            drop("memos", unique("words")));

            assertThatThrownBy(() -> schema(BASELINE, renamed, added).migrate())
                    .isInstanceOf(InvalidMigration.class)
                    .hasMessageContaining("notes_words_key");
        }
    }

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {
        @Test
        void aColumnThatComesBackComesToItsPlace() {
            assertThat(columnsAfterTwoWentAndCameBack()).containsExactly("id", "name", "mood", "age");
        }

        @Test
        void aColumnThatComesBackToATableWithMoreThanIsKnownComesBehindTheOthers() {
            schema(PEOPLE, GONE).migrate(losing());
            run("ALTER TABLE users ADD COLUMN shoe TEXT");

            schema(PEOPLE, GONE).undo(1, losing());

            assertThat(columns()).containsExactly("id", "age", "shoe", "name", "mood");
        }

        @Test
        void aRenameThatAViewOverAViewWouldTakeForATextIsRefused() {
            var views = Migration.of(2, "views")
                    .operations(
                            createView(view("names", "SELECT name FROM users")),
                            createView(view("more_names", "SELECT name FROM names")));
            schema(BASELINE, views).migrate();
            var renamed = Migration.of(3, "renamed").operations(renameColumn("users", "name", "full_name"));

            assertThatThrownBy(() -> schema(BASELINE, views, renamed).migrate())
                    .isInstanceOf(InvalidMigration.class)
                    .hasMessageContaining("view more_names asks a view for column name of table users");
        }

        @Test
        void aRebuildBehindStatementsKeepsRowsThatReferToTheTable() {
            schema(BASELINE).migrate();
            var schema =
                    schema(
                            BASELINE,
                            Migration.of(2, "anew")
                                    .operations(
                                            sql(
                                                    "INSERT INTO notes (user_id, words) VALUES (1, 'x'); CREATE TABLE other (a TEXT)"),
                                            add(
                                                    "users",
                                                    check(
                                                            "named",
                                                            column("name")
                                                                    .length()
                                                                    .greaterThan(io.whisperschema.definition.relational
                                                                            .Expression.literal(0))))));

            schema.migrate();

            assertThat(ask("SELECT name || words FROM notes JOIN users ON users.id = user_id"))
                    .containsExactly("Adax");
        }
    }

    abstract static class Cases extends MigrationCases {
        List<String> columns() {
            return store.inspect().table("users").orElseThrow().columns().stream()
                    .map(CatalogColumn::name)
                    .toList();
        }

        List<String> columnsAfterTwoWentAndCameBack() {
            schema(PEOPLE, GONE).migrate(losing());
            assertThat(columns()).containsExactly("id", "age");

            schema(PEOPLE, GONE).undo(1, losing());

            assertThat(ask("SELECT id || ',' || age FROM users")).containsExactly("1,37");
            return columns();
        }

        static MigrateOptions losing() {
            return MigrateOptions.cautious().executing(ExecuteOptions.cautious().allowingDataLoss());
        }

        private static Expression inWords(String sql) {
            return perDialect(Expression.raw(DialectName.SQLITE, sql), Expression.raw(DialectName.POSTGRES, sql));
        }

        @Test
        void aRuleInWordsGivesWayToAnotherThatMightBeTheSame() {
            var odd = Migration.of(2, "odd").operations(add("notes", check("odd", inWords("length(words) % 2 = 1"))));
            var small = Migration.of(3, "small")
                    .operations(
                            drop("notes", check("odd", inWords("length(words) % 2 = 1"))),
                            add("notes", check(column("words").length().lessThan(Expression.literal(5)))));
            var schema = schema(BASELINE, odd, small);

            schema.migrate(losing());

            String even = "INSERT INTO notes (words) VALUES ('even')";
            String great = "INSERT INTO notes (words) VALUES ('greater')";
            run(even, "DELETE FROM notes");
            assertThatThrownBy(() -> run(great)).hasCauseInstanceOf(SQLException.class);
            schema.undo(1, losing());
            run(great);
            assertThatThrownBy(() -> run(even)).hasCauseInstanceOf(SQLException.class);
        }

        @Test
        void aDefaultInWordsBecomesAnotherInWords() {
            var lower = Migration.of(2, "lower")
                    .operations(add("users", text("mood").defaultsTo(inWords("lower('Calm')"))));
            var upper = Migration.of(3, "upper")
                    .operations(alter(
                            "users",
                            text("mood").defaultsTo(inWords("lower('Calm')")),
                            text("mood").defaultsTo(inWords("upper('Calm')"))));

            schema(BASELINE, lower, upper).migrate();

            run("INSERT INTO users (name) VALUES ('Grace')");
            assertThat(ask("SELECT mood FROM users WHERE name = 'Grace'")).containsExactly("CALM");
        }

        private static final Migration EVERYTHING = Migration.of(2, "everything")
                .operations(
                        add("users", text("mood").notNull().defaultsTo("calm")),
                        add("users", text("mail").unique()),
                        alter("users", integer("age"), integer("age").notNull().defaultsTo(1)),
                        renameColumn("users", "name", "full_name"),
                        renameTable("users", "people"),
                        drop("people", index("by_name").on("full_name")),
                        drop("people", check("age_range", column("age").between(0, 150))),
                        add("people", check("age_range", column("age").between(0, 200))),
                        add("people", unique("full_name", "age").named("full")),
                        createTable(
                                table("topics", text("a").notNull(), text("b").notNull())),
                        add("topics", primaryKey("a", "b")),
                        add("notes", text("a")),
                        createView(view("moods", "SELECT id, mood FROM people")));

        @Test
        void eachKindOfOperationIsAppliedOnceAndTakenBackExactly() {
            schema(BASELINE).migrate();
            var before = tables();
            var schema = schema(BASELINE, EVERYTHING);

            assertThat(schema.migrate().migrations()).containsExactly(MigrationId.core(2));
            assertThat(schema.migrate().migrations()).isEmpty();
            assertThat(ask("SELECT full_name || mood || age FROM people")).containsExactly("Adacalm36");
            assertThat(ask("SELECT mood FROM moods")).containsExactly("calm");

            assertThatThrownBy(() -> schema.undo(1, MigrateOptions.cautious())).isInstanceOf(DataLossRefused.class);
            assertThat(schema.undo(1, losing()).migrations()).containsExactly(MigrationId.core(2));
            assertThat(tables()).isEqualTo(before);
            assertThat(ask("SELECT name FROM users")).containsExactly("Ada");
            assertThat(source.changedOnReturn()).isEmpty();
        }

        private List<CatalogTable> tables() {
            return store.inspect().tables().stream()
                    .filter(table -> !table.name().startsWith("schema_"))
                    .toList();
        }

        @Test
        void thePlanShowsTheStatementsOfAllThatIsPendingAndDoesNothing() {
            var schema = schema(BASELINE, EVERYTHING);

            Plan plan = schema.migrationPlan();

            assertThat(plan.text())
                    .contains("CREATE TABLE")
                    .contains("INSERT INTO users (name, age)")
                    .contains("RENAME TO")
                    .contains("CREATE VIEW")
                    .contains("migration 0002, everything, rename table users to people");
            assertThat(plan.warnings()).isEmpty();
            assertThat(store.inspect().isEmpty()).isTrue();
            assertThatThrownBy(() -> schema.execute(plan))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("migrate()");
            assertThat(schema.migrate().migrations()).hasSize(2);
        }

        @Test
        void sqlIsReadToPlanWhatComesBehindIt() {
            var script = Migration.of(2, "script")
                    .sql(
                            "CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('x'); ALTER TABLE users ADD COLUMN mail TEXT;");
            var typed =
                    Migration.of(3, "typed").operations(add("t", text("b")), renameColumn("users", "mail", "address"));

            Plan plan = schema(BASELINE, script, typed).migrationPlan();

            assertThat(plan.warnings()).isEmpty();
            assertThat(plan.text()).contains("add column b").contains("rename column mail of table users to address");
        }

        @Test
        void whatIsPlannedBehindCodeIsSaidToBeFoundLater() {
            var script = Migration.of(1, "code").code("1", Connection.class, connection -> {
                try (var statement = connection.createStatement()) {
                    statement.execute("CREATE TABLE t (a TEXT)");
                }
            });
            var typed = Migration.of(2, "typed").operations(add("t", text("b")));
            var schema = schema(script, typed);

            assertThat(schema.migrationPlan().warnings())
                    .singleElement()
                    .asString()
                    .contains("add column b to table t");
            assertThat(schema.migrate().migrations()).hasSize(2);
            assertThat(schema.undo(1, losing()).migrations()).hasSize(1);
        }

        @Test
        void whatDoesNotFitIsRefusedBeforeAnythingRan() {
            refused("there is no table nowhere", add("nowhere", text("b")));
            refused("has a column name already", add("users", text("name")));
            refused("has no column nothing", dropColumn("users", "nothing"));
            refused("is not as stated", drop("users", text("age")));
            refused(
                    "is not as stated",
                    drop("users", check("age_range", column("age").between(0, 9))));
            refused("is not as stated", dropTable(table("users", text("id"))));
            refused("a check of table users stands on column age", drop("users", integer("age")));
            refused("an index of table users stands on column name", dropColumn("users", "name"));
            refused("refers to it", dropTable("users"));
            refused("has a primary key already", add("users", primaryKey("name")));
            refused("of the key may be null", dropConstraintless(), add("plain", primaryKey("a")));
            refused("finds no table", add("users", text("x").references("nowhere", "y")));
            refused("finds no key or unique", add("notes", text("x").references("users", "name")));
            refused(
                    "there is no column other",
                    add("users", check(column("other").isNull())));
            refused("users already", renameTable("notes", "users"));
            refused("by_name already", add("notes", index("by_name").on("words")));
            refused("has no such thing", dropIndex("users", "by_age"));
            refused("has no such thing", dropConstraint("users", "nothing"));
            refused("there is no view", dropView("nothing"));
        }

        private static Operation dropConstraintless() {
            return createTable(table("plain", text("a")));
        }

        private void refused(String problem, Operation... operations) {
            schema(BASELINE).migrate();
            var before = tables();
            var schema = schema(BASELINE, Migration.of(2, "unfit").operations(operations));

            assertThatThrownBy(schema::migrate)
                    .isInstanceOf(InvalidMigration.class)
                    .hasMessageContaining("migration 0002 unfit, operation " + operations.length)
                    .hasMessageContaining(problem)
                    .hasMessageContaining("Nothing was applied.");
            assertThat(tables()).isEqualTo(before);
        }

        @Test
        void whatLosesDataSaysSoItself() {
            var gone = Migration.of(2, "ageless")
                    .operations(
                            drop("users", check("age_range", column("age").between(0, 150))),
                            drop("users", integer("age")));

            assertThatThrownBy(() -> schema(BASELINE, gone).migrate())
                    .isInstanceOf(DataLossRefused.class)
                    .hasMessageContaining("migration 0002, ageless");
            assertThat(store.inspect().isEmpty()).isTrue();
            assertThat(schema(BASELINE, gone.directed(Directives::allowingDataLoss))
                            .migrate()
                            .migrations())
                    .hasSize(2);
        }

        @Test
        void whatOnlyNamesWhatItDropsIsNotTakenBack() {
            var gone = Migration.of(2, "indexless").operations(dropIndex("users", "by_name"));
            var schema = schema(BASELINE, gone);
            schema.migrate();

            assertThatThrownBy(() -> schema.undo(1, losing()))
                    .isInstanceOf(UnsupportedChange.class)
                    .hasMessageContaining("drop index by_name of table users")
                    .hasMessageContaining("State what it drops");
            var written = gone.undo("CREATE INDEX by_name ON users (name)");
            assertThat(schema(BASELINE, written).undo(1, losing()).migrations()).hasSize(1);
        }

        @Test
        void oneThatFailsTakesAllOfItsRunBack() {
            var fails = Migration.of(2, "fails")
                    .operations(
                            add("users", text("mood")),
                            sql(Map.of(
                                    DialectName.SQLITE, "INSERT INTO nowhere VALUES (1)",
                                    DialectName.POSTGRES, "INSERT INTO nowhere VALUES (1)")));

            assertThatThrownBy(() -> schema(BASELINE, fails).migrate())
                    .isInstanceOf(StepFailed.class)
                    .hasMessageContaining("migration 0002, fails, operation 2, line 1")
                    .hasMessageContaining("Nothing was applied.");
            assertThat(store.inspect().isEmpty()).isTrue();
        }

        @Test
        void eachDatabaseRunsItsOwnWords() {
            var words = Migration.of(2, "words")
                    .operations(sql(Map.of(
                            DialectName.SQLITE, "INSERT INTO users (name) VALUES ('of ' || 'sqlite')",
                            DialectName.POSTGRES, "INSERT INTO users (name) VALUES (concat('of ', 'postgres'))")));

            schema(BASELINE, words).migrate();

            String dialect = store.dialect().name().value();
            assertThat(ask("SELECT name FROM users WHERE name <> 'Ada'")).containsExactly("of " + dialect);
        }

        @Test
        void aChangedOperationStopsTheRun() {
            schema(BASELINE).migrate();
            var changed = Migration.of(1, "baseline").operations(createTable(USERS), createTable(NOTES));

            assertThatThrownBy(() -> schema(changed).migrate())
                    .isInstanceOf(ChecksumMismatch.class)
                    .hasMessageContaining("operations-1:");
        }
    }
}
