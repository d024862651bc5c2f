package io.whisperschema.sqlite;

import static java.util.Objects.requireNonNull;

import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Connections;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.RestorePoints;
import io.whisperschema.spi.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
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
    private static final String UNFINISHED = ".part";
    private static final byte[] HEADER = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

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

    /** Relational stores: of others there is no file. */
    @Override
    public boolean covers(Store store) {
        return store instanceof RelationalStore;
    }

    @Override
    public String take(Store store, List<Step> losing) {
        Path unfinished = claimed();
        Path file = finished(unfinished);
        on(store, "copy", connection -> connection.getDatabase().backup("main", unfinished.toString(), null));
        try {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            return file.toString();
        } catch (IOException failure) {
            throw unavailable("keep the restore point", file, failure);
        }
    }

    /** Deletes it, if it is one of these. */
    @Override
    public void discard(Store store, String name) {
        Path file = Path.of(name);
        if (list().contains(file)) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException failure) {
                throw unavailable("delete the restore point", file, failure);
            }
        }
    }

    /** An empty unfinished file, by which a number is ours; one that a killed process left keeps its number. */
    private Path claimed() {
        try {
            Files.createDirectories(folder);
            List<Path> there = list();
            int next = there.isEmpty() ? 1 : 1 + number(there.get(there.size() - 1));
            while (!isOurs(unfinished(next))) {
                next++;
            }
            return unfinished(next);
        } catch (IOException failure) {
            throw unavailable("make a restore point in", folder, failure);
        }
    }

    private static boolean isOurs(Path unfinished) throws IOException {
        try {
            Files.createFile(unfinished);
        } catch (FileAlreadyExistsException othersAreAtIt) {
            return false;
        }
        boolean othersHaveFinished = Files.exists(finished(unfinished));
        if (othersHaveFinished) {
            Files.delete(unfinished);
        }
        return !othersHaveFinished;
    }

    private Path unfinished(int number) {
        return folder.resolve("%s%04d%s%s".formatted(NAME, number, ENDING, UNFINISHED));
    }

    private static Path finished(Path unfinished) {
        String name = String.valueOf(unfinished.getFileName());
        return unfinished.resolveSibling(name.substring(0, name.length() - UNFINISHED.length()));
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
        if (!isDatabase(point)) {
            throw new IllegalArgumentException(point + " is no SQLite database; " + store.name() + " is as it was.");
        }
        on(store, "restore", connection -> connection.getDatabase().restore("main", point.toString(), null));
    }

    private static boolean isDatabase(Path point) {
        try (InputStream bytes = Files.newInputStream(point)) {
            return Arrays.equals(HEADER, bytes.readNBytes(HEADER.length));
        } catch (IOException failure) {
            throw unavailable("read the restore point", point, failure);
        }
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
