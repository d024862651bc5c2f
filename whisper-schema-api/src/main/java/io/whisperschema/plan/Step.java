package io.whisperschema.plan;

import static java.util.Objects.requireNonNull;

import io.whisperschema.diff.Change;
import java.util.Optional;

/**
 * One step of a plan.
 *
 * @param id its name within the plan, for example {@code 3}
 * @param store the store it runs on
 * @param change the change that asked for it
 * @param statement what will be run, on stores that run statements
 * @param risk what running it may cost
 * @param isolation whether it can be part of a transaction
 * @param undo the way back
 */
public record Step(
        String id, String store, Change change, Optional<String> statement, Risk risk, Isolation isolation, Undo undo) {
    public Step {
        requireNonNull(id);
        requireNonNull(store);
        requireNonNull(change);
        requireNonNull(statement);
        requireNonNull(risk);
        requireNonNull(isolation);
        requireNonNull(undo);
    }

    /** Whether a step can be part of a transaction. */
    public enum Isolation {
        /** It is applied or not together with its neighbours. */
        IN_TRANSACTION,
        /** It is applied by itself and stays when a later one fails. */
        ALONE
    }

    /** The same step under another id. */
    public Step withId(String changed) {
        return new Step(changed, store, change, statement, risk, isolation, undo);
    }

    /** What will be run: the statement, or the change in words. */
    public String action() {
        return statement.orElseGet(change::words);
    }
}
