package com.example.host;

import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.RelationalStoreContract;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;

/** A host that writes a store of its own gets our tests; here the store is one that we know. */
@WithDatabases
class HostStoreTest implements RelationalStoreContract {
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
