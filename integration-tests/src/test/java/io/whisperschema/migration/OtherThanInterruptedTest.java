package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.error.HistoryUnclear;
import io.whisperschema.integration.StandIn;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The migration outside of transactions that a killed host was in is another one than the next host has, or has looked at. */
class OtherThanInterruptedTest {
    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {}

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {}

    abstract static class Cases extends MigrationCases {
        private static final MigrateOptions LOSING =
                MigrateOptions.cautious().executing(ExecuteOptions.cautious().allowingDataLoss());
        private static final Migration USERS = Migration.of(1, "0001_users.sql").sql("CREATE TABLE users (id INTEGER)");
        private static final Migration TWO = apart(2, "INSERT INTO users VALUES (2)");
        private static final Migration THREE = apart(3, "INSERT INTO users VALUES (3)");

        private static Migration apart(int number, String statement) {
            return Migration.of(number, number + "_apart.sql")
                    .sql(statement + ";\nVACUUM")
                    .undo("DELETE FROM users WHERE id = " + number + ";\nVACUUM")
                    .directed(Directives::withoutTransaction);
        }

        private void isKilled(Migration... migrations) {
            assertThatThrownBy(schema(migrations).listener(dyingBefore("VACUUM"))::migrate)
                    .isInstanceOf(Death.class);
        }

        static Stream<Migration> changed() {
            return Stream.of(apart(2, "INSERT INTO users VALUES (4)"), THREE);
        }

        @ParameterizedTest
        @MethodSource("changed")
        void oneThatTheCodeHasNoLongerAsItWasIsRefusedAndNothingRuns(Migration changed) {
            isKilled(USERS, TWO);

            assertThatThrownBy(schema(USERS, changed)::bootstrap)
                    .isInstanceOf(HistoryUnclear.class)
                    .hasMessageContaining("was interrupted, and the code has it no longer as it was");

            assertThat(ask("SELECT id FROM users")).containsExactly("2");
            assertThat(ask("SELECT phase FROM schema_state")).containsExactly("running");
            schema(USERS, TWO).bootstrap();
            assertThat(ask("SELECT version FROM schema_versions ORDER BY version"))
                    .containsExactly("1", "2");
        }

        @Test
        void whereOthersFinishItAndAreKilledInTheNextOneThatIsFinished() {
            isKilled(USERS, TWO);
            WhisperSchema late = lateBehind(() -> {
                schema(USERS, TWO).bootstrap();
                isKilled(USERS, TWO, THREE);
            });

            late.bootstrap();

            assertThat(ask("SELECT id FROM users ORDER BY id")).containsExactly("2", "3");
            assertThat(late.bootstrap().stores()).containsEntry(store.name(), Outcome.UP_TO_DATE);
        }

        @Test
        void whereOthersFinishItAndAreKilledWhileTheyTakeItBackItIsTakenBackAndThenApplied() {
            isKilled(USERS, TWO);
            WhisperSchema late = lateBehind(() -> {
                WhisperSchema others = schema(USERS, TWO);
                others.bootstrap();
                assertThatThrownBy(() -> others.listener(dyingBefore("VACUUM")).undo(1, LOSING))
                        .isInstanceOf(Death.class);
            });

            late.bootstrap();

            assertThat(ask("SELECT id FROM users ORDER BY id")).containsExactly("2", "3");
            assertThat(ask("SELECT event FROM schema_journal WHERE event IN ('done', 'undone') AND version = 2"
                            + " ORDER BY entry"))
                    .containsExactly("done", "undone", "done");
        }

        /** A host that has looked at what there is, and before whose turn outside of transactions others do that. */
        private WhisperSchema lateBehind(Runnable others) {
            var late = new AtomicBoolean();
            RelationalStore real = store;
            store = StandIn.of(
                    RelationalStore.class,
                    (method, arguments) -> method.getName().equals("history")
                            ? beaten(real.history(), late, others)
                            : StandIn.asks(real, method, arguments));
            WhisperSchema host = schema(USERS, TWO, THREE);
            store = real;
            return host;
        }

        private static History beaten(History history, AtomicBoolean late, Runnable others) {
            return StandIn.of(History.class, (method, arguments) -> {
                if (method.getName().equals("apart") && !late.getAndSet(true)) {
                    others.run();
                }
                return StandIn.asks(history, method, arguments);
            });
        }
    }
}
