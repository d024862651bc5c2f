package io.whisperschema.postgres;

import static io.whisperschema.definition.relational.Relational.index;
import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.DiffHints;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.error.StepFailed;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.PlanOptions;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Step.Isolation;
import io.whisperschema.report.StepResult;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.testkit.ChildJvm;
import io.whisperschema.testkit.FakeJournal;
import io.whisperschema.testkit.FakeServer;
import io.whisperschema.testkit.KillPoint;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@WithDatabases
class ConcurrentBuildingTest {
    private static final PlanOptions CONCURRENTLY = PlanOptions.cautious().buildingIndexesConcurrently();

    private static Turn everything(PostgresDatabase database) {
        return Turn.in(database)
                .planned(CONCURRENTLY)
                .from(
                        "CREATE TABLE t (id integer PRIMARY KEY, a integer, b integer)",
                        "CREATE TABLE r (t integer, a integer)",
                        "CREATE INDEX old ON t (a)",
                        "INSERT INTO t VALUES (1, 1, 1), (2, 2, 2)",
                        "INSERT INTO r VALUES (1, 1)")
                .to(
                        "CREATE TABLE t (id integer PRIMARY KEY, a integer, b integer, c text, CHECK (b > 0))",
                        "CREATE UNIQUE INDEX t_a ON t (a)",
                        "CREATE INDEX old ON t (a, b)",
                        "CREATE TABLE r (t integer REFERENCES t, a integer REFERENCES t (a))",
                        "CREATE TABLE new (x integer REFERENCES t)",
                        "CREATE INDEX new_x ON new (x)");
    }

    @Test
    void indexesAreBuiltAndConstraintsProvenAfterTheTransactionWhereAskedFor(PostgresDatabase database) {
        Turn turn = everything(database);

        Plan plan = turn.done();

        assertThat(plan.steps().stream()
                        .filter(step -> step.isolation() == Isolation.ALONE)
                        .map(Step::action))
                .containsExactly(
                        "DROP INDEX CONCURRENTLY public.old",
                        "CREATE INDEX CONCURRENTLY old ON public.t (a, b)",
                        "CREATE UNIQUE INDEX CONCURRENTLY t_a ON public.t (a)",
                        "ALTER TABLE public.t VALIDATE CONSTRAINT t_b_check",
                        "ALTER TABLE public.r VALIDATE CONSTRAINT r_t_fkey",
                        "ALTER TABLE public.r VALIDATE CONSTRAINT r_a_fkey");
        assertThat(turn.ask("SELECT * FROM pg_locks WHERE locktype = 'advisory'"))
                .isEmpty();
    }

    @Test
    void withoutBeingAskedForAllIsOneTransaction(PostgresDatabase database) {
        Turn turn = everything(database).planned(PlanOptions.cautious());

        assertThat(turn.done().steps()).extracting(Step::isolation).containsOnly(Isolation.IN_TRANSACTION);
    }

    @Test
    void theHostAsksThroughTheOneDoor(PostgresDatabase database) {
        var schema = WhisperSchema.of(SchemaDefinition.named("host")
                        .tables(table("t", integer("a"), index("i").on("a"))))
                .relational(PostgresStore.over(database.dataSource()));
        Turn.in(database).from("CREATE TABLE t (a integer)");

        Plan plan = schema.plan(CONCURRENTLY);

        assertThat(plan.text()).contains("CREATE INDEX CONCURRENTLY", "1 outside a transaction");
        assertThat(schema.execute(plan).applied()).hasSize(1);
    }

    @Test
    void anIndexThatFailsIsNamedInvalidAndTheNextPlanMendsIt(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .planned(CONCURRENTLY)
                .from("CREATE TABLE t (a integer)", "INSERT INTO t VALUES (1), (1)")
                .to("CREATE TABLE t (a integer, b integer)", "CREATE UNIQUE INDEX i ON t (a)");

        StepFailed failed = catchThrowableOfType(StepFailed.class, () -> turn.execute(turn.plan()));

        assertThat(failed)
                .hasMessageContaining("23505")
                .hasMessageContaining("Index i is left invalid: no query uses it, every write pays for it.")
                .message()
                .contains("1 step before it is applied.");
        assertThat(failed.applied()).isEqualTo(1);
        assertThat(turn.store().inspect().table("t").orElseThrow().unfinished().indexes())
                .containsExactly("i");
        assertThat(turn.diff().changes())
                .hasExactlyElementsOfTypes(RelationalChange.DropIndex.class, RelationalChange.CreateIndex.class);

        turn.run("DELETE FROM t", "INSERT INTO t VALUES (1)");
        assertThat(turn.done().steps())
                .extracting(Step::action)
                .containsExactly(
                        "DROP INDEX CONCURRENTLY public.i", "CREATE UNIQUE INDEX CONCURRENTLY i ON public.t (a)");
    }

    @Test
    void anInvalidIndexIsMendedInATransactionToo(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .planned(CONCURRENTLY)
                .from("CREATE TABLE t (a integer)", "INSERT INTO t VALUES (1), (1)")
                .to("CREATE TABLE t (a integer)", "CREATE UNIQUE INDEX i ON t (a)");
        assertThatThrownBy(() -> turn.execute(turn.plan())).isInstanceOf(StepFailed.class);
        turn.run("DELETE FROM t");

        turn.planned(PlanOptions.cautious()).done();
    }

    @Test
    void aConstraintThatRowsDoNotMeetHoldsForNewOnesUntilItIsProven(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .planned(CONCURRENTLY)
                .from("CREATE TABLE t (a integer)", "INSERT INTO t VALUES (-1)")
                .to("CREATE TABLE t (a integer, CONSTRAINT positive CHECK (a > 0))");

        StepFailed failed = catchThrowableOfType(StepFailed.class, () -> turn.execute(turn.plan()));

        assertThat(failed)
                .hasMessageContaining("VALIDATE CONSTRAINT positive")
                .hasMessageContaining("1 step before it");
        assertThat(turn.store().inspect().table("t").orElseThrow().unfinished().constraints())
                .containsExactly("positive");
        turn.run("UPDATE t SET a = 1");
        assertThat(turn.done().steps())
                .extracting(Step::action)
                .containsExactly("ALTER TABLE public.t VALIDATE CONSTRAINT positive");
    }

    @Test
    void whatAPartitionedTableCannotHaveConcurrentlyIsDoneInTheTransaction(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .planned(CONCURRENTLY)
                .from(
                        "CREATE TABLE t (a integer PRIMARY KEY)",
                        "CREATE TABLE p (a integer, b integer) PARTITION BY HASH (a)",
                        "CREATE TABLE p1 PARTITION OF p FOR VALUES WITH (MODULUS 1, REMAINDER 0)",
                        "CREATE INDEX old ON p (b)",
                        "INSERT INTO t VALUES (1)",
                        "INSERT INTO p VALUES (1, 1)")
                .to(
                        "CREATE TABLE t (a integer PRIMARY KEY)",
                        "CREATE TABLE p (a integer REFERENCES t, b integer, CONSTRAINT b_check CHECK (b > 0))"
                                + " PARTITION BY HASH (a)",
                        "CREATE TABLE p1 PARTITION OF p FOR VALUES WITH (MODULUS 1, REMAINDER 0)",
                        "CREATE INDEX i ON p (a)",
                        "CREATE INDEX j ON p1 (b, a)");

        assertThat(turn.done().steps().stream()
                        .filter(step -> step.isolation() == Isolation.ALONE)
                        .map(Step::action))
                .containsExactly(
                        "CREATE INDEX CONCURRENTLY j ON public.p1 (b, a)",
                        "ALTER TABLE public.p VALIDATE CONSTRAINT b_check");
    }

    @Test
    void aKeyThatOthersReferToIsDroppedInTheTransactionWithThem(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .planned(CONCURRENTLY)
                .from(
                        "CREATE TABLE t (a integer)",
                        "CREATE UNIQUE INDEX i ON t (a)",
                        "CREATE TABLE r (a integer REFERENCES t (a))",
                        "INSERT INTO t VALUES (1)",
                        "INSERT INTO r VALUES (1)")
                .to(
                        "CREATE TABLE t (a integer, CONSTRAINT t_key UNIQUE (a))",
                        "CREATE TABLE r (a integer REFERENCES t (a))");

        turn.done();
    }

    @Test
    void aFailureInTheTransactionAppliesNothing(PostgresDatabase database) {
        Turn turn = Turn.in(database)
                .planned(CONCURRENTLY)
                .from("CREATE TABLE t (a text)", "INSERT INTO t VALUES ('x')")
                .to("CREATE TABLE t (a integer)", "CREATE INDEX i ON t (a)");
        var found = turn.store().inspect();

        assertThat(catchThrowableOfType(StepFailed.class, () -> turn.execute(turn.plan())))
                .hasMessageContaining("Nothing was applied.");

        assertThat(turn.store().inspect()).isEqualTo(found);
        assertThat(database.dataSource().changedOnReturn()).isEmpty();
    }

    @Test
    void aPlanThatIsInterruptedAnywhereGoesOnWithItsJournal(PostgresDatabase database) {
        Plan plan = everything(database).plan();
        for (int stop = 1; stop <= plan.steps().size(); stop++) {
            Turn turn = everything(emptied(database));
            Plan same = turn.plan();
            var journal = FakeJournal.over(new FakeServer());
            String last = String.valueOf(stop);
            var interrupted = turn.host().journal(journal).listener(stoppingAt(last));
            assertThatThrownBy(() -> interrupted.execute(same, allowing())).isInstanceOf(StopHere.class);

            var report = turn.host().journal(journal).execute(same, allowing());

            assertThat(report.results()).extracting(StepResult::step).isEqualTo(same.steps());
            assertThat(turn.diff().findings()).as("stopped at " + last).isEmpty();
        }
    }

    private static PostgresDatabase emptied(PostgresDatabase database) {
        Turn.in(database).run("DROP OWNED BY CURRENT_USER CASCADE");
        return database;
    }

    private static ExecuteOptions allowing() {
        return ExecuteOptions.cautious().allowingDataLoss();
    }

    private static ProgressListener stoppingAt(String id) {
        return new ProgressListener() {
            @Override
            public void finished(Step step, Duration took) {
                if (step.id().equals(id)) {
                    throw new StopHere();
                }
            }
        };
    }

    private static final class StopHere extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void aProcessThatIsKilledBetweenStepsLeavesAStateFromWhichTheNextPlanGoesOn(PostgresDatabase database) {
        int steps = everything(database).plan().steps().size();
        for (int step :
                IntStream.of(1, steps - 5, steps - 4, steps - 3, steps - 1).toArray()) {
            Turn turn = everything(emptied(database));
            try (ChildJvm child = ChildJvm.of(KilledHost.class)
                    .haltingAt("before step " + step)
                    .start(database.url(), database.user(), database.password())) {
                assertThat(child.waitFor(Duration.ofMinutes(2))).isEqualTo(KillPoint.EXIT_CODE);
            }

            turn.done();

            assertThat(turn.ask("SELECT * FROM r")).containsExactly("(1,1)");
        }
    }

    /** A host that executes the difference between the two schemas of its database. */
    static final class KilledHost {
        private KilledHost() {}

        public static void main(String[] arguments) throws Exception {
            try (var connection = DriverManager.getConnection(arguments[0], arguments[1], arguments[2])) {
                var store = PostgresStore.over(connection);
                var diff = SchemaDiff.between(
                        store.inspect(),
                        store.inSchema("wanted").inspect(),
                        DiffHints.none().droppingExtras());
                var plan =
                        new Plan(PostgresDialect.dialect().plan("postgres", diff, CONCURRENTLY), Map.of(), List.of());
                WhisperSchema.of(SchemaDefinition.named("host"))
                        .relational(store)
                        .listener(new ProgressListener() {
                            @Override
                            public void started(Step step) {
                                KillPoint.reached("before step " + step.id());
                            }
                        })
                        .execute(plan, allowing());
            }
        }
    }
}
