package io.whisperschema.testkit;

import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.definition.relational.Relational.view;
import static io.whisperschema.migration.Operations.createTable;
import static io.whisperschema.migration.Operations.createView;
import static io.whisperschema.migration.Operations.sql;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.Operation;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** What the contract says of a host whose way back is refused, and of one that has none. */
class FailingWayBackTest {
    private static final String ON_SQLITE =
            "onSqliteEachWayBackLeadsToWhatWasThere,io.whisperschema.testkit.SqliteDatabase";
    private static final String ON_POSTGRES =
            "onPostgresEachWayBackLeadsToWhatWasThere,io.whisperschema.testkit.PostgresDatabase";

    @ParameterizedTest
    @CsvSource({ON_SQLITE, ON_POSTGRES})
    void aWayBackThatIsRefusedFails(String contract, String database) {
        run(KeepsItsRule.class, contract, database)
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test(),
                                finishedWithFailure(
                                        instanceOf(UnsupportedChange.class),
                                        message(text -> text.contains("still stands on it")
                                                || text.contains("still of moods stands on it")))));
    }

    @ParameterizedTest
    @CsvSource({ON_SQLITE, ON_POSTGRES})
    void aMigrationWithoutAWayBackIsLeftAsItIs(String contract, String database) {
        run(HasNoWayBack.class, contract, database)
                .assertThatEvents()
                .haveExactly(1, event(test(), finishedSuccessfully()));
    }

    private static Events run(Class<?> host, String contract, String database) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(host, contract, database))
                .execute()
                .testEvents();
    }

    private static Migrations withMoods(Operation rule) {
        return Migrations.of(
                Migration.of(1, "users").operations(createTable(table("users", text("mood")))),
                Migration.of(2, "moods").operations(createView(view("moods", "SELECT mood FROM users")), rule));
    }

    private static Operation.Statements rule() {
        return sql(Map.of(
                DialectName.SQLITE,
                "CREATE TRIGGER still INSTEAD OF DELETE ON moods BEGIN SELECT 1; END",
                DialectName.POSTGRES,
                "CREATE RULE still AS ON DELETE TO moods DO INSTEAD NOTHING"));
    }

    /** Run by the test above only: the view cannot go while the rule stands on it. */
    static class KeepsItsRule implements MigrationsContract {
        @Override
        public SchemaDefinition definition() {
            return SchemaDefinition.named("host");
        }

        @Override
        public Migrations migrations() {
            return withMoods(rule().undo("SELECT 1"));
        }
    }

    /** Run by the test above only. */
    static class HasNoWayBack implements MigrationsContract {
        @Override
        public SchemaDefinition definition() {
            return SchemaDefinition.named("host");
        }

        @Override
        public Migrations migrations() {
            return withMoods(rule());
        }
    }
}
