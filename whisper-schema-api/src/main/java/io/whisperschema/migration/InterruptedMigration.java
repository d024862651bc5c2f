package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

import io.whisperschema.migration.StatementChange.Way;
import java.util.Locale;

/**
 * A migration that a run is in the middle of, outside of transactions; it is interrupted if that run is dead.
 *
 * @param id which one
 * @param meaning the checksum of what it meant to that run
 * @param way there or back
 * @param statements how many of its statements are done
 * @param next what is known of the statement behind those
 * @param begun what the journal says of the statement that was begun last; empty if none was
 */
public record InterruptedMigration(MigrationId id, String meaning, Way way, int statements, Next next, String begun) {
    public InterruptedMigration {
        requireNonNull(id);
        requireNonNull(meaning);
        requireNonNull(way);
        requireNonNull(next);
        requireNonNull(begun);
    }

    /** What is known of a statement that is not known to be done. */
    public enum Next {
        /** It is not applied. */
        PENDING,
        /** It was begun. */
        IN_DOUBT
    }

    /** What the journal says of a migration that is about to run. */
    public static String intent(String meaning, Way way, String name) {
        return meaning + " " + way.name().toLowerCase(Locale.ROOT) + " " + name;
    }

    /** That migration, of which nothing is done yet, given what the journal says of it. */
    public static InterruptedMigration begun(MigrationId id, String intent) {
        String[] words = intent.split(" ", 3);
        return new InterruptedMigration(
                id, words[0], Way.valueOf(words[1].toUpperCase(Locale.ROOT)), 0, Next.PENDING, "");
    }

    /** The same after that has happened to it, of which the journal says that. */
    public InterruptedMigration after(HistoryEvent.Kind event, String detail) {
        return switch (event) {
            case BEGUN -> new InterruptedMigration(id, meaning, way, statements, Next.IN_DOUBT, detail);
            case STATEMENT -> new InterruptedMigration(id, meaning, way, statements + 1, Next.PENDING, begun);
            default -> this;
        };
    }
}
