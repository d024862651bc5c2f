package io.whisperschema.migration;

import io.whisperschema.error.InvalidMigration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the migrations of a folder, whole. */
final class MigrationFolder {
    private MigrationFolder() {}

    static MigrationSet read(Path folder) {
        return MigrationFiles.set(files(folder));
    }

    /** The bytes of each file that is one of a migration, by name. */
    static Map<String, byte[]> files(Path folder) {
        var files = new TreeMap<String, byte[]>();
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : (Iterable<Path>) found.filter(Files::isRegularFile)::iterator) {
                String name = String.valueOf(file.getFileName());
                if (MigrationFiles.isOneOfThem(name)) {
                    files.put(name, Files.readAllBytes(file));
                }
            }
        } catch (IOException | java.io.UncheckedIOException failure) {
            throw new InvalidMigration(
                    "folder " + folder,
                    "it cannot be read (" + failure + ")",
                    "See whether it is there and may be read.");
        }
        return files;
    }
}
