package io.whisperschema.sql.postgres;

import io.whisperschema.sql.PostgresColumn.Counting;
import io.whisperschema.sql.PostgresName;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The sequences of a schema while a script is read, and the columns that they go with. */
final class ScriptSequences {
    private final Map<String, Sequence> sequences = ScriptSchema.sorted();

    /**
     * A sequence.
     *
     * @param counting how it counts
     * @param owner the column that it goes with
     */
    record Sequence(Counting counting, Optional<Owner> owner) {}

    /**
     * A column that a sequence goes with.
     *
     * @param table its table
     * @param column its name
     */
    record Owner(String table, String column) {}

    void add(String name, Counting counting, Optional<Owner> owner) {
        sequences.put(name, new Sequence(counting, owner));
    }

    boolean contains(String name) {
        return sequences.containsKey(name);
    }

    void own(String name, Optional<Owner> owner) {
        sequences.computeIfPresent(name, (same, sequence) -> new Sequence(sequence.counting(), owner));
    }

    void remove(String name) {
        sequences.remove(name);
    }

    void rename(String before, String after) {
        Sequence renamed = Objects.requireNonNull(sequences.remove(before));
        sequences.put(after, renamed);
    }

    /** With a table or column go its sequences. */
    void dropOwned(String table, Optional<String> column) {
        sequences
                .values()
                .removeIf(sequence -> sequence.owner()
                        .filter(owner -> owner.table().equals(table)
                                && column.map(owner.column()::equals).orElse(true))
                        .isPresent());
    }

    void renameTable(String before, String after) {
        sequences.replaceAll((name, sequence) -> new Sequence(
                sequence.counting(),
                sequence.owner()
                        .map(owner -> owner.table().equals(before) ? new Owner(after, owner.column()) : owner)));
    }

    void renameColumn(String table, String before, String after) {
        sequences.replaceAll((name, sequence) -> new Sequence(
                sequence.counting(),
                sequence.owner()
                        .map(owner -> owner.equals(new Owner(table, before)) ? new Owner(table, after) : owner)));
    }

    /** Those that go with no column. */
    List<String> free() {
        return sequences.entrySet().stream()
                .filter(entry -> entry.getValue().owner().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether the column takes its numbers from a sequence that goes with it. */
    boolean areSerial(String table, ScriptColumn column) {
        return column.defaultText
                .flatMap(ScriptExpressions::sequenceOf)
                .map(PostgresName::name)
                .flatMap(name -> Optional.ofNullable(sequences.get(name)))
                .flatMap(Sequence::owner)
                .filter(new Owner(table, column.name)::equals)
                .isPresent();
    }

    /** Whether a sequence that goes with the column counts in an unusual way. */
    boolean countInTheirOwnWay(String table, ScriptColumn column) {
        var owner = Optional.of(new Owner(table, column.name));
        return sequences.values().stream()
                .anyMatch(sequence -> sequence.owner().equals(owner) && sequence.counting() == Counting.OWN);
    }
}
