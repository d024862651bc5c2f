package io.whisperschema;

import static java.util.stream.Collectors.joining;

import io.whisperschema.integration.Sql;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import java.util.List;
import javax.sql.DataSource;

/** Each dirty value in a file, moved to a server by each policy. */
class DirtyValuesTest extends DirtyMove {
    DirtyValuesTest() {
        super(DirtyValues.all());
    }

    @Override
    Way way(SqliteDatabase file, PostgresDatabase server) {
        return new Way(
                file.dataSource(),
                SqliteStore.over(file.dataSource()),
                server.dataSource(),
                PostgresStore.over(server.dataSource()));
    }

    @Override
    List<String> shown(DataSource to, String table, List<String> columns) {
        String texts = columns.stream().map(column -> '"' + column + "\"::text").collect(joining(", "));
        return Sql.texts(Sql.inZone(to, "UTC"), "SELECT unnest(ARRAY[" + texts + "]) FROM " + table);
    }
}
