package io.whisperschema.vector;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.Timestamp;
import io.qdrant.client.grpc.SnapshotsService.SnapshotDescription;
import java.time.Instant;
import java.util.Optional;

/**
 * A snapshot that a server holds.
 *
 * @param name its name, which the server chose
 * @param created when it was taken, where the server tells
 * @param size in bytes
 * @param checksum its SHA-256 in hexadecimal digits, where the server tells
 */
public record StoredSnapshot(String name, Optional<Instant> created, long size, Optional<String> checksum) {
    public StoredSnapshot {
        requireNonNull(name);
        requireNonNull(created);
        requireNonNull(checksum);
    }

    static StoredSnapshot of(SnapshotDescription told) {
        return new StoredSnapshot(
                told.getName(),
                told.hasCreationTime() ? Optional.of(moment(told.getCreationTime())) : Optional.empty(),
                told.getSize(),
                told.hasChecksum() && !told.getChecksum().isEmpty()
                        ? Optional.of(told.getChecksum())
                        : Optional.empty());
    }

    private static Instant moment(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
