package io.whisperschema.spi;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.diff.Change;
import io.whisperschema.error.SchemaException;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.finding.Finding;
import io.whisperschema.migration.HistoryState;
import io.whisperschema.migration.HistoryWrite;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.migration.OtherRecord;
import io.whisperschema.plan.Step;
import io.whisperschema.report.TakenLock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a relational store has on record of its migrations, in three tables beside the host's own. */
public interface History {
    /** The three tables: which migrations there are, what was ever done, and the row for starts. */
    Set<String> TABLES = Set.of("schema_versions", "schema_journal", "schema_state");

    /** That catalog without the three tables, and without the one that a move keeps until it is finished. */
    static RelationalCatalog withoutTables(RelationalCatalog catalog) {
        return without(catalog, name -> TABLES.contains(name) || name.equals(Checkpoints.TABLE));
    }

    /** That catalog without the three tables. */
    static RelationalCatalog withoutRecord(RelationalCatalog catalog) {
        return without(catalog, TABLES::contains);
    }

    private static RelationalCatalog without(RelationalCatalog catalog, Predicate<String> ours) {
        return new RelationalCatalog(
                catalog.dialect(),
                catalog.tables().stream()
                        .filter(table -> !ours.test(table.name()))
                        .toList(),
                catalog.views(),
                catalog.foreignObjects(),
                catalog.facts());
    }

    /**
     * The row for starts, in one query without a lock; absent where there is none, where it cannot be read now, and while a move
     * to here is unfinished.
     */
    Optional<HistoryState> state();

    /** Everything on record. Changes nothing. */
    MigrationRecords read();

    /** What other tools have on record there, without those that have nothing. Changes nothing. */
    default List<OtherRecord> others() {
        return List.of();
    }

    /**
     * What is wrong with the record itself: the first entry of the journal that was edited, put in or taken out by other
     * hands, and migrations of which the journal tells something else than the record. Changes nothing.
     */
    default List<Finding> flaws() {
        return List.of();
    }

    /** Does the work in one transaction under the store's lock: all that it does is applied, or nothing. */
    void together(Execution execution, Work work);

    /**
     * Does the work outside of transactions: each step and each entry stays, also when a later one fails. Waits for others
     * who are at work like that; who was killed is taken for dead soon, and then it is for this work to go on.
     *
     * @throws Overtaken if somebody took this run for dead and goes on in its place; what it did stays
     */
    void apart(Execution execution, Work work);

    /**
     * Does the work as {@link #apart} does, and keeps others from such work for as long as it takes, also while the record tells
     * them nothing new.
     *
     * @throws Overtaken as there
     */
    default void apartGuarded(Execution execution, Work work) {
        apart(execution, work);
    }

    /** Whether it can keep them away so. */
    default boolean guards() {
        return locksSessions();
    }

    /**
     * Whether a lock keeps others away from work outside of transactions for as long as it takes. Where none does, they stay
     * away only while the record tells them something new.
     */
    default boolean locksSessions() {
        return true;
    }

    /**
     * Does the work and leaves nothing of it: as {@link #together} would, also its checks at the end, in a transaction that
     * is rolled back, or on a copy.
     *
     * @return the locks it took on what was there before, where the database tells
     * @throws UnsupportedChange if it cannot
     */
    default List<TakenLock> rehearse(Execution execution, Rehearsal work) {
        throw new UnsupportedChange(
                "this store", "a rehearsal", "it has no way to take it back", "Rehearse on a copy of the database.");
    }

    /** Whether a step of a rehearsal failed in a way that it would not if all before it were committed. */
    default boolean failsUncommitted(SchemaException failure) {
        return false;
    }

    /** Others are at work outside of transactions; a run that hears this looks anew. It never leaves the library. */
    final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** They are. */
        public Overtaken() {
            super("another run is at work");
        }
    }

    /** What is done under the lock; with a transaction it is done anew when others were in the way. */
    interface Work {
        /** Does it. */
        void in(Turn turn);
    }

    /** What is rehearsed, in the one way that the store has. */
    interface Rehearsal extends Work {
        /** Does all of it on a copy that is thrown away. */
        void on(RelationalStore copy);
    }

    /**
     * What became of a batch.
     *
     * @param rows how many rows were filled
     * @param unfilled how many of these still are among those to fill
     */
    record Batch(long rows, long unfilled) {}

    /** Our turn at a store. */
    interface Turn {
        /** What is on record now. */
        MigrationRecords records();

        /** What the store holds now, without the three tables. */
        RelationalCatalog catalog();

        /**
         * Before the steps of another migration: what those before said of where names are looked up, as dumps do, is for
         * themselves only.
         */
        default void lookUpNames() {}

        /** Runs a step, telling the execution before and after. */
        void run(Step step);

        /**
         * Runs one batch of a step that fills rows, in a transaction; the execution hears nothing of it.
         *
         * @param step its statement answers for each row with 1 if it still meets its condition, and with 0 if not
         */
        Batch fill(Step step);

        /** What a query for one number answers, asked for that step. */
        long count(Step step, String query);

        /**
         * Runs a step and writes that it is done, in one transaction where that can be. Where it cannot, writes that it is
         * begun, runs it, and writes that it is done.
         */
        void run(Step step, HistoryWrite begun, HistoryWrite done);

        /**
         * What became of a step that was begun and not written to be done; what it left half done is cleared away. Unknown
         * where the store does not show it and the step cannot simply be run again.
         */
        Change.State stateOf(Step step);

        /** Writes to the record, all of it or nothing; makes the tables where they are not there yet. */
        void write(HistoryWrite write);
    }
}
