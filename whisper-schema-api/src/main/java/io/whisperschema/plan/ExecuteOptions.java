package io.whisperschema.plan;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a plan may be executed.
 *
 * @param dataLoss whether steps that lose data may run
 * @param lockWait how long to wait for somebody else's lock
 * @param statementTime how long one statement may take, for ever when absent
 * @param runTime how long a run may take, looked at between its steps; for ever when absent
 * @param code the host code that the plan refers to
 * @param afterFailure what becomes of the steps before one that fails
 */
public record ExecuteOptions(
        DataLoss dataLoss,
        Duration lockWait,
        Optional<Duration> statementTime,
        Optional<Duration> runTime,
        List<CodeStep<?>> code,
        AfterFailure afterFailure) {
    public ExecuteOptions {
        requireNonNull(dataLoss);
        requireNonNull(lockWait);
        requireNonNull(statementTime);
        requireNonNull(runTime);
        code = List.copyOf(code);
        requireNonNull(afterFailure);
    }

    /** Whether steps that lose data may run. */
    public enum DataLoss {
        /** They stop the plan before anything is done. */
        REFUSED,
        /** They run. */
        ALLOWED
    }

    /** What becomes of the steps of a plan that are applied when a later one fails. */
    public enum AfterFailure {
        /** They stay, and the next run goes on behind them; where they share a transaction it is rolled back. */
        STEPS_STAY,
        /** Those that this call has applied are undone, the last first. */
        STEPS_UNDONE
    }

    /** No data loss, half a minute for locks, no limit for statements. */
    public static ExecuteOptions cautious() {
        return new ExecuteOptions(
                DataLoss.REFUSED,
                Duration.ofSeconds(30),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                AfterFailure.STEPS_STAY);
    }

    /** Steps that lose data may run. */
    public ExecuteOptions allowingDataLoss() {
        return new ExecuteOptions(DataLoss.ALLOWED, lockWait, statementTime, runTime, code, afterFailure);
    }

    /** Wait that long for somebody else's lock. */
    public ExecuteOptions waitingForLocks(Duration atMost) {
        return new ExecuteOptions(dataLoss, atMost, statementTime, runTime, code, afterFailure);
    }

    /** One statement may take that long; SQLite counts the time in which it works, not that in which it waits for locks. */
    public ExecuteOptions limitingStatementsTo(Duration atMost) {
        return new ExecuteOptions(dataLoss, lockWait, Optional.of(atMost), runTime, code, afterFailure);
    }

    /**
     * A run of a plan or of migrations may take that long. It is looked at before each step and while waiting for locks; a
     * step that runs is not stopped by it but by {@link #limitingStatementsTo}.
     */
    public ExecuteOptions limitingRunsTo(Duration atMost) {
        return new ExecuteOptions(dataLoss, lockWait, statementTime, Optional.of(atMost), code, afterFailure);
    }

    /** With this host code. */
    public ExecuteOptions with(CodeStep<?> step) {
        var more = new ArrayList<CodeStep<?>>(code);
        more.add(step);
        return new ExecuteOptions(dataLoss, lockWait, statementTime, runTime, more, afterFailure);
    }

    /**
     * When a step of a plan fails, those that the same call has applied before it are undone, the last first, on whatever
     * stores they are, until one has no way back or was applied by an earlier run; the error tells what remains. What was
     * written meanwhile to a table or collection that is undone goes with it; of the relational store a restore point is
     * taken before, where the host has them. A run that was killed, stopped or ran out of time is not undone: the next one
     * goes on. Of migrations each has its own way back.
     */
    public ExecuteOptions undoingAfterFailure() {
        return new ExecuteOptions(dataLoss, lockWait, statementTime, runTime, code, AfterFailure.STEPS_UNDONE);
    }
}
