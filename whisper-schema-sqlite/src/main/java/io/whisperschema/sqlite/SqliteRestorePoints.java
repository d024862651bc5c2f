package io.whisperschema.sqlite;

import static java.util.Objects.requireNonNull;

import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Connections;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.RestorePoints;
import io.whisperschema.spi.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.sqlite.SQLiteConnection;

/**
 * Copies of SQLite databases in a folder, taken before steps that can lose data. They stay until the host deletes them.
 * Immutable; as safe for use by several threads and processes as the stores.
 */
public final class SqliteRestorePoints implements RestorePoints {
    private static final String NAME = "restore-point-";
    private static final String ENDING = ".db";

    private final Path folder;

    private SqliteRestorePoints(Path folder) {
        this.folder = requireNonNull(folder);
    }

    /** In that folder, made when the first is taken. */
    public static SqliteRestorePoints in(Path folder) {
        return new SqliteRestorePoints(folder);
    }

    /** The copies, oldest first. */
    public List<Path> list() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> number(file) > 0)
                    .sorted((one, other) -> Integer.compare(number(one), number(other)))
                    .toList();
        } catch (IOException failure) {
            throw unavailable("list the restore points in", folder, failure);
        }
    }

    private static int number(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.matches(NAME + "[0-9]{4,9}" + ENDING)
                ? Integer.parseInt(name.substring(NAME.length(), name.length() - ENDING.length()))
                : 0;
    }

    @Override
    public String take(Store store, List<Step> losing) {
        Path file = claimed();
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try {
            on(store, "copy", connection -> connection.getDatabase().backup("main", unfinished.toString(), null));
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
            return file.toString();
        } catch (IOException failure) {
            throw unavailable("keep the restore point", file, failure);
        }
    }

    /** An empty file of a number that nobody has; another process may be faster. */
    private Path claimed() {
        try {
            Files.createDirectories(folder);
            List<Path> there = list();
            for (int next = there.isEmpty() ? 1 : 1 + number(there.get(there.size() - 1)); ; next++) {
                Path file = folder.resolve("%s%04d%s".formatted(NAME, next, ENDING));
                if (!Files.exists(file)) {
                    return Files.createFile(file);
                }
            }
        } catch (IOException failure) {
            throw unavailable("make a restore point in", folder, failure);
        }
    }

    /**
     * Makes the store hold again what it held at that point, all at once; what was written since is gone.
     *
     * @param point one of {@link #list}
     */
    public void restore(Path point, RelationalStore store) {
        if (!Files.isRegularFile(point)) {
            throw new IllegalArgumentException(
                    "There is no restore point " + point + "; list() names those there are.");
        }
        on(store, "restore", connection -> connection.getDatabase().restore("main", point.toString(), null));
    }

    /** What is done with a database of the driver's; its answer is SQLite's code. */
    private interface Work {
        int on(SQLiteConnection connection) throws SQLException;
    }

    private static void on(Store store, String doing, Work work) {
        Connections<Connection> connections = ((RelationalStore) store).connections(Connection.class);
        Connection connection = connections.take();
        var errors = new SqliteErrors(store.name(), Duration.ZERO);
        try {
            int code = work.on(connection.unwrap(SQLiteConnection.class));
            if (code != 0) {
                throw new SQLException("SQLite said " + code, null, code);
            }
        } catch (SQLException failure) {
            throw errors.unavailable(failure, doing);
        } finally {
            connections.giveBack(connection);
        }
    }

    private static StoreUnavailable unavailable(String doing, Path place, IOException failure) {
        return new StoreUnavailable(
                "sqlite",
                "Could not " + doing + " " + place + ": " + failure.getMessage()
                        + ". Nothing was applied. May this process write there, and is there room?",
                failure);
    }
}
