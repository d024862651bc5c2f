package io.whisperschema.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What became of rejected rows that were to be written after all.
 *
 * @param target the target's name
 * @param tables what became of those of each table
 */
public record ReplayReport(String target, List<Replayed> tables) {
    public ReplayReport {
        requireNonNull(target);
        tables = List.copyOf(tables);
    }

    /**
     * The rejected rows of one table.
     *
     * @param table the source's name of the table
     * @param written how many were written
     * @param there how many were there already
     * @param stillRejected why the others stay in the file, a sentence each
     */
    public record Replayed(String table, long written, long there, List<String> stillRejected) {
        public Replayed {
            requireNonNull(table);
            stillRejected = List.copyOf(stillRejected);
        }
    }

    /** Whether no row is rejected any more. */
    public boolean isComplete() {
        return tables.stream().allMatch(table -> table.stillRejected().isEmpty());
    }

    /** The report as lines of text. */
    public String text() {
        return MoveText.of(this);
    }

    /** The report as JSON. */
    public String toJson() {
        return MoveJson.write(this);
    }
}
