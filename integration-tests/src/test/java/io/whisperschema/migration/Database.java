package io.whisperschema.migration;

import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.ChildJvm;
import io.whisperschema.testkit.ObservedDataSource;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;

/** Both databases, as the argument of a test that takes each. */
enum Database {
    POSTGRES,
    SQLITE;

    ObservedDataSource source(PostgresDatabase postgres, SqliteDatabase sqlite) {
        return this == POSTGRES ? postgres.dataSource() : sqlite.dataSource();
    }

    RelationalStore store(PostgresDatabase postgres, SqliteDatabase sqlite) {
        return this == POSTGRES ? PostgresStore.over(postgres.dataSource()) : SqliteStore.over(sqlite.dataSource());
    }

    /** A program that is told where its database is. */
    ChildJvm start(ChildJvm.Launch program, PostgresDatabase postgres, SqliteDatabase sqlite) {
        return this == POSTGRES
                ? program.start("postgres", postgres.url(), postgres.user(), postgres.password())
                : program.start("sqlite", sqlite.path().toString());
    }
}
