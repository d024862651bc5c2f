package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

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
        /** It is about to run outside of transactions. */
        INTENT,
        /** One of its statements outside of transactions is done. */
        STATEMENT,
        /** It is applied. */
        DONE,
        /** It failed. */
        FAILED,
        /** It is taken back. */
        UNDONE,
        /** Somebody said that it is there. */
        STAMPED,
        /** What is recorded of it was mended. */
        REPAIRED
    }
}
