package io.whisperschema.error;

import java.util.Optional;

/** A step of a plan failed; the message's last line says what state the store is in now. */
public final class StepFailed extends SchemaException {
    private static final long serialVersionUID = 1L;

    private final String store;
    private final String stepId;
    private final int applied;

    /**
     * @param store which store
     * @param stepId the step's id in its plan
     * @param applied how many steps of the plan are applied and stay so
     * @param message what, where, and what to do
     * @param cause the driver's error, freed of row values; empty where a store's state is the only evidence
     */
    public StepFailed(String store, String stepId, int applied, String message, Optional<? extends Throwable> cause) {
        super(message, cause.orElse(null));
        this.store = store;
        this.stepId = stepId;
        this.applied = applied;
    }

    /** Which store. */
    public String store() {
        return store;
    }

    /** The step's id in its plan. */
    public String stepId() {
        return stepId;
    }

    /** How many steps of the plan are applied and stay so. */
    public int applied() {
        return applied;
    }
}
