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
    private DataSource online;

    DirtyValuesTest() {
        super(DirtyValues.all());
    }

    @Override
    Way way(SqliteDatabase file, PostgresDatabase server) {
        online = server.dataSource();
        return new Way(file.dataSource(), SqliteStore.over(file.dataSource()), PostgresStore.over(online));
    }

    @Override
    List<String> shown(String table, List<String> columns) {
        String texts = columns.stream().map(column -> '"' + column + "\"::text").collect(joining(", "));
        return Sql.texts(Sql.inZone(online, "UTC"), "SELECT unnest(ARRAY[" + texts + "]) FROM " + table);
    }
}
