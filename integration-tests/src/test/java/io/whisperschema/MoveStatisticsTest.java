package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.index;
import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.integration.Sql;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A target knows at once what its rows are like, so that its first queries are planned well. */
@WithDatabases
class MoveStatisticsTest {
    private static final SchemaDefinition HOST = SchemaDefinition.named("host")
            .tables(table(
                    "users",
                    integer("id").primaryKey(),
                    text("name"),
                    index("by_name").on("name")));

    private static void move(RelationalStore from, DataSource filled, RelationalStore to) {
        WhisperSchema host = WhisperSchema.of(HOST).relational(from);
        host.bootstrap();
        Sql.run(
                filled,
                "INSERT INTO users WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600)"
                        + " SELECT i, 'user ' || i FROM n");
        assertThat(host.move(to).isProven()).isTrue();
    }

    @Test
    void aServerKnowsHowManyRowsAndWhichValuesThereAre(SqliteDatabase file, PostgresDatabase server) {
        move(SqliteStore.over(file.dataSource()), file.dataSource(), PostgresStore.over(server.dataSource()));

        assertThat(Sql.texts(server.dataSource(), "SELECT reltuples FROM pg_class WHERE relname = 'users'"))
                .containsExactly("600");
        assertThat(Sql.texts(
                        server.dataSource(),
                        "SELECT attname || ' ' || n_distinct FROM pg_stats WHERE tablename = 'users' ORDER BY 1"))
                .containsExactly("id -1", "name -1");
    }

    @Test
    void aFileKnowsHowManyRowsAnIndexHas(SqliteDatabase file, PostgresDatabase server) {
        move(PostgresStore.over(server.dataSource()), server.dataSource(), SqliteStore.over(file.dataSource()));

        assertThat(Sql.texts(file.dataSource(), "SELECT idx || ' ' || stat FROM sqlite_stat1 WHERE tbl = 'users'"))
                .containsExactly("by_name 600 1");
    }
}
