package io.whisperschema.migration;

import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.integration.Sql.texts;
import static io.whisperschema.migration.Operations.add;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperSchema;
import io.whisperschema.error.HistoryUnclear;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.integration.Sql;
import io.whisperschema.migration.CodeOperation.Interrupted;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.testkit.ChildJvm;
import io.whisperschema.testkit.KillPoint;
import io.whisperschema.testkit.ObservedDataSource;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A start that is killed in the middle of operations outside of transactions. */
@WithDatabases
class KilledOperationsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @ParameterizedTest
    @EnumSource
    void theNextStartFinishesBetweenTwoOfThem(Database database, PostgresDatabase postgres, SqliteDatabase sqlite) {
        isKilled(OperatingHost.BEFORE_CODE, database, postgres, sqlite);

        finishes(Interrupted.REFUSED, database.store(postgres, sqlite), database.source(postgres, sqlite));
    }

    @Test
    void theNextStartFinishesBehindCode(PostgresDatabase postgres) {
        isKilled(OperatingHost.BEHIND_CODE, postgres);

        finishes(Interrupted.REFUSED, PostgresStore.over(postgres.dataSource()), postgres.dataSource());
    }

    @ParameterizedTest
    @ValueSource(strings = {OperatingHost.BEFORE_CODE, OperatingHost.WITHIN_CODE, OperatingHost.BEHIND_CODE})
    void theNextStartFinishesWhereCodeMayRunAgain(String moment, PostgresDatabase postgres) {
        isKilled(moment, postgres);

        finishes(Interrupted.RUNS_AGAIN, PostgresStore.over(postgres.dataSource()), postgres.dataSource());
    }

    @Test
    void theNextStartRefusesWithinOtherCodeUntilTheDatabaseIsBackWhereItWasAndThatIsOnRecord(
            PostgresDatabase postgres) {
        isKilled(OperatingHost.WITHIN_CODE, postgres);
        RelationalStore store = PostgresStore.over(postgres.dataSource());
        WhisperSchema schema = OperatingHost.schema(store, Interrupted.REFUSED);

        assertThatThrownBy(schema::bootstrap)
                .isInstanceOf(HistoryUnclear.class)
                .hasMessageContaining("was interrupted, and the database does not show how far it came with run fill of"
                        + " migration 0002 (version 1)")
                .hasMessageContaining("Bring the database to where it was before that migration, then call repair")
                .hasMessageContaining("write it with codeThatMayRunAgain(…) instead of code(…)");
        assertThat(texts(postgres.dataSource(), "SELECT version FROM schema_versions"))
                .containsExactly("1");

        Sql.run(postgres.dataSource(), "DROP TABLE notes", "DELETE FROM users");
        schema.repair("taken back by hand");

        finishes(Interrupted.REFUSED, store, postgres.dataSource());
    }

    @ParameterizedTest
    @ValueSource(strings = {"directed last", "directed first"})
    void typedOnesThatNobodyCouldContinueAreRefusedWhereTheyAreWritten(String order) {
        UnaryOperator<Migration> directed = one -> one.directed(Directives::withoutTransaction);
        UnaryOperator<Migration> typed = one -> one.operations(add("users", text("mood")));
        List<UnaryOperator<Migration>> calls =
                order.equals("directed last") ? List.of(typed, directed) : List.of(directed, typed);
        ThrowingCallable writing = () -> calls.get(1).apply(calls.get(0).apply(Migration.of(2, "moods")));

        assertThatThrownBy(writing)
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("migration 0002 moods: its operation 'add column mood to table users'")
                .hasMessageContaining("Leave withoutTransaction() away")
                .hasMessageContaining("into a migration of its own, as sql(…)");
    }

    private static void finishes(Interrupted interrupted, RelationalStore store, ObservedDataSource source) {
        WhisperSchema schema = OperatingHost.schema(store, interrupted);

        assertThat(schema.bootstrap().stores()).containsEntry(store.name(), Outcome.MIGRATED);

        assertThat(texts(source, "SELECT id FROM users ORDER BY id")).containsExactly("1", "2");
        assertThat(texts(source, "SELECT id FROM notes")).containsExactly("1");
        assertThat(texts(source, "SELECT version FROM schema_journal WHERE event = 'done' ORDER BY entry"))
                .containsExactly("1", "2");
        assertThat(store.history().flaws()).isEmpty();
        assertThat(schema.bootstrap().stores()).containsEntry(store.name(), Outcome.UP_TO_DATE);
    }

    private static void isKilled(String moment, PostgresDatabase postgres) {
        isKilled(OperatingHost.program(moment).start("postgres", postgres.url(), postgres.user(), postgres.password()));
    }

    private static void isKilled(String moment, Database database, PostgresDatabase postgres, SqliteDatabase sqlite) {
        isKilled(database.start(OperatingHost.program(moment), postgres, sqlite));
    }

    private static void isKilled(ChildJvm program) {
        try (ChildJvm host = program) {
            int exit = host.waitFor(PATIENCE);
            assertThat(exit).as(() -> String.join("\n", host.output())).isEqualTo(KillPoint.EXIT_CODE);
        }
    }
}
