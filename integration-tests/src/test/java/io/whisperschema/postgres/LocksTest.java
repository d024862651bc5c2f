package io.whisperschema.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.whisperschema.diff.RelationalChange;
import io.whisperschema.error.LockTimeout;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.PlanOptions;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@WithDatabases
class LocksTest {
    private static final ExecuteOptions IMPATIENT =
            ExecuteOptions.cautious().allowingDataLoss().waitingForLocks(Duration.ofMillis(200));

    private static Turn twoTables(PostgresDatabase database) {
        return Turn.in(database)
                .from("CREATE TABLE a (x integer)", "CREATE TABLE b (x integer)", "INSERT INTO b VALUES (1)")
                .to("CREATE TABLE a (x bigint)", "CREATE TABLE b (x bigint)");
    }

    @Test
    void aReaderThatEndsInTimeIsWaitedForInSeveralTries(PostgresDatabase database) throws SQLException {
        Turn turn = twoTables(database);
        Plan plan = turn.plan();
        var started = new ArrayList<String>();
        try (Connection reader = turn.connect()) {
            reading(reader, "b");
            var host = turn.host().listener(new ProgressListener() {
                @Override
                public void started(Step step) {
                    started.add(step.id());
                    if (started.equals(List.of("1", "2", "1", "2"))) {
                        done(reader);
                    }
                }
            });

            host.execute(plan, ExecuteOptions.cautious().waitingForLocks(Duration.ofSeconds(8)));
        }

        assertThat(started).containsExactly("1", "2", "1", "2");
        assertThat(turn.diff().changes()).isEmpty();
    }

    @Test
    void aReaderThatDoesNotEndStopsTheRunWithNothingAppliedAndNobodyQueues(PostgresDatabase database)
            throws SQLException {
        Turn turn = twoTables(database);
        Plan plan = turn.plan();
        var found = turn.store().inspect();
        var tries = new ArrayList<String>();
        try (Connection reader = turn.connect()) {
            reading(reader, "b");
            var host = turn.host().listener(new ProgressListener() {
                @Override
                public void started(Step step) {
                    tries.add(step.id());
                }
            });

            LockTimeout timeout = catchThrowableOfType(LockTimeout.class, () -> host.execute(plan, IMPATIENT));

            assertThat(timeout)
                    .hasMessageContaining("Step 2 of 2 failed on postgres: ALTER TABLE public.b")
                    .hasMessageContaining("55P03")
                    .hasMessageContaining("waitingForLocks")
                    .message()
                    .endsWith("Nothing was applied. Fix the cause and run again: the next plan starts from what is"
                            + " there now.");
            assertThat(timeout.waited()).isEqualTo(Duration.ofMillis(200));
            assertThat(turn.ask("SELECT * FROM b")).containsExactly("(1)");
            assertThat(turn.store().inspect()).isEqualTo(found);
        }
        assertThat(tries).startsWith("1", "2", "1", "2");
        turn.done();
    }

    @Test
    void whatWasCommittedBeforeATimeoutIsTold(PostgresDatabase database) throws SQLException {
        Turn turn = Turn.in(database)
                .planned(PlanOptions.cautious().buildingIndexesConcurrently())
                .from("CREATE TABLE a (x integer)", "CREATE TABLE b (x integer)", "INSERT INTO b VALUES (1)")
                .to("CREATE TABLE a (x bigint)", "CREATE TABLE b (x integer)", "CREATE INDEX i ON b (x)");
        Plan plan = turn.plan();
        try (Connection writer = turn.connect()) {
            writing(writer, "b");

            LockTimeout timeout =
                    catchThrowableOfType(LockTimeout.class, () -> turn.host().execute(plan, IMPATIENT));

            assertThat(timeout)
                    .hasMessageContaining("CREATE INDEX CONCURRENTLY i ON public.b")
                    .hasMessageContaining("Index i is left invalid")
                    .hasMessageContaining("1 step before it is applied.");
        }
        assertThat(turn.store()
                        .inspect()
                        .table("a")
                        .orElseThrow()
                        .columns()
                        .get(0)
                        .type()
                        .text())
                .isEqualTo("bigint");
        turn.done();
    }

    @Test
    void everyStepOnATableThatIsThereSaysWhatItLocks(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .from(
                        "CREATE TABLE a (x integer PRIMARY KEY, y text, CONSTRAINT c CHECK (x > 0))",
                        "CREATE INDEX i ON a (y)",
                        "CREATE TABLE gone (x integer)",
                        "CREATE VIEW v AS SELECT x FROM a")
                .to(
                        "CREATE TABLE a (x bigint PRIMARY KEY, z integer REFERENCES a, CONSTRAINT d CHECK (x > 0))",
                        "CREATE INDEX j ON a (z)",
                        "CREATE TABLE new (x bigint REFERENCES a)",
                        "COMMENT ON TABLE a IS 'a'");

        assertThat(turn.plan().steps().stream()
                        .filter(step -> !(step.change() instanceof RelationalChange.CreateTable)
                                && !(step.change() instanceof RelationalChange.CreateView)))
                .isNotEmpty()
                .allSatisfy(
                        step -> assertThat(step.risk().lock()).as(step.action()).isPresent());
    }

    private static void reading(Connection connection, String table) {
        run(connection, "BEGIN", "SELECT * FROM " + table);
    }

    private static void writing(Connection connection, String table) {
        run(connection, "BEGIN", "INSERT INTO " + table + " VALUES (9)");
    }

    private static void done(Connection connection) {
        run(connection, "ROLLBACK");
    }

    private static void run(Connection connection, String... statements) {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
