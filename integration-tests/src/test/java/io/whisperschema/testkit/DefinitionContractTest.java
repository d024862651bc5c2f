package io.whisperschema.testkit;

import static io.whisperschema.definition.relational.Expression.column;
import static io.whisperschema.definition.relational.Expression.literal;
import static io.whisperschema.definition.relational.Expression.raw;
import static io.whisperschema.definition.relational.Relational.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.whisperschema.WhisperEngine;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.error.MoveRefused;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Which rows the contract moves, and what it says where they do not. */
class DefinitionContractTest {
    private static List<Map<String, Object>> rows(DefinitionContract host, String table) {
        return host.rowsToMove(host.definition().relational().table(table).orElseThrow());
    }

    @Test
    void eachTableOfTheReadyDefinitionMovesFourRowsOfKeysOfTheirOwn() {
        DefinitionContract host = WhisperEngine::schema;

        assertThat(WhisperEngine.schema().relational().tables())
                .allSatisfy(table -> assertThat(host.rowsToMove(table)).hasSize(4));
        List<Object> users =
                rows(host, "users").stream().map(row -> row.get("user_id")).toList();
        assertThat(users).doesNotHaveDuplicates().contains("");
        assertThat(rows(host, "emotions")).extracting(row -> row.get("user_id")).isEqualTo(users);
    }

    @Test
    void whatAConditionNamesIsAsInTheSampleRow() {
        DefinitionContract host = () -> host(table(
                "users",
                text("name").primaryKey(),
                integer("stars").notNull(),
                text("code"),
                text("mood"),
                check(column("stars").between(3, 5)),
                check(raw(DialectName.SQLITE, "length(CODE) > 2"))));

        assertThat(rows(host, "users"))
                .hasSize(4)
                .allSatisfy(row -> assertThat(row).containsEntry("stars", 3))
                .allSatisfy(row -> assertThat(row.get("code")).asString().startsWith("it's a"))
                .anySatisfy(row -> assertThat(row).containsEntry("mood", ""))
                .anySatisfy(row -> assertThat(row).containsEntry("mood", null));
    }

    @Test
    void aRowWithoutAKeyOfItsOwnIsLeftOutAndNobodyRefersToIt() {
        DefinitionContract host = () -> host(
                table("kinds", text("kind").primaryKey(), check(column("kind").in("only"))),
                table("things", text("kind").references("kinds", "kind"), integer("size")),
                table("badges", text("kind").primaryKey().references("kinds", "kind")));

        assertThat(rows(host, "kinds")).containsExactly(Map.of("kind", "only"));
        assertThat(rows(host, "things"))
                .extracting(row -> row.get("kind"))
                .containsExactly("only", null, "only", "only");
        assertThat(rows(host, "badges")).containsExactly(Map.of("kind", "only"));
    }

    @Test
    void aDefinitionWithComputedColumnsMoves() {
        run(ComputesAColumn.class).haveExactly(1, event(test(), finishedSuccessfully()));
    }

    @Test
    void aRowThatTheDefinitionRefusesIsToldWithItsTableAndWhatToDo() {
        run(ChecksMoreThanItsRowHolds.class).haveExactly(1, failed(AssertionError.class, "table users", "rowsToMove"));
    }

    @Test
    void aValueThatDoesNotGoOverIsToldWithItsColumn() {
        run(HoldsWhatPostgresHasNoPlaceFor.class)
                .haveExactly(1, failed(MoveRefused.class, "users.name", "NUL_IN_TEXT", "Nothing was written"));
    }

    private static Condition<Event> failed(Class<? extends Throwable> type, String... words) {
        return event(
                test(),
                finishedWithFailure(
                        instanceOf(type), message(text -> Stream.of(words).allMatch(text::contains))));
    }

    private static ListAssert<Event> run(Class<? extends DefinitionContract> host) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(
                        host,
                        "whatItHoldsMovesUpAndDownAgainEqual",
                        SqliteDatabase.class,
                        PostgresDatabase.class,
                        SqliteDatabase.class))
                .execute()
                .testEvents()
                .assertThatEvents();
    }

    private static SchemaDefinition host(Table... tables) {
        return SchemaDefinition.named("host").tables(tables);
    }

    /** Run by the test above only, as are the others. */
    static class ComputesAColumn implements DefinitionContract {
        @Override
        public SchemaDefinition definition() {
            return host(table(
                    "users",
                    text("name").primaryKey(),
                    integer("length").generatedAs(column("name").length())));
        }
    }

    static class ChecksMoreThanItsRowHolds implements DefinitionContract {
        @Override
        public SchemaDefinition definition() {
            return host(table(
                    "users",
                    text("name").primaryKey(),
                    check(column("name").length().atMost(literal(3)))));
        }
    }

    static class HoldsWhatPostgresHasNoPlaceFor implements DefinitionContract {
        @Override
        public SchemaDefinition definition() {
            return host(table("users", text("name").primaryKey()));
        }

        @Override
        public List<Map<String, Object>> rowsToMove(Table table) {
            return List.of(Map.of("name", "a\0b"));
        }
    }
}
