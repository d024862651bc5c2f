package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.integration.StandIn;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.ScriptReader;
import io.whisperschema.spi.SqlDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Databases without a record whose migrations are many. */
class LongHistoryTest {
    private static final int MANY = 30;

    @Nested
    class OnPostgres extends Cases implements MigrationCases.Postgres {}

    @Nested
    class OnSqlite extends Cases implements MigrationCases.Sqlite {}

    abstract static class Cases extends MigrationCases {
        private final List<String> read = new ArrayList<>();

        @Test
        void areRecognisedByReadingEachMigrationOnce() {
            run(IntStream.rangeClosed(1, MANY - 1).mapToObj(Cases::sql).toArray(String[]::new));
            RelationalStore real = store;
            store = listening(real);

            assertThat(schema(IntStream.rangeClosed(1, MANY)
                                    .mapToObj(number -> Migration.of(number, number + ".sql")
                                            .sql(sql(number)))
                                    .toArray(Migration[]::new))
                            .bootstrap()
                            .stores())
                    .containsValue(Outcome.RECOGNISED);

            String all = String.join("\n", read);
            assertThat(all).containsOnlyOnce(sql(1)).containsOnlyOnce(sql(2)).containsOnlyOnce(sql(MANY));
        }

        private static String sql(int number) {
            return "CREATE TABLE t_" + number + "_ (id INTEGER NOT NULL PRIMARY KEY)";
        }

        private RelationalStore listening(RelationalStore real) {
            SqlDialect dialect = StandIn.of(SqlDialect.class, (method, arguments) -> {
                Object answer = StandIn.asks(real.dialect(), method, arguments);
                if (method.getName().equals("read")) {
                    read.add((String) arguments[0]);
                }
                return answer instanceof ScriptReader reader ? listening(reader) : answer;
            });
            return StandIn.of(
                    RelationalStore.class,
                    (method, arguments) ->
                            method.getName().equals("dialect") ? dialect : StandIn.asks(real, method, arguments));
        }

        private ScriptReader listening(ScriptReader reader) {
            return script -> {
                read.add(script);
                return reader.read(script);
            };
        }
    }
}
