package io.whisperschema.error;

/** What a store has on record leaves open what it has; nothing was applied. */
public final class HistoryUnclear extends SchemaException {
    private static final long serialVersionUID = 1L;

    private final String store;

    /**
     * @param store which store
     * @param problem what is unclear, as a clause
     * @param remedy what to do about it
     */
    public HistoryUnclear(String store, String problem, String remedy) {
        super("On " + store + " " + problem + ". Nothing was applied. " + remedy, null);
        this.store = store;
    }

    /** Which store. */
    public String store() {
        return store;
    }
}
