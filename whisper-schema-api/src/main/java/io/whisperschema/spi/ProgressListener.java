package io.whisperschema.spi;

import io.whisperschema.finding.Finding;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.StatementChange;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.MovePhase;
import io.whisperschema.move.MoveProgress;
import io.whisperschema.plan.Step;
import java.time.Duration;
import java.util.Optional;

/**
 * Hears what a run does, on the thread that runs it. What it throws stops the run. Where there is nothing to do there is
 * no run and nothing is heard.
 */
public interface ProgressListener {
    /** Hears nothing. */
    ProgressListener SILENT = new ProgressListener() {};

    /**
     * A run begins.
     *
     * @param run what it is, such as {@code 3 migrations on postgres}
     */
    default void runStarted(String run) {}

    /** A run has done what it was to do, and all of it is applied. */
    default void runFinished(String run, Duration took) {}

    /** A run was stopped by an error, which the host is going to hear too. */
    default void runFailed(String run, Duration took, RuntimeException error) {}

    /** A migration is about to be applied or taken back; again, if its transaction was undone and is tried anew. */
    default void migrationStarted(Migration migration, StatementChange.Way way) {}

    /** A migration was run; in a transaction it is not applied yet. */
    default void migrationFinished(Migration migration, StatementChange.Way way, Duration took) {}

    /** A step is about to run; again, if its transaction was undone and is tried anew. */
    default void started(Step step) {}

    /** A step was run; in a transaction it is not applied yet. */
    default void finished(Step step, Duration took) {}

    /**
     * A batch of a step that fills rows is applied.
     *
     * @param done how many rows this run has filled
     * @param of how many it has to fill, as counted when it began, or more
     */
    default void rowsFilled(Step step, long done, long of) {}

    /**
     * A step on collections has made so many points anew, in this run and in those before it that were stopped.
     *
     * @param done how many points
     * @param of how many there are about
     */
    default void pointsReshaped(Step step, long done, long of) {}

    /**
     * A step on a cache has been at so many entries, in this run.
     *
     * @param done how many entries
     * @param of how many there are about
     */
    default void entriesRewritten(Step step, long done, long of) {}

    /** A step goes on although something could not be done as asked, such as what cannot be read and stays as it is. */
    default void noted(Step step, Finding finding) {}

    /** A restore point was taken before steps that can lose data. */
    default void restorePointTaken(String store, String name) {}

    /** A restore point is not needed: others were faster, and this run did nothing behind it. */
    default void restorePointDiscarded(String store, String name) {}

    /** Steps that can lose data are about to run on a store that the restore points given do not cover. */
    default void restorePointMissing(String store) {}

    /** A step was found applied by an earlier, interrupted run. */
    default void skipped(Step step) {}

    /** A step that was applied is undone, since a later one failed. */
    default void undone(Step step) {}

    /** A step failed. */
    default void failed(Step step, String message) {}

    /**
     * So many of the steps that are known of the run were run; after a transaction was undone it counts them again.
     *
     * @param done how many
     * @param of of how many
     */
    default void progressed(int done, int of) {}

    /**
     * A run waits for what others hold on a store.
     *
     * @param forWhom who holds it, as far as that is known
     */
    default void waiting(String store, Optional<String> forWhom) {}

    /** Such a wait is over and the run goes on. */
    default void waited(String store, Duration howLong, Optional<String> forWhom) {}

    /** A move begins with its next phase. */
    default void moveAdvanced(MovePhase phase) {}

    /** How far a move is: at most five times a second, and at the end of each phase that reads rows. */
    default void moved(MoveProgress progress) {}

    /** A chunk of a move is committed, with so many rows. */
    default void chunkMoved(Chunk chunk, long rows) {}

    /**
     * A start waits for a server that is not there yet; again after each try.
     *
     * @param message what the last try said
     */
    default void waitingForServer(String store, String message) {}
}
