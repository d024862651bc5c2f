package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.error.HistoryUnclear;
import io.whisperschema.integration.StandIn;
import io.whisperschema.migration.StatementChange.Way;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Step;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.History;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How many migrations one call takes back, whatever comes between. */
class UndoCountTest {
    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {}

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {}

    abstract static class Cases extends MigrationCases {
        private static final Migration ONE = table(1);
        private static final Migration TWO = table(2);
        private static final Migration THREE = table(3).directed(Directives::withoutTransaction);
        private static final Migration FOUR = table(4);

        private static Migration table(int number) {
            return Migration.of(number, "table_" + number)
                    .sql("CREATE TABLE t%1$d (id INTEGER); INSERT INTO t%1$d VALUES (1);".formatted(number))
                    .undo("DELETE FROM t%1$d; DROP TABLE t%1$d;".formatted(number));
        }

        private static MigrateOptions losing() {
            return MigrateOptions.cautious().executing(ExecuteOptions.cautious().allowingDataLoss());
        }

        private static List<MigrationId> ids(Integer... numbers) {
            return Arrays.stream(numbers).map(MigrationId::core).toList();
        }

        /** The process is gone; nothing of it is cleared away. */
        private static final class Killed extends Error {
            private static final long serialVersionUID = 1L;
        }

        /** Behind the first statement of a migration that goes that way. */
        private static ProgressListener killedOn(Way way) {
            return new ProgressListener() {
                private final AtomicBoolean begun = new AtomicBoolean();

                @Override
                public void started(Step step) {
                    boolean concerned = step.change() instanceof StatementChange change
                            && change.migration().equals(THREE.id())
                            && change.way() == way;
                    if (concerned && begun.getAndSet(true)) {
                        throw new Killed();
                    }
                }
            };
        }

        @Test
        void oneThatAKilledCallBeganToTakeBackIsOneOfThem() {
            WhisperSchema schema = schema(ONE, TWO, THREE);
            schema.migrate();
            assertThatThrownBy(() -> schema.listener(killedOn(Way.BACK)).undo(1, losing()))
                    .isInstanceOf(Killed.class);

            assertThat(schema.undo(1, losing()).migrations()).isEqualTo(ids(3));

            assertThat(tables()).containsExactly("t1", "t2");
        }

        @Test
        void oneThatAKilledStartLeftHalfDoneIsFinishedAndIsTheLast() {
            WhisperSchema schema = schema(ONE, TWO, THREE);
            assertThatThrownBy(schema.listener(killedOn(Way.THERE))::migrate).isInstanceOf(Killed.class);

            assertThat(schema.undo(1, losing()).migrations()).isEqualTo(ids(3));

            assertThat(tables()).containsExactly("t1", "t2");
        }

        @Test
        void whoIsOvertakenInBetweenTakesNoneBackBeyondThem() {
            WhisperSchema schema = schema(ONE, TWO, THREE, FOUR);
            schema.migrate();

            assertThat(overtakenOnce(() -> {}).undo(2, losing()).migrations()).isEqualTo(ids(4, 3));

            assertThat(tables()).containsExactly("t1", "t2");
        }

        @Test
        void whatOthersApplyAgainMeanwhileKeepsWhatItStandsOn() {
            WhisperSchema others = schema(ONE, TWO, THREE, FOUR);
            others.migrate();

            assertThatThrownBy(() -> overtakenOnce(others::migrate).undo(2, losing()))
                    .isInstanceOf(HistoryUnclear.class)
                    .hasMessageContaining("others have applied more meanwhile")
                    .hasMessageContaining("0004 | table_4")
                    .hasMessageContaining("This call has taken back [0004]");

            assertThat(tables()).containsExactly("t1", "t2", "t3", "t4");
            assertThat(others.bootstrap().stores()).containsEntry(store.name(), Outcome.UP_TO_DATE);
        }

        @Test
        void whatOthersApplyMeanwhileKeepsWhatItStandsOn() {
            WhisperSchema others = schema(ONE, TWO, THREE, FOUR);
            schema(ONE, TWO, THREE).migrate();

            assertThatThrownBy(() -> overtakenOnce(others::migrate).undo(1, losing()))
                    .isInstanceOf(HistoryUnclear.class)
                    .hasMessageContaining("others have applied more meanwhile")
                    .hasMessageContaining("0004 | table_4");

            assertThat(tables()).containsExactly("t1", "t2", "t3", "t4");
        }

        @Test
        void whatOthersApplyWhileTheTurnIsWaitedForKeepsWhatItStandsOn() {
            schema(ONE, TWO).migrate();
            WhisperSchema others = schema(ONE, TWO, FOUR);
            var waiting = new AtomicBoolean();
            RelationalStore real = store;
            isOn(
                    StandIn.of(
                            RelationalStore.class,
                            (method, arguments) -> method.getName().equals("history")
                                    ? behindThat(real.history(), waiting, others::migrate)
                                    : StandIn.asks(real, method, arguments)),
                    source);

            assertThatThrownBy(() -> schema(ONE, TWO, FOUR).undo(1, losing())).isInstanceOf(HistoryUnclear.class);

            assertThat(tables()).containsExactly("t1", "t2", "t4");
        }

        private static History behindThat(History history, AtomicBoolean waiting, Runnable others) {
            return StandIn.of(History.class, (method, arguments) -> {
                if (method.getName().equals("together") && !waiting.getAndSet(true)) {
                    others.run();
                }
                return StandIn.asks(history, method, arguments);
            });
        }

        /** A host before whose first turn outside of transactions others do something. */
        private WhisperSchema overtakenOnce(Runnable others) {
            var overtaken = new AtomicBoolean();
            RelationalStore real = store;
            isOn(
                    StandIn.of(
                            RelationalStore.class,
                            (method, arguments) -> method.getName().equals("history")
                                    ? overtaken(real.history(), overtaken, others)
                                    : StandIn.asks(real, method, arguments)),
                    source);
            return schema(ONE, TWO, THREE, FOUR);
        }

        private static History overtaken(History history, AtomicBoolean overtaken, Runnable others) {
            return StandIn.of(History.class, (method, arguments) -> {
                if (method.getName().equals("apart") && !overtaken.getAndSet(true)) {
                    others.run();
                    throw new History.Overtaken();
                }
                return StandIn.asks(history, method, arguments);
            });
        }

        private List<String> tables() {
            return Stream.of("t1", "t2", "t3", "t4")
                    .filter(table -> store.inspect().table(table).isPresent())
                    .toList();
        }
    }
}
