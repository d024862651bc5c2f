package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

import io.whisperschema.internal.OneLine;
import java.time.Instant;
import java.util.Optional;

/**
 * A migration as a database has it on record.
 *
 * @param id which one
 * @param name what it was called
 * @param meaning the checksum of its meaning; absent where another runner recorded it
 * @param raw the sha-256 of its bytes; absent where nobody knew them
 * @param appliedAt when it was recorded
 * @param origin how it came to be recorded
 */
public record RecordedMigration(
        MigrationId id, String name, Optional<String> meaning, Optional<String> raw, Instant appliedAt, Origin origin) {
    public RecordedMigration {
        requireNonNull(id);
        requireNonNull(name);
        requireNonNull(meaning);
        requireNonNull(raw);
        requireNonNull(appliedAt);
        requireNonNull(origin);
    }

    /** How a migration came to be recorded. */
    public enum Origin {
        /** It ran. */
        APPLIED,
        /** The database was created with what it does in it. */
        CREATED,
        /** Somebody said that it is there. */
        STAMPED,
        /** Another runner recorded it. */
        ADOPTED
    }

    /** That migration, recorded now. */
    public static RecordedMigration of(Migration migration, Checksum checksum, Instant now, Origin origin) {
        return new RecordedMigration(
                migration.id(),
                migration.name(),
                Optional.of(checksum.meaning()),
                Optional.of(checksum.raw()),
                now,
                origin);
    }

    /** With the checksum of its meaning. */
    public RecordedMigration withMeaning(String known) {
        return new RecordedMigration(id, name, Optional.of(known), raw, appliedAt, origin);
    }

    /** With that checksum. */
    public RecordedMigration withChecksum(Checksum sum) {
        return new RecordedMigration(id, name, Optional.of(sum.meaning()), Optional.of(sum.raw()), appliedAt, origin);
    }

    /** Its number and name as status prints them. */
    public String line() {
        return id + " | " + OneLine.of(name);
    }
}
