package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * One entry of the journal, which only grows.
 *
 * @param kind what happened
 * @param migration to which migration
 * @param detail what else there is to say: a reason, a statement's number
 */
public record HistoryEvent(Kind kind, Optional<MigrationId> migration, String detail) {
    public HistoryEvent {
        requireNonNull(kind);
        requireNonNull(migration);
        requireNonNull(detail);
    }

    /** What happens to a migration. */
    public enum Kind {
        /**
         * It is about to run outside of transactions, or in many; the detail is the checksum of what it means, the way and
         * its name.
         */
        INTENT,
        /** One of its statements that cannot be part of a transaction is about to run. */
        BEGUN,
        /** One of its statements is done. */
        STATEMENT,
        /** It is applied. */
        DONE,
        /** The database was created with what it does in it; it did not run. */
        CREATED,
        /** It failed. */
        FAILED,
        /** It is taken back. */
        UNDONE,
        /** Somebody said that it is there. */
        STAMPED,
        /** What is recorded of it was mended. */
        REPAIRED,
        /** Somebody accepted what is wrong with the entries before it; the detail is the reason. */
        ACCEPTED,
        /** Everything was destroyed, to be made anew; the detail is the restore point that was taken before. */
        REBUILT,
        /** A repeatable one ran; the detail is the checksum of what it means and its name. */
        REPEATED,
        /** The code has a repeatable one no longer; the detail is its name. */
        FORGOTTEN
    }

    /** That a repeatable one of that name ran, meaning this. */
    static String repeated(String meaning, String name) {
        return meaning + " " + name;
    }

    /** What the event says of repeatable ones, put to what is known of them: the checksum of each by its name. */
    public void repeatedTo(Map<String, String> known) {
        if (kind == Kind.REPEATED) {
            int end = detail.indexOf(' ');
            known.put(detail.substring(end + 1), detail.substring(0, end));
        } else if (kind == Kind.FORGOTTEN) {
            known.remove(detail);
        }
    }
}
