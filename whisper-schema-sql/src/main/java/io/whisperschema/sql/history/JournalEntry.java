package io.whisperschema.sql.history;

import io.whisperschema.internal.Sha256;
import io.whisperschema.migration.HistoryEvent;
import io.whisperschema.migration.MigrationId;
import java.util.Locale;

/**
 * An entry of the journal, as texts. Its number is its place in a chain: its hash is that of all that it says and of the
 * hash before it.
 *
 * @param number its number, from 1
 * @param words what it says
 * @param previous the hash of the entry before it; empty for the first
 * @param hash its own
 */
record JournalEntry(long number, Words words, String previous, String hash) {
    /** What stands before the first. */
    static final JournalEntry NONE = new JournalEntry(0, new Words("", "", "", "", "", 0, ""), "", "");

    /**
     * What an entry says.
     *
     * @param run the run that wrote it
     * @param event what happened
     * @param component the component of the migration; empty where it is about none
     * @param version the number of the migration; empty where it is about none
     * @param at when, in UTC
     * @param fence the fence of its run
     * @param detail what else there is to say
     */
    record Words(String run, String event, String component, String version, String at, long fence, String detail) {
        static Words of(HistoryEvent event, String run, String at, long fence) {
            return new Words(
                    run,
                    event.kind().name().toLowerCase(Locale.ROOT),
                    event.migration().map(MigrationId::component).orElse(""),
                    event.migration().map(id -> String.valueOf(id.number())).orElse(""),
                    at,
                    fence,
                    event.detail());
        }

        /** The detail is last: only it may hold a line's end. */
        private String hashBehind(String previous) {
            return Sha256.hex(
                    String.join("\n", previous, run, event, component, version, at, String.valueOf(fence), detail));
        }
    }

    /** The next one, which says this. */
    JournalEntry followedBy(Words next) {
        return new JournalEntry(number + 1, next, hash, next.hashBehind(hash));
    }

    /** Whether its hash is that of what it says. */
    boolean isAsWritten() {
        return hash.equals(words.hashBehind(previous));
    }

    /** Whether it was written behind that one. */
    boolean isBehind(JournalEntry before) {
        return previous.equals(before.hash);
    }
}
