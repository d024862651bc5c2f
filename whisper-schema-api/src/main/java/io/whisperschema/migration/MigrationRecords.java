package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a database has on record.
 *
 * @param state the row for starts; absent in a database that we have not written to yet
 * @param migrations the migrations, by component and number
 * @param repeated by the name of each repeatable one, the checksum of what it meant when it ran last
 * @param running the one that a run is in the middle of, or was when it was killed
 */
public record MigrationRecords(
        Optional<HistoryState> state,
        List<RecordedMigration> migrations,
        SortedMap<String, String> repeated,
        Optional<InterruptedMigration> running) {
    /** A database without any record. */
    public static final MigrationRecords NONE = new MigrationRecords(Optional.empty(), List.of());

    public MigrationRecords {
        requireNonNull(state);
        requireNonNull(running);
        migrations = migrations.stream()
                .sorted(Comparator.comparing(RecordedMigration::id))
                .toList();
        repeated = Collections.unmodifiableSortedMap(new TreeMap<>(repeated));
    }

    /** Without repeatable ones, and no run is in the middle of anything. */
    public MigrationRecords(Optional<HistoryState> state, List<RecordedMigration> migrations) {
        this(state, migrations, new TreeMap<>(), Optional.empty());
    }

    /** Whether a run is in the middle of something outside of transactions, or was when it was killed. */
    public boolean isRunning() {
        return state.filter(row -> row.phase() == HistoryState.Phase.RUNNING).isPresent();
    }

    /** What is recorded of that migration. */
    public Optional<RecordedMigration> find(MigrationId id) {
        return migrations.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** What will be on record when that is written. */
    public MigrationRecords after(HistoryWrite write) {
        var all = new TreeMap<MigrationId, RecordedMigration>();
        migrations.forEach(one -> all.put(one.id(), one));
        write.forgotten().forEach(all::remove);
        write.recorded().forEach(one -> all.put(one.id(), one));
        var last = new TreeMap<>(repeated);
        write.events().forEach(event -> event.repeatedTo(last));
        return new MigrationRecords(write.state().or(() -> state), List.copyOf(all.values()), last, running);
    }

    /** Whether nothing is on record. */
    public boolean isEmpty() {
        return state.isEmpty() && migrations.isEmpty();
    }

    /** The name for all of them, as {@link Migrations#digest} would make it; what another runner recorded has none. */
    public String digest() {
        return digest(migrations);
    }

    /** The same without what another runner recorded since. */
    public String digestOfOurs() {
        return digest(
                migrations.stream().filter(one -> one.meaning().isPresent()).toList());
    }

    private String digest(List<RecordedMigration> recorded) {
        var text = new StringBuilder();
        recorded.forEach(one -> Migrations.line(text, one.id(), one.meaning().orElse("")));
        Migrations.repeated(text, repeated);
        return Migrations.digest(text);
    }
}
