package io.whisperschema.migration;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.migration.MigrationStatus.State;
import io.whisperschema.migration.Migrations.Checksums;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The migrations of the code beside those on record.
 *
 * @param all how each stands: those of the code in their order, then those that only the database has
 */
public record MigrationComparison(List<MigrationStatus> all) {
    public MigrationComparison {
        all = List.copyOf(all);
    }

    /** Compares them, on that dialect. */
    public static MigrationComparison between(Migrations code, MigrationRecords records, DialectName dialect) {
        Map<MigrationId, RecordedMigration> recorded = new HashMap<>();
        for (RecordedMigration one : records.migrations()) {
            recorded.put(one.id(), one);
        }
        var all = new ArrayList<MigrationStatus>();
        Set<MigrationId> known = new HashSet<>();
        Migrations everything = code.everything();
        var lateness = new Lateness(everything, records);
        Checksums sums = everything.checksums(dialect);
        List<Migration> inOrder = everything.inOrder();
        for (int i = 0; i < inOrder.size(); i++) {
            Migration migration = inOrder.get(i);
            known.add(migration.id());
            Checksum sum = sums.inOrder().get(i);
            Optional<RecordedMigration> record = Optional.ofNullable(recorded.get(migration.id()));
            State state =
                    record.map(one -> state(one, sum)).orElse(lateness.isLate(migration) ? State.LATE : State.PENDING);
            if (record.isEmpty() && !code.has(migration.id().component())) {
                state = State.LEFT_OUT;
            }
            all.add(new MigrationStatus(migration.id(), migration.name(), state, Optional.of(sum), record));
        }
        for (int i = 0; i < sums.repeatable().size(); i++) {
            Migration migration = everything.repeatable().get(i);
            MigrationStatus status = ofRepeatable(migration, sums.repeatable().get(i), records);
            boolean leftOut =
                    Repeatable.keeps(migration) && !code.has(migration.id().component());
            all.add(leftOut ? leftOut(status) : status);
        }
        records.migrations().stream()
                .filter(one -> !known.contains(one.id()))
                .map(one ->
                        new MigrationStatus(one.id(), one.name(), State.UNKNOWN, Optional.empty(), Optional.of(one)))
                .forEach(all::add);
        return new MigrationComparison(all);
    }

    private static MigrationStatus ofRepeatable(Migration migration, Checksum sum, MigrationRecords records) {
        boolean ran = sum.meaning().equals(records.repeated().get(migration.name()));
        return new MigrationStatus(
                migration.id(),
                migration.name(),
                ran ? State.REPEATED : State.REPEATING,
                Optional.of(sum),
                Optional.empty());
    }

    private static MigrationStatus leftOut(MigrationStatus status) {
        return status.state() == State.REPEATED
                ? status
                : new MigrationStatus(status.id(), status.name(), State.LEFT_OUT, status.code(), status.recorded());
    }

    /** Another runner kept the sum of the bytes only, or none. */
    private static State state(RecordedMigration recorded, Checksum sum) {
        boolean sameBytes = recorded.raw().isEmpty() || recorded.raw().equals(Optional.of(sum.raw()));
        if (recorded.meaning().isEmpty()) {
            return sameBytes ? State.APPLIED : State.CHECKSUM_MISMATCH;
        }
        if (!recorded.meaning().get().equals(sum.meaning())) {
            return State.CHECKSUM_MISMATCH;
        }
        return sameBytes ? State.APPLIED : State.EDITED;
    }

    /** Those in one of these states. */
    public List<MigrationStatus> in(State... states) {
        Set<State> wanted = Set.of(states);
        return all.stream().filter(one -> wanted.contains(one.state())).toList();
    }

    /** Their sentences. */
    public List<String> sentences(State... states) {
        return in(states).stream().map(MigrationStatus::sentence).toList();
    }

    /** How much the database has of each component, in the order in which they come; repeatable ones are of none. */
    public List<Completeness> completeness() {
        var components = new LinkedHashMap<String, List<MigrationStatus>>();
        all.stream()
                .filter(one -> one.state() != State.UNKNOWN)
                .filter(one -> !one.id().component().equals(Repeatable.COMPONENT))
                .forEach(one -> components
                        .computeIfAbsent(one.id().component(), name -> new ArrayList<>())
                        .add(one));
        var completeness = new ArrayList<Completeness>();
        components.forEach((name, of) -> completeness.add(completeness(name, of)));
        return List.copyOf(completeness);
    }

    private static Completeness completeness(String component, List<MigrationStatus> of) {
        Set<State> missing = Set.of(State.PENDING, State.LATE, State.REPEATING, State.LEFT_OUT);
        int applied =
                (int) of.stream().filter(one -> !missing.contains(one.state())).count();
        boolean leftOut = of.stream().anyMatch(one -> one.state() == State.LEFT_OUT);
        Completeness.State missed = leftOut ? Completeness.State.LEFT_OUT : Completeness.State.INCOMPLETE;
        return new Completeness(
                component, applied, of.size(), applied == of.size() ? Completeness.State.COMPLETE : missed);
    }

    /** A line for each, as {@code 0001 | 0001_baseline.sql | APPLIED}. */
    public String text() {
        var text = new StringBuilder();
        all.forEach(one -> text.append(one.sentence()).append('\n'));
        return text.toString();
    }

    /**
     * The comparison as JSON of format {@code whisper-schema/migration-status}, the same text for the same comparison. It is for readers and
     * tools; it is not read back.
     */
    public String toJson() {
        return StatusJson.write(this);
    }

    /** The comparison as one HTML page that needs nothing else: no script, no font, no network. The same for the same comparison. */
    public String toHtml() {
        return StatusPage.of(this);
    }
}
