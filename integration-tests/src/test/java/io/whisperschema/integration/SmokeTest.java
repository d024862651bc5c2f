package io.whisperschema.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import org.junit.jupiter.api.Test;

@WithDatabases
class SmokeTest {
    @Test
    void sqlite(SqliteDatabase db) {
        var schema = WhisperSchema.of(WhisperEngine.schema()).relational(SqliteStore.over(db.dataSource()));
        System.out.println(schema.plan().text());
        System.out.println(schema.bootstrap().text());
        System.out.println(schema.validate().text());
        assertThat(schema.plan().text()).isEqualTo("Nothing to do.\n");
    }

    @Test
    void postgres(PostgresDatabase db) {
        var schema = WhisperSchema.of(WhisperEngine.schema()).relational(PostgresStore.over(db.dataSource()));
        System.out.println(schema.plan().text());
        System.out.println(schema.bootstrap().text());
        System.out.println(schema.validate().text());
        assertThat(schema.plan().text()).isEqualTo("Nothing to do.\n");
    }
}
