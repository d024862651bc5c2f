package io.whisperschema.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperSchema;
import io.whisperschema.integration.Sql;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.ExecutionReport;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.FakeServer;
import io.whisperschema.testkit.Faults.Moment;
import io.whisperschema.testkit.Killed;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs over four stores that are killed, each of whose steps a real database has in its journal. */
@WithDatabases
class KilledRunOnDatabasesTest {
    private final FakeServer server = new FakeServer();

    static Stream<Arguments> everywhere() {
        return Diary.processOn(new FakeServer()).plan().steps().stream()
                .flatMap(step -> Stream.of(Moment.values()).map(moment -> Arguments.of(step.id(), moment)));
    }

    @ParameterizedTest(name = "step {0}, {1}")
    @MethodSource("everywhere")
    void withAJournalOnSqliteTheNextProcessFinishes(String step, Moment moment, SqliteDatabase database) {
        isFinished(step, moment, SqliteStore.over(database.dataSource()), database.dataSource());
    }

    @ParameterizedTest(name = "step {0}, {1}")
    @MethodSource("everywhere")
    void withAJournalOnPostgresTheNextProcessFinishes(String step, Moment moment, PostgresDatabase database) {
        isFinished(step, moment, PostgresStore.over(database.dataSource()), database.dataSource());
    }

    private void isFinished(String step, Moment moment, RelationalStore keeper, DataSource source) {
        Plan plan = process(keeper).plan();
        server.faults().killAt(step, moment);
        assertThatThrownBy(() -> process(keeper).execute(plan)).isInstanceOf(Killed.class);
        List<Step> before = server.applied();

        ExecutionReport report = process(keeper).execute(plan);

        assertThat(server.applied()).isEqualTo(plan.steps());
        assertThat(report.applied())
                .isEqualTo(plan.steps().subList(before.size(), plan.steps().size()));
        assertThat(Sql.texts(source, "SELECT detail FROM schema_journal WHERE event = 'step done' ORDER BY detail"))
                .isEqualTo(plan.steps().stream()
                        .map(one -> one.id() + " " + one.store() + ": "
                                + one.change().words())
                        .toList());
        assertThat(keeper.history().flaws()).isEmpty();
    }

    private WhisperSchema process(RelationalStore keeper) {
        return Diary.processWithoutJournal(Diary.schema(), server).journal(keeper.journal());
    }
}
