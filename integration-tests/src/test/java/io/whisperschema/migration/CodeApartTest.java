package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.MigrateOptions;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.report.MigrationReport;
import io.whisperschema.spi.ProgressListener;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Host code outside of transactions, while another host starts. */
class CodeApartTest {
    private static final Migration NOTES = Migration.of(1, "notes").sql("CREATE TABLE notes (words TEXT)");

    private static Migration apart(Operations.Body<Connection> body) {
        return Migration.of(2, "fill").code("1", Connection.class, body).directed(Directives::withoutTransaction);
    }

    abstract static class TwoHosts extends MigrationCases {
        final ExecutorService host = Executors.newFixedThreadPool(2);

        @AfterEach
        void end() {
            host.shutdownNow();
        }
    }

    @Nested
    class OnPostgres extends TwoHosts implements MigrationCases.Postgres {
        @Test
        void theOtherWaitsLongerThanTheDeadAreWaitedForAndTheCodeRunsOnce() throws Exception {
            var runs = new AtomicInteger();
            var others = new ArrayList<Future<MigrationReport>>();
            var isWaiting = new CountDownLatch(1);
            schema(NOTES, apart(connection -> {
                        runs.incrementAndGet();
                        others.add(host.submit(() -> other(runs, isWaiting)));
                        assertThat(isWaiting.await(1, TimeUnit.MINUTES)).isTrue();
                        try (Statement statement = connection.createStatement()) {
                            statement.execute("SELECT pg_sleep(1)");
                            statement.execute("INSERT INTO notes VALUES ('once')");
                        }
                    }))
                    .migrate();

            assertThat(others.get(0).get(1, TimeUnit.MINUTES).migrations()).isEmpty();
            assertThat(runs).hasValue(1);
            assertThat(ask("SELECT words FROM notes")).containsExactly("once");
        }

        private MigrationReport other(AtomicInteger runs, CountDownLatch isWaiting) {
            return schema(NOTES, apart(connection -> runs.incrementAndGet()))
                    .listener(new ProgressListener() {
                        @Override
                        public void waiting(String waited, Optional<String> forWhom) {
                            isWaiting.countDown();
                        }
                    })
                    .migrate();
        }
    }

    @Nested
    class OnSqlite extends TwoHosts implements MigrationCases.Sqlite {
        private final AtomicInteger runs = new AtomicInteger();

        @Test
        void bothAreRefusedBeforeAnythingIsDone() throws Exception {
            var schema = schema(NOTES, apart(connection -> runs.incrementAndGet()));

            List<Future<MigrationReport>> both =
                    List.of(host.submit(() -> schema.migrate()), host.submit(() -> schema.migrate()));

            for (Future<MigrationReport> one : both) {
                assertThatThrownBy(() -> one.get(1, TimeUnit.MINUTES))
                        .cause()
                        .isInstanceOf(UnsupportedChange.class)
                        .hasMessageContaining("run the code of migration 0002 | fill outside of transactions")
                        .hasMessageContaining("Leave out withoutTransaction()");
            }
            assertThat(runs).hasValue(0);
            assertThat(store.inspect().isEmpty()).isTrue();
        }

        @Test
        void soAreAPlanAStartAndARehearsal() {
            var schema = schema(NOTES, apart(connection -> runs.incrementAndGet()));

            for (ThrowingCallable verb : List.<ThrowingCallable>of(
                    schema::migrationPlan,
                    schema::bootstrap,
                    schema::rehearse,
                    () -> schema.migrateTo(MigrationId.core(2), MigrateOptions.cautious()))) {
                assertThatThrownBy(verb).isInstanceOf(UnsupportedChange.class);
            }
            assertThat(schema.migrateTo(MigrationId.core(1), MigrateOptions.cautious())
                            .migrations())
                    .containsExactly(MigrationId.core(1));
            assertThat(runs).hasValue(0);
        }
    }
}
