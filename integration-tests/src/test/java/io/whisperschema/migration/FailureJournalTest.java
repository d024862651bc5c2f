package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.whisperschema.WhisperSchema;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.integration.StandIn;
import io.whisperschema.plan.Step;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.History;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What stays of a migration that failed in a transaction: nothing but the entry that it did. */
class FailureJournalTest {
    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {
        @Override
        RelationalStore over(DataSource connections) {
            return PostgresStore.over(connections);
        }
    }

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {
        @Override
        RelationalStore over(DataSource connections) {
            return SqliteStore.over(connections);
        }
    }

    abstract static class Cases extends MigrationCases {
        private static final Migration ONE = Migration.of(1, "0001_one.sql").sql("CREATE TABLE one (id INTEGER)");
        private static final Migration BAD =
                Migration.of(2, "0002_two.sql").sql("CREATE TABLE two (id INTEGER);\nINSERT INTO nowhere VALUES (1)");
        private static final Migration APART = Migration.of(3, "0003_apart.sql")
                .sql("INSERT INTO one VALUES (1);\nVACUUM")
                .directed(Directives::withoutTransaction);
        private static final Migration MENDED = Migration.of(2, "0002_two.sql").sql("CREATE TABLE two (id INTEGER)");

        abstract RelationalStore over(DataSource connections);

        @Test
        void theJournalTellsOfIt() {
            schema(ONE).migrate();

            assertThatThrownBy(() -> schema(ONE, BAD).migrate()).isInstanceOf(StepFailed.class);

            assertThat(ask("SELECT event || ' ' || version FROM schema_journal ORDER BY entry"))
                    .containsExactly("done 1", "failed 2");
            assertThat(ask("SELECT detail FROM schema_journal WHERE event = 'failed'"))
                    .containsExactly("migration 0002, 0002_two.sql, line 2");
            assertThat(ask("SELECT phase FROM schema_state")).containsExactly("clean");
            assertThat(schema(ONE).validate().isValid()).isTrue();
        }

        @Test
        void aFirstOneLeavesTheDatabaseEmpty() {
            assertThatThrownBy(() -> schema(ONE, BAD).migrate())
                    .isInstanceOf(StepFailed.class)
                    .hasMessageContaining("Nothing was applied.");

            assertThat(store.inspect().isEmpty()).isTrue();
            assertThat(schema(ONE, MENDED).bootstrap().migrations().get(0).migrations())
                    .containsExactly(MigrationId.core(1), MigrationId.core(2));
        }

        @Test
        void aRehearsalThatFailsLeavesNoEntry() {
            schema(ONE).migrate();

            assertThatThrownBy(() -> schema(ONE, BAD).rehearse()).isInstanceOf(StepFailed.class);

            assertThat(ask("SELECT event FROM schema_journal")).containsExactly("done");
        }

        @Test
        void whereItCannotBeWrittenTheFailureIsStillTheOneToHear() {
            schema(ONE).migrate();
            var gone = new AtomicBoolean();
            store = over(goneWhen(gone));

            StepFailed failure = catchThrowableOfType(
                    StepFailed.class,
                    () -> schema(ONE, BAD)
                            .listener(new ProgressListener() {
                                @Override
                                public void failed(Step step, String message) {
                                    gone.set(true);
                                }
                            })
                            .migrate());

            assertThat(failure).hasMessageStartingWith("migration 0002, 0002_two.sql, line 2 failed");
            assertThat(failure.getSuppressed()).singleElement().isInstanceOf(StoreUnavailable.class);
            assertThat(ask("SELECT event FROM schema_journal")).containsExactly("done");
        }

        @Test
        void whoIsInTheMiddleOfAnotherMigrationByThenIsNotDisturbed() {
            schema(ONE).migrate();
            var turns = new AtomicInteger();
            RelationalStore real = store;
            WhisperSchema others = schema(ONE, APART).listener(dyingBefore("VACUUM"));
            store = StandIn.of(
                    RelationalStore.class,
                    (method, arguments) -> method.getName().equals("history")
                            ? before(2, turns, others, real.history())
                            : StandIn.asks(real, method, arguments));

            assertThatThrownBy(() -> schema(ONE, BAD).migrate()).isInstanceOf(StepFailed.class);

            assertThat(turns).hasValue(2);
            assertThat(ask("SELECT event FROM schema_journal ORDER BY entry"))
                    .containsExactly("done", "intent", "statement");
            assertThat(ask("SELECT phase FROM schema_state")).containsExactly("running");
        }

        /** Before that turn others begin something outside of transactions, and are killed. */
        private static History before(int turn, AtomicInteger turns, WhisperSchema others, History history) {
            return StandIn.of(History.class, (method, arguments) -> {
                if (method.getName().equals("together") && turns.incrementAndGet() == turn) {
                    assertThatThrownBy(others::migrate).isInstanceOf(Death.class);
                }
                return StandIn.asks(history, method, arguments);
            });
        }

        private DataSource goneWhen(AtomicBoolean gone) {
            return (DataSource) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                        if (!method.getName().equals("getConnection")) {
                            throw new UnsupportedOperationException(method.getName());
                        }
                        if (gone.get()) {
                            throw new SQLException("the server is gone", "08001");
                        }
                        return source.getConnection();
                    });
        }
    }
}
