package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.diff.CodeChange;
import io.whisperschema.error.PlanOutdated;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.testkit.FakeJournal;
import io.whisperschema.testkit.FakeServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Host code outside of transactions, as a step of a plan on the relational store. */
class CodeApartInPlansTest {
    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {
        @Test
        void isRunByOneOfTwoHosts() {
            isRunByOne(schema());

            assertThat(ask("SELECT event FROM schema_journal ORDER BY entry"))
                    .containsExactly("step intent", "step done");
        }

        @Test
        void isRunByOneOfTwoHostsWithAJournalElsewhere() {
            isRunByOne(schema().journal(FakeJournal.over(new FakeServer())));
        }

        /** The slower one has read the journal when the faster one begins. */
        private void isRunByOne(WhisperSchema host) {
            WhisperSchema slower = host.listener(new ProgressListener() {
                @Override
                public void runStarted(String run) {
                    host.execute(plan(), handingOver());
                }
            });

            assertThatThrownBy(() -> slower.execute(plan(), handingOver())).isInstanceOf(PlanOutdated.class);
            assertThat(host.execute(plan(), handingOver()).applied()).isEmpty();

            assertThat(ran).containsExactly("count");
        }

        @Test
        void whoCannotWriteThatItIsDoneSaysThatItIsApplied() throws SQLException {
            try (Connection other = source.getConnection()) {
                other.setAutoCommit(false);
                WhisperSchema host = schema().listener(new ProgressListener() {
                    @Override
                    public void finished(Step step, Duration took) {
                        lockJournal(other);
                    }
                });

                assertThatThrownBy(() -> host.execute(plan(), handingOver().waitingForLocks(Duration.ofMillis(200))))
                        .hasMessageContaining("lock timeout")
                        .hasMessageContaining(" Applied: step 1 of postgres. ")
                        .message()
                        .doesNotContain("Nothing was applied");

                other.rollback();
                other.setAutoCommit(true);
            }
        }

        private void lockJournal(Connection other) {
            try (Statement statement = other.createStatement()) {
                statement.execute("LOCK TABLE schema_journal");
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {
        @Test
        void isRefusedBeforeAnythingIsDone() {
            assertThatThrownBy(() -> schema().execute(plan(), handingOver()))
                    .isInstanceOf(UnsupportedChange.class)
                    .hasMessageContaining("sqlite cannot run count (version 1) outside of transactions")
                    .hasMessageContaining("Make it a step that is part of a transaction.");

            assertThat(ran).isEmpty();
            assertThat(store.inspect().tables()).isEmpty();
        }
    }

    abstract static class Cases extends MigrationCases {
        final List<String> ran = new ArrayList<>();

        Plan plan() {
            var step = new Step(
                    "1",
                    store.name(),
                    new CodeChange(StoreKind.RELATIONAL, "count", "1"),
                    Optional.empty(),
                    Risk.NONE,
                    Step.Isolation.ALONE,
                    new Undo.Impossible("it was counted"));
            return new Plan(List.of(step), Map.of(), List.of());
        }

        ExecuteOptions handingOver() {
            return ExecuteOptions.cautious().with(new Count());
        }

        private final class Count implements CodeStep<Connection> {
            @Override
            public String name() {
                return "count";
            }

            @Override
            public String version() {
                return "1";
            }

            @Override
            public Class<Connection> context() {
                return Connection.class;
            }

            @Override
            public void run(Connection connection) {
                ran.add(name());
            }
        }
    }
}
