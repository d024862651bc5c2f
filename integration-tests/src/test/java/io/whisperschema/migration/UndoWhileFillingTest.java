package io.whisperschema.migration;

import static io.whisperschema.migration.Operations.backfill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.MigrateOptions;
import io.whisperschema.error.HistoryUnclear;
import io.whisperschema.integration.StandIn;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.History;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is taken back while another host fills rows that stand on it, in batches between which the store is clean. */
class UndoWhileFillingTest {
    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {}

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {}

    abstract static class Cases extends MigrationCases {
        private static final Migration ROWS = Migration.of(1, "rows")
                .sql("CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, f INTEGER);"
                        + " INSERT INTO t VALUES (1, 0), (2, 0), (3, 0);")
                .undo("DROP TABLE t");
        private static final Migration FILL = Migration.of(2, "fill")
                .operations(backfill("t", "f = 1", "f = 0").inBatchesOf(1))
                .undo("UPDATE t SET f = 0");

        private void undoOne() {
            schema(ROWS, FILL)
                    .undo(
                            1,
                            MigrateOptions.cautious()
                                    .executing(ExecuteOptions.cautious().allowingDataLoss()));
        }

        /** Behind the first batch. */
        private static ProgressListener behindABatch(Runnable others) {
            return new ProgressListener() {
                private final AtomicBoolean once = new AtomicBoolean();

                @Override
                public void rowsFilled(Step step, long filled, long of) {
                    if (!once.getAndSet(true)) {
                        others.run();
                    }
                }
            };
        }

        private void isFilled() {
            assertThat(ask("SELECT f FROM t")).containsExactly("1", "1", "1");
            assertThat(ask("SELECT version FROM schema_versions ORDER BY version"))
                    .containsExactly("1", "2");
        }

        @Test
        void whatTheRowsStandOnStays() {
            schema(ROWS).migrate();

            schema(ROWS, FILL)
                    .listener(behindABatch(() -> assertThatThrownBy(this::undoOne)
                            .isInstanceOf(HistoryUnclear.class)
                            .hasMessageContaining("0002 has begun to fill rows and is not finished")
                            .hasMessageContaining("Let it finish")))
                    .bootstrap();

            isFilled();
            undoOne();
            assertThat(ask("SELECT version FROM schema_versions")).containsExactly("1");
        }

        @Test
        void whatAKilledHostFilledIsFinishedByAStartBeforeOrGivenUpWithAReason() {
            schema(ROWS).migrate();
            var killed = schema(ROWS, FILL).listener(behindABatch(() -> {
                throw new Death();
            }));
            assertThatThrownBy(killed::bootstrap).isInstanceOf(Death.class);
            assertThatThrownBy(this::undoOne).isInstanceOf(HistoryUnclear.class);

            schema(ROWS, FILL).repair("it is not to be filled");
            undoOne();

            assertThat(store.inspect().table("t")).isEmpty();
        }

        @Test
        void whoseBaseIsTakenBackBeforeItsFirstBatchMakesItAgain() {
            schema(ROWS).migrate();
            RelationalStore real = store;
            var begun = new AtomicBoolean();
            isOn(
                    StandIn.of(
                            RelationalStore.class,
                            (method, arguments) -> method.getName().equals("history")
                                    ? behindUndo(real.history(), begun)
                                    : StandIn.asks(real, method, arguments)),
                    source);

            schema(ROWS, FILL).bootstrap();

            isFilled();
        }

        private History behindUndo(History history, AtomicBoolean begun) {
            return StandIn.of(History.class, (method, arguments) -> {
                if (method.getName().equals("together") && !begun.getAndSet(true)) {
                    undoOne();
                }
                return StandIn.asks(history, method, arguments);
            });
        }
    }
}
