package io.whisperschema.testkit;

import java.nio.file.Path;
import java.util.Map;

/**
 * A SQLite file in a folder of its own, which is deleted on close. The file appears with the first connection.
 *
 * <p>Thread-safe.
 */
public final class SqliteDatabase implements AutoCloseable {
    private final Path folder;
    private final ObservedDataSource dataSource;

    private SqliteDatabase(Path folder) {
        this.folder = folder;
        this.dataSource = ObservedDataSource.over(new DriverDataSource(url(), Map.of()));
    }

    /** A new one, for tests that are not given one as a parameter. */
    public static SqliteDatabase inTemporaryFolder() {
        OptionalDependency.SQLITE_DRIVER.require();
        return new SqliteDatabase(TemporaryFolder.createInMemory("whisper-sqlite-"));
    }

    /** Where the file is, or will be. */
    public Path path() {
        return folder.resolve("test.db");
    }

    /** The JDBC URL. */
    public String url() {
        return "jdbc:sqlite:" + path();
    }

    /** Connections to the file, the same data source each time; all of them must be closed when the test ends. */
    public ObservedDataSource dataSource() {
        return dataSource;
    }

    /**
     * Deletes the folder.
     *
     * @throws AssertionError when a connection of {@link #dataSource()} is still open; the folder is deleted
     */
    @Override
    public void close() {
        try {
            dataSource.assertAllReturned();
        } finally {
            dataSource.closeLeftovers();
            TemporaryFolder.delete(folder);
        }
    }

    /** The path. */
    @Override
    public String toString() {
        return path().toString();
    }
}
