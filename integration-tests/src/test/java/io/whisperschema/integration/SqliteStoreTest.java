package io.whisperschema.integration;

import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.RelationalStoreContract;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;

@WithDatabases
class SqliteStoreTest implements RelationalStoreContract {
    private SqliteDatabase file;

    @BeforeEach
    void aFile(SqliteDatabase file) {
        this.file = file;
    }

    @Override
    public DataSource dataSource() {
        return file.dataSource();
    }

    @Override
    public RelationalStore storeOver(DataSource pool) {
        return SqliteStore.over(pool);
    }
}
