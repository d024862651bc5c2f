package io.whisperschema.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.CatalogFingerprint;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Definitions nobody thought of. A run with {@code -Dwhisper.seed=…} takes others. */
@WithDatabases
class RandomDefinitionsTest {
    private static final int DEFINITIONS = 30;

    private final long seed = Long.getLong("whisper.seed", 20_261_121L);

    @Test
    void sqliteHoldsThemAsDefined() {
        for (int i = 0; i < DEFINITIONS; i++) {
            try (SqliteDatabase database = SqliteDatabase.inTemporaryFolder()) {
                isHeldAsDefined(i, SqliteStore.over(database.dataSource()));
            }
        }
    }

    @Test
    void postgresHoldsThemAsDefined(PostgresDatabase database) {
        for (int i = 0; i < DEFINITIONS; i++) {
            Sql.run(database.dataSource(), "CREATE SCHEMA random_" + i);
            isHeldAsDefined(i, PostgresStore.over(database.dataSource()).inSchema("random_" + i));
        }
    }

    private void isHeldAsDefined(int number, RelationalStore store) {
        SchemaDefinition definition = new RandomDefinitions(new Random(seed + number)).next();
        String which = "-Dwhisper.seed=" + (seed + number) + "\n" + definition.toJson();
        try {
            WhisperSchema.of(definition).relational(store).bootstrap();
        } catch (RuntimeException error) {
            throw new AssertionError(which, error);
        }
        assertThat(SchemaDiff.between(store.inspect(), store.spell(definition)).findings())
                .as(which)
                .isEmpty();
        SchemaDefinition read = SchemaDefinition.from("read", store.inspect()).definition();
        assertThat(SchemaDiff.between(store.inspect(), store.spell(read)).findings())
                .as("read back, " + which)
                .isEmpty();
        assertThat(CatalogFingerprint.of(store.inspect())).as(which).isEqualTo(CatalogFingerprint.of(store.inspect()));
    }
}
