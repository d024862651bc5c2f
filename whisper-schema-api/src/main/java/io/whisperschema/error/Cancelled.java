package io.whisperschema.error;

/** The host asked to stop; the message says which steps are applied. */
public final class Cancelled extends SchemaException {
    private static final long serialVersionUID = 1L;

    private final int applied;

    /**
     * @param applied how many steps of the plan are applied and stay so
     * @param message what state the stores are in
     */
    public Cancelled(int applied, String message) {
        super(message, null);
        this.applied = applied;
    }

    /** How many steps of the plan are applied and stay so. */
    public int applied() {
        return applied;
    }
}
