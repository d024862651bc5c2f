package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.Checks;
import java.util.List;
import java.util.Optional;

/**
 * Rows of a table are filled, so many at a time. Each batch is a transaction of its own, so that others can work in
 * between, and who comes behind a run that was stopped goes on where it ended. A row that is filled must no longer meet
 * the condition; one that still does stops the run, as it would never end.
 *
 * <pre>{@code
 * Migration.of(3, "moods").operations(
 *         backfill("diaries", "mood = 'calm'", "mood IS NULL").inBatchesOf(500))
 * }</pre>
 *
 * <p>Each batch looks for its rows anew: a large table wants an index on the condition. How many rows a batch has, and how
 * they are told apart, is no part of what a migration means.
 *
 * @param table the table
 * @param assignments what stands behind {@code SET}
 * @param condition what stands behind {@code WHERE}
 * @param key the columns by which rows are told apart; none where their place in the table tells
 * @param batch how many rows are filled at once, at most
 * @param back what takes it back; none where what was filled stays
 */
public record Backfill(String table, Scripts assignments, Scripts condition, List<String> key, int batch, Scripts back)
        implements Operation {
    private static final int ROWS = 1000;

    public Backfill {
        requireNonNull(table);
        requireNonNull(assignments);
        requireNonNull(condition);
        key = List.copyOf(key);
        Checks.that(batch > 0, "backfill " + table, "its batches have no rows", "Give them one at least.");
        requireNonNull(back);
    }

    static Backfill of(String table, String assignments, String condition) {
        return new Backfill(
                table,
                Scripts.NONE.withCommon(Operations.script(assignments)),
                Scripts.NONE.withCommon(Operations.script(condition)),
                List.of(),
                ROWS,
                Scripts.NONE);
    }

    /** In these words on that database. */
    public Backfill on(DialectName dialect, String itsAssignments, String itsCondition) {
        return new Backfill(
                table,
                assignments.with(dialect, Operations.script(itsAssignments)),
                condition.with(dialect, Operations.script(itsCondition)),
                key,
                batch,
                back);
    }

    /** So many rows at once, at most. */
    public Backfill inBatchesOf(int rows) {
        return new Backfill(table, assignments, condition, key, rows, back);
    }

    /**
     * With rows told apart by these columns, which are unique together. A partitioned table of PostgreSQL wants that, or its
     * batches are larger, and a table of SQLite without {@code rowid}.
     */
    public Backfill by(String... columns) {
        return new Backfill(
                table, assignments, condition, Checks.some("backfill " + table, List.of(columns)), batch, back);
    }

    /** Taken back by these statements, together with what else is taken back; otherwise what was filled stays. */
    public Backfill undo(String statements) {
        return new Backfill(table, assignments, condition, key, batch, back.withCommon(Operations.script(statements)));
    }

    Backfill with(Placeholders given) {
        return new Backfill(table, assignments.with(given), condition.with(given), key, batch, back.with(given));
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.backfill(this);
    }

    @Override
    public String words() {
        return "backfill " + table + ", " + batch + " rows at a time";
    }

    @Override
    public Optional<Operation> inverse() {
        return Optional.of(back.isEmpty() ? new Note("what was filled stays") : new Statements(back, Scripts.NONE));
    }
}
