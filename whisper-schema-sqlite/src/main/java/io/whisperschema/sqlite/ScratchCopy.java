package io.whisperschema.sqlite;

import io.whisperschema.error.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A copy of a database in a folder of its own, which is deleted on close. */
final class ScratchCopy implements AutoCloseable {
    private final Path folder;

    private ScratchCopy(Path folder) {
        this.folder = folder;
    }

    static ScratchCopy of(Connection connection) throws SQLException {
        var copy = new ScratchCopy(made());
        try (PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, copy.file().toString());
            statement.execute();
            return copy;
        } catch (SQLException failure) {
            copy.close();
            throw failure;
        }
    }

    private static Path made() {
        try {
            return Files.createTempDirectory("whisper-rehearsal-");
        } catch (IOException failure) {
            throw new StoreUnavailable(
                    "sqlite",
                    "Could not make a folder for a copy of sqlite: " + failure.getMessage()
                            + ". Nothing was applied. Is there room for temporary files?",
                    failure);
        }
    }

    Path file() {
        return folder.resolve("copy.db");
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException stays) {
            // A temporary file that cannot be deleted is the system's to clear away.
        }
    }
}
