package io.whisperschema.migration;

import static io.whisperschema.integration.Sql.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperSchema;
import io.whisperschema.error.HistoryUnclear;
import io.whisperschema.integration.Sql;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.testkit.ChildJvm;
import io.whisperschema.testkit.KillPoint;
import io.whisperschema.testkit.ObservedDataSource;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A start that is killed in the middle of typed operations outside of transactions, which nobody can continue. */
@WithDatabases
class KilledOperationsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @ParameterizedTest
    @EnumSource
    void theNextStartRefusesUntilTheDatabaseIsBackWhereItWasAndThatIsOnRecord(
            Database database, PostgresDatabase postgres, SqliteDatabase sqlite) {
        isKilled(database, postgres, sqlite);
        ObservedDataSource source = database.source(postgres, sqlite);
        RelationalStore store = database.store(postgres, sqlite);
        WhisperSchema schema = OperatingHost.schema(store);

        assertThatThrownBy(schema::bootstrap)
                .isInstanceOf(HistoryUnclear.class)
                .hasMessageContaining("was interrupted, and it consists of typed operations")
                .hasMessageContaining("Bring the database to where it was before that migration, then call repair");
        assertThat(texts(source, "SELECT version FROM schema_versions")).containsExactly("1");
        assertThat(texts(source, "SELECT id FROM users")).containsExactly("1");

        Sql.run(source, "DROP TABLE notes", "DELETE FROM users");
        schema.repair("taken back by hand");

        assertThat(schema.bootstrap().stores()).containsEntry(store.name(), Outcome.MIGRATED);
        assertThat(texts(source, "SELECT id FROM users WHERE mood IS NULL")).containsExactly("1");
        assertThat(texts(source, "SELECT id FROM notes")).isEmpty();
        assertThat(texts(source, "SELECT version FROM schema_journal WHERE event = 'done' ORDER BY entry"))
                .containsExactly("1", "2");
        assertThat(store.history().flaws()).isEmpty();
        assertThat(schema.bootstrap().stores()).containsEntry(store.name(), Outcome.UP_TO_DATE);
    }

    private static void isKilled(Database database, PostgresDatabase postgres, SqliteDatabase sqlite) {
        var killed = ChildJvm.of(OperatingHost.class).haltingAt(OperatingHost.IN_THE_MIDDLE);
        try (ChildJvm host = database.start(killed, postgres, sqlite)) {
            int exit = host.waitFor(PATIENCE);
            assertThat(exit).as(() -> String.join("\n", host.output())).isEqualTo(KillPoint.EXIT_CODE);
        }
    }
}
