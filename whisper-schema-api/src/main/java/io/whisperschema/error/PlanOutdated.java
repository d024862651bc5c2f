package io.whisperschema.error;

/** A store is no longer what its plan was made for; nothing was applied to it. */
public final class PlanOutdated extends SchemaException {
    private static final long serialVersionUID = 1L;

    private final String store;

    /**
     * @param store which store
     */
    public PlanOutdated(String store) {
        super(
                store
                        + " has changed since the plan was made, so the plan may no longer fit. Nothing was applied to it."
                        + " Make a new plan and look at it again.",
                null);
        this.store = store;
    }

    /** Which store. */
    public String store() {
        return store;
    }
}
