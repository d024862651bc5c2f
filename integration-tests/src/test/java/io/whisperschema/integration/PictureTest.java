package io.whisperschema.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.picture.SchemaPicture;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import org.junit.jupiter.api.Test;

@WithDatabases
class PictureTest {
    @Test
    void aDatabaseOfPostgresIsShownInItsOwnWords(PostgresDatabase postgres) {
        SchemaPicture picture = created(PostgresStore.over(postgres.dataSource()));

        assertThat(picture.html()).contains("Database, PostgreSQL", "timestamp with time zone", "on delete cascade");
        assertThat(picture.mermaid()).contains("timestamp_with_time_zone created_at");
    }

    @Test
    void aDatabaseOfSqliteIsShownInItsOwnWords(SqliteDatabase sqlite) {
        var store = SqliteStore.over(sqlite.dataSource());
        created(store);
        Sql.run(
                sqlite.dataSource(),
                "CREATE TABLE \"odd <b>\" (\"no type\", lost REFERENCES nowhere (id), found REFERENCES USERS (USER_ID))",
                "CREATE TRIGGER noisy AFTER INSERT ON users BEGIN SELECT 1; END");
        SchemaPicture picture = SchemaPicture.of("live", store.inspect());

        assertThat(picture.html())
                .contains("Database, SQLite", ">odd &lt;b&gt;</h3>", "noisy")
                .contains("it refers to table nowhere, which is not defined");
        assertThat(picture.mermaid())
                .contains("[\"odd #60;b#62;\"] {\n        _ no_type \"no type\"\n")
                .contains(" : \"found \u2192 ");
    }

    /** The picture of a store with the ready definition in it: all tables, and a line from five of them to users. */
    private static SchemaPicture created(RelationalStore store) {
        WhisperSchema.of(WhisperEngine.schema()).relational(store).bootstrap();
        SchemaPicture picture = SchemaPicture.of("live", store.inspect());
        assertThat(picture.html())
                .contains(WhisperEngine.schema().relational().tables().stream()
                        .map(Table::name)
                        .map(name -> ">" + name + "</h3>")
                        .toArray(String[]::new));
        assertThat(picture.mermaid().lines().filter(line -> line.startsWith("    users |")))
                .hasSize(5);
        return picture;
    }
}
