package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.error.LockTimeout;
import io.whisperschema.integration.StandIn;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that finds others at work whenever its own turn comes. */
@WithDatabases
class OvertakenTest {
    private final AtomicInteger overtaken = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void itLooksAnewAndThenDoesItsWork(int times, SqliteDatabase database) {
        RelationalStore store = SqliteStore.over(database.dataSource());

        assertThat(MigratingHost.schema(busy(store, times)).migrate().migrations())
                .hasSize(MigratingHost.MIGRATIONS);

        assertThat(overtaken).hasValue(times);
    }

    @Test
    void itGivesUpSomeTimeAndSaysThatNothingIsApplied(SqliteDatabase database) {
        RelationalStore store = SqliteStore.over(database.dataSource());
        var schema = MigratingHost.schema(busy(store, Integer.MAX_VALUE));

        assertThatThrownBy(schema::migrate)
                .isInstanceOf(LockTimeout.class)
                .hasMessageContaining("others were faster 30 times")
                .hasMessageContaining("What this run applied stays: nothing.");

        assertThat(overtaken).hasValue(10 + 2 * MigratingHost.MIGRATIONS);
        assertThat(store.inspect().isEmpty()).isTrue();
    }

    /** That store, of which others take the turn that many times. */
    private RelationalStore busy(RelationalStore store, int times) {
        return StandIn.of(RelationalStore.class, (method, arguments) -> {
            if (method.getName().equals("history")) {
                return busy(store.history(), times);
            }
            return StandIn.asks(store, method, arguments);
        });
    }

    private History busy(History history, int times) {
        return StandIn.of(History.class, (method, arguments) -> {
            if (method.getName().equals("together") && overtaken.get() < times) {
                overtaken.incrementAndGet();
                throw new History.Overtaken();
            }
            return StandIn.asks(history, method, arguments);
        });
    }
}
