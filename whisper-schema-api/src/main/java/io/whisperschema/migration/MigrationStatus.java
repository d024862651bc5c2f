package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

import io.whisperschema.internal.OneLine;
import java.util.Optional;

/**
 * How one migration of the code or the database stands.
 *
 * @param id which one
 * @param name what it is called
 * @param state how it stands
 * @param code its checksum in the code; absent where the code does not know it
 * @param recorded what the database has of it; absent where it has not
 */
public record MigrationStatus(
        MigrationId id, String name, State state, Optional<Checksum> code, Optional<RecordedMigration> recorded) {
    public MigrationStatus {
        requireNonNull(id);
        requireNonNull(name);
        requireNonNull(state);
        requireNonNull(code);
        requireNonNull(recorded);
    }

    /** How a migration stands. */
    public enum State {
        /** The database has it. */
        APPLIED("APPLIED"),
        /** The database has it; in the code a comment or white space is another now. */
        EDITED("APPLIED, TEXT EDITED"),
        /** The database has it; in the code it means something else now. */
        CHECKSUM_MISMATCH("CHECKSUM MISMATCH"),
        /** The database has not got it yet. */
        PENDING("PENDING"),
        /** The database has not got it, but later ones of its component. */
        LATE("PENDING, LATE"),
        /** It is repeatable, and ran last as it is now. */
        REPEATED("APPLIED"),
        /** It is repeatable, and will run. */
        REPEATING("PENDING"),
        /** The profile in use leaves its component out, and the database has not got it. */
        LEFT_OUT("LEFT OUT"),
        /** The database has it and the code does not know it. */
        UNKNOWN("UNKNOWN TO THIS CODE");

        private final String words;

        State(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** Number, name and state, such as {@code 0001 | 0001_baseline.sql | APPLIED}. */
    public String line() {
        return id + " | " + OneLine.of(name) + " | " + state;
    }

    /** The line and, where the checksums differ, both. */
    public String sentence() {
        return state == State.CHECKSUM_MISMATCH
                ? line() + ": applied " + recordedSum() + ", code "
                        + code.map(this::comparable).orElse("")
                : line();
    }

    private String recordedSum() {
        return recorded.flatMap(one -> one.meaning().or(one::raw)).orElse("nothing");
    }

    private String comparable(Checksum sum) {
        return recorded.flatMap(RecordedMigration::meaning).isPresent() ? sum.meaning() : sum.raw();
    }
}
