package io.whisperschema.vector.embedded;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A snapshot that is in the folder of a store: one file, whole and on the disk.
 *
 * @param name what the official client calls it
 * @param path its file
 * @param created when it was taken, which is the time of the file
 * @param size in bytes
 * @param checksum the SHA-256 of the file in hexadecimal digits, as a file of the same name and {@code .checksum} beside
 *     it says; nothing when that is gone
 */
public record Snapshot(String name, Path path, Instant created, long size, Optional<String> checksum) {

    /** All parts are there. */
    public Snapshot {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(checksum, "checksum");
    }
}
