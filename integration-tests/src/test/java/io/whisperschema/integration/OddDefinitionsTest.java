package io.whisperschema.integration;

import static io.whisperschema.definition.relational.Relational.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ExpressionParts;
import io.whisperschema.definition.relational.TablePart;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.DiffHints;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.error.InvalidDefinition;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.plan.Risk.Danger;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Definitions that few people write, and that a second start must know all the same. */
@WithDatabases
class OddDefinitionsTest {
    private PostgresDatabase postgres;
    private SqliteDatabase sqlite;

    @BeforeEach
    void databases(PostgresDatabase postgres, SqliteDatabase sqlite) {
        this.postgres = postgres;
        this.sqlite = sqlite;
    }

    static Stream<Arguments> defaults() {
        return Stream.of(
                Arguments.of("a moment without zone", timestamp("a").defaultsTo("2024-01-01 00:00:00")),
                Arguments.of("a moment without time", timestamp("a").defaultsTo("2024-01-01")),
                Arguments.of("a moment in another zone", timestamp("a").defaultsTo("2024-01-01T00:00:00.1234+05:30")),
                Arguments.of("a moment of old", timestamp("a").defaultsTo("0001-01-01T00:00:00Z")),
                Arguments.of("the last moment", timestamp("a").defaultsTo("9999-12-31T23:59:59.999999Z")),
                Arguments.of("a uuid in capitals", uuid("a").defaultsTo("A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11")),
                Arguments.of(
                        "numbers in jsonb",
                        jsonb("a").defaultsTo("{\"b\": 1e2, \"a\": 1.50, \"z\": -0.0, \"k\": 1E400, \"s\": 1e-20}")),
                Arguments.of(
                        "escapes in jsonb", jsonb("a").defaultsTo("[\"\\u00e9\\/\\n\\ud83d\\ude00\", true, null]")),
                Arguments.of("a number alone in jsonb", jsonb("a").defaultsTo("1E3")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defaults")
    void aDefaultInAnyLegalSpellingIsKnownAgain(String what, TablePart column) {
        isKnownAgainOnBoth(SchemaDefinition.named("x").tables(table("t", column)));
    }

    static Stream<Arguments> comparisons() {
        Expression at = column("at");
        Expression day = column("day");
        Expression id = column("id");
        Expression number = column("n");
        return Stream.of(
                Arguments.of("a moment", at.greaterThan(Expression.literal("2020-01-01"))),
                Arguments.of(
                        "moments between", Expression.not(between(at, "2020-01-01 10:00:00", "2021-01-01T00:00:00Z"))),
                Arguments.of("a date", day.isNot(Expression.literal("2020-01-01"))),
                Arguments.of("a uuid", id.is(Expression.literal("A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11"))),
                Arguments.of(
                        "uuids", id.in("A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "B0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11")),
                Arguments.of("a number", Expression.not(number.in("1"))),
                Arguments.of("a decimal", column("d").lessThan(Expression.literal("1.50"))),
                Arguments.of("a real", Expression.literal("0.1").atMost(column("r"))),
                Arguments.of("a length", column("a").length().is(Expression.literal("5"))),
                Arguments.of("jsonb", column("j").isNot(Expression.literal("{\"b\":1e1,\"a\":[]}"))));
    }

    private static Expression between(Expression value, String low, String high) {
        return new Expression.Between(value, Expression.literal(low), Expression.literal(high));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("comparisons")
    void aTextComparedWithAColumnOfAnotherTypeIsKnownAgain(String what, Expression condition) {
        isKnownAgainOnBoth(SchemaDefinition.named("x")
                .tables(table(
                        "t",
                        text("a"),
                        timestamp("at"),
                        date("day"),
                        uuid("id"),
                        bigint("n"),
                        decimal("d", 10, 2),
                        real("r"),
                        jsonb("j"),
                        check("c", condition),
                        index("i").on("a").where(condition))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York", "Europe/Amsterdam", "Asia/Kolkata"})
    void theZoneOfASessionChangesNoMoment(String zone) throws SQLException {
        var moments = SchemaDefinition.named("x")
                .tables(table(
                        "t",
                        timestamp("a").defaultsTo("1900-01-01 00:00:00"),
                        timestamp("b").defaultsTo("0001-01-01"),
                        timestamp("c").defaultsTo("9999-12-31T23:59:59Z"),
                        check("d", column("a").greaterThan(Expression.literal("1800-07-01")))));

        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE '" + zone + "'");
            isKnownAgain(moments, PostgresStore.over(connection));
        }
    }

    @Test
    void wordsOfPostgresThatMeanAnotherValueAtAnotherTimeAreRefused() {
        Expression now = perDialect(Expression.raw(DialectName.POSTGRES, "'now'"));
        var definition =
                SchemaDefinition.named("x").tables(table("t", timestamp("a").defaultsTo(now)));

        assertThatThrownBy(() ->
                        PostgresStore.over(postgres.dataSource()).dialect().spell(definition))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageStartingWith("table t, column a: 'now' is no timestamp.");
    }

    @Test
    void postgresGivesTheNamesThatWeExpectToKeysWithoutName() {
        var table = table(
                "t".repeat(40) + "ü",
                bigint("id").identity(),
                text("c".repeat(40) + "ä").unique(),
                text("b"),
                unique("id", "b"));
        WhisperSchema.of(SchemaDefinition.named("x").tables(table))
                .relational(PostgresStore.over(postgres.dataSource()))
                .bootstrap();

        assertThat(
                        Sql.texts(
                                postgres.dataSource(),
                                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('i', 'S')"))
                .containsExactlyInAnyOrder(
                        "t".repeat(40) + "ü_pkey",
                        "t".repeat(40) + "ü_id_seq",
                        "t".repeat(29) + "_" + "c".repeat(29) + "_key",
                        "t".repeat(40) + "ü_id_b_key");
    }

    @Test
    void aColumnMayBeCalledLikeARowNumberOfSqlite() {
        isKnownAgainOnBoth(SchemaDefinition.named("x").tables(table("t", text("rowid"), text("oid"), text("_rowid_"))));
    }

    @Test
    void aConditionThatNestsAsDeepAsItMayIsKnownAgain() {
        Expression nested = column("a").isNull();
        for (int level = 2; level < ExpressionParts.DEEPEST; level++) {
            Expression beside = column("a").is(Expression.literal(level));
            nested = level % 2 == 0 ? Expression.or(beside, nested) : Expression.and(Expression.not(beside), nested);
        }

        isKnownAgainOnBoth(SchemaDefinition.named("x").tables(table("t", bigint("a"), check("c", nested))));
    }

    @Test
    void anExtensionAndWhatBelongsToItAreNoStrangers() {
        postgres.administer(
                "CREATE EXTENSION pg_trgm SCHEMA public",
                "CREATE TABLE public.of_the_extension (a int)",
                "CREATE VIEW public.view_of_the_extension AS SELECT 1 AS a",
                "ALTER EXTENSION pg_trgm ADD TABLE public.of_the_extension",
                "ALTER EXTENSION pg_trgm ADD VIEW public.view_of_the_extension");
        var schema = WhisperSchema.of(SchemaDefinition.named("x").tables(table("t", text("a"))))
                .relational(PostgresStore.over(postgres.dataSource()));

        assertThat(schema.bootstrap().stores().values()).containsExactly(Outcome.CREATED);
        assertThat(schema.bootstrap().stores().values()).containsExactly(Outcome.UP_TO_DATE);
    }

    @Test
    void aFunctionThatSomebodyWroteIsAStranger() {
        postgres.administer("CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'");
        var schema = WhisperSchema.of(SchemaDefinition.named("x").tables(table("t", text("a"))))
                .relational(PostgresStore.over(postgres.dataSource()));

        assertThatThrownBy(schema::bootstrap).isInstanceOf(StoreDiffers.class).hasMessageContaining("function f()");
    }

    @Test
    void givingUpARuleIsADangerOfItsOwn() {
        String[] before = {
            "CREATE TABLE t (a TEXT, b TEXT, c TEXT, CONSTRAINT short CHECK (length(a) < 9), CONSTRAINT one UNIQUE (b))",
            "CREATE UNIQUE INDEX no_two ON t (c)",
            "CREATE INDEX quick ON t (a)"
        };
        Sql.run(postgres.dataSource(), before);
        Sql.run(sqlite.dataSource(), before);
        var bare = SchemaDefinition.named("x").tables(table("t", text("a"), text("b"), text("c")));

        assertThat(rulesGivenUp(bare, PostgresStore.over(postgres.dataSource())))
                .containsExactlyInAnyOrder("DROP CONSTRAINT short", "DROP CONSTRAINT one", "DROP INDEX public.no_two");
        assertThat(rulesGivenUp(bare, SqliteStore.over(sqlite.dataSource()))).hasSize(2);
    }

    @Test
    void aRuleThatAnotherTakesThePlaceOfIsNotGivenUp() {
        String[] before = {
            "CREATE TABLE t (a TEXT, b TEXT, CONSTRAINT short CHECK (length(a) < 9), CONSTRAINT one UNIQUE (b))",
        };
        Sql.run(postgres.dataSource(), before);
        Sql.run(sqlite.dataSource(), before);
        var other = SchemaDefinition.named("x")
                .tables(table(
                        "t",
                        text("a"),
                        text("b"),
                        check("short", column("a").length().lessThan(Expression.literal(8))),
                        index("one").unique().on("b")));

        assertThat(rulesGivenUp(other, PostgresStore.over(postgres.dataSource())))
                .isEmpty();
        assertThat(rulesGivenUp(other, SqliteStore.over(sqlite.dataSource()))).isEmpty();
    }

    private static List<String> rulesGivenUp(SchemaDefinition definition, RelationalStore store) {
        return WhisperSchema.of(definition).relational(store).plan().steps().stream()
                .filter(step -> step.risk().dangers().contains(Danger.LOSES_RULE))
                .map(step -> step.action().replace("ALTER TABLE public.t ", ""))
                .toList();
    }

    @Test
    void viewsOverViewsAreCreatedInAnyOrder() {
        isKnownAgainOnBoth(SchemaDefinition.named("x")
                .tables(table("t", text("a")))
                .views(
                        view("v1", "SELECT a FROM \"V 2\""),
                        view("V 2", "SELECT a FROM v3 WHERE a <> 'v1'"),
                        view("v3", "SELECT a FROM t")));
    }

    @Test
    void viewsOverViewsAreDroppedInTheReverseOrder() {
        SchemaDefinition table = SchemaDefinition.named("x").tables(table("t", text("a")));
        var store = PostgresStore.over(postgres.dataSource());
        WhisperSchema.of(table.views(
                        view("v1", "SELECT a FROM v2"), view("v2", "SELECT a FROM v3"), view("v3", "SELECT a FROM t")))
                .relational(store)
                .bootstrap();

        Diff diff = SchemaDiff.between(
                store.inspect(), store.dialect().spell(table), DiffHints.none().droppingExtras());

        assertThat(store.plan(diff).stream().map(step -> step.statement().orElseThrow()))
                .containsExactly("DROP VIEW public.v1", "DROP VIEW public.v2", "DROP VIEW public.v3");
    }

    private void isKnownAgainOnBoth(SchemaDefinition definition) {
        isKnownAgain(definition, PostgresStore.over(postgres.dataSource()));
        isKnownAgain(definition, SqliteStore.over(sqlite.dataSource()));
    }

    private static void isKnownAgain(SchemaDefinition definition, RelationalStore store) {
        BootstrapReport first = WhisperSchema.of(definition).relational(store).bootstrap();
        Diff diff = SchemaDiff.between(store.inspect(), store.dialect().spell(definition));

        assertThat(first.stores().values()).containsExactly(Outcome.CREATED);
        assertThat(diff.changes()).isEmpty();
        assertThat(diff.remarks()).isEmpty();
    }
}
