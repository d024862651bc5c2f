package io.whisperschema;

import static java.util.stream.Collectors.joining;

import io.whisperschema.integration.Sql;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import java.util.List;
import javax.sql.DataSource;

/** Each value of a server that a file cannot hold, moved to one by each policy. */
class DirtyServerValuesTest extends DirtyMove {
    DirtyServerValuesTest() {
        super(DirtyValues.ofServers());
    }

    @Override
    Way way(SqliteDatabase file, PostgresDatabase server) {
        return new Way(
                server.dataSource(),
                PostgresStore.over(server.dataSource()),
                file.dataSource(),
                SqliteStore.over(file.dataSource()));
    }

    @Override
    List<String> shown(DataSource to, String table, List<String> columns) {
        return Sql.texts(
                to,
                columns.stream()
                        .map(column -> "SELECT \"" + column + "\" FROM " + table)
                        .collect(joining(" UNION ALL ")));
    }
}
