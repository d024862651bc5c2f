package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is written to a database's record at once.
 *
 * @param at when
 * @param recorded the migrations to put on record, each in the place of what was recorded of it
 * @param forgotten the migrations to take off the record
 * @param events the entries to add to the journal
 * @param state the row for starts, if it changes
 */
public record HistoryWrite(
        Instant at,
        List<RecordedMigration> recorded,
        List<MigrationId> forgotten,
        List<HistoryEvent> events,
        Optional<HistoryState> state) {
    public HistoryWrite {
        requireNonNull(at);
        recorded = List.copyOf(recorded);
        forgotten = List.copyOf(forgotten);
        events = List.copyOf(events);
        requireNonNull(state);
    }

    /** Nothing yet. */
    public static HistoryWrite at(Instant at) {
        return new HistoryWrite(at, List.of(), List.of(), List.of(), Optional.empty());
    }

    /** And this migration on record. */
    public HistoryWrite recording(RecordedMigration migration) {
        return new HistoryWrite(at, and(recorded, migration), forgotten, events, state);
    }

    /** And that migration off the record. */
    public HistoryWrite forgetting(MigrationId id) {
        return new HistoryWrite(at, recorded, and(forgotten, id), events, state);
    }

    /** And this entry in the journal. */
    public HistoryWrite journaling(HistoryEvent.Kind kind, Optional<MigrationId> migration, String detail) {
        return new HistoryWrite(at, recorded, forgotten, and(events, new HistoryEvent(kind, migration, detail)), state);
    }

    /** And that this repeatable one ran, meaning this. */
    public HistoryWrite repeating(String name, String meaning) {
        return journaling(HistoryEvent.Kind.REPEATED, Optional.empty(), HistoryEvent.repeated(meaning, name));
    }

    /** And this row for starts. */
    public HistoryWrite setting(HistoryState changed) {
        return new HistoryWrite(at, recorded, forgotten, events, Optional.of(changed));
    }

    private static <T> List<T> and(List<T> before, T one) {
        var more = new ArrayList<>(before);
        more.add(one);
        return more;
    }
}
