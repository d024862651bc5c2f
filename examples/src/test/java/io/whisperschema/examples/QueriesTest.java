package io.whisperschema.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperSchema;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.List;
import org.junit.jupiter.api.Test;

@WithDatabases
class QueriesTest {
    @Test
    void whatIsWrittenWithJooqIsFound(PostgresDatabase postgres, SqliteDatabase sqlite) {
        for (RelationalStore store :
                List.of(PostgresStore.over(postgres.dataSource()), SqliteStore.over(sqlite.dataSource()))) {
            WhisperSchema.of(Companion.schema()).relational(store).bootstrap();
            Queries.remember(store, "Ada", "likes difference engines");
            Queries.remember(store, "Ada", "writes notes");
            assertThat(Queries.remembered(store)).containsExactly("Ada: writes notes", "Ada: likes difference engines");
        }
    }
}
