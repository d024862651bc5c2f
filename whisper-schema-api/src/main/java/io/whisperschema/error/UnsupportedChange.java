package io.whisperschema.error;

/** A store cannot make a change it is asked for; thrown while planning, so nothing was applied. */
public final class UnsupportedChange extends SchemaException {
    private static final long serialVersionUID = 1L;

    private final String store;

    /**
     * @param store which store
     * @param change the change, in words
     * @param reason why the store cannot make it
     * @param remedy what to do instead
     */
    public UnsupportedChange(String store, String change, String reason, String remedy) {
        super(store + " cannot " + change + ": " + reason + ". " + remedy + " Nothing was applied.", null);
        this.store = store;
    }

    /** Which store. */
    public String store() {
        return store;
    }
}
