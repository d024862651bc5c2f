package io.whisperschema.error;

/** Rows that an earlier run of a move has copied are others by now; what is copied stays, and nothing was added. */
public final class SourceChanged extends SchemaException {
    private static final long serialVersionUID = 1L;

    private final String store;
    private final String table;
    private final String range;

    /**
     * @param store which store is read
     * @param table which of its tables
     * @param range which part of it, as the store names parts
     * @param state what is copied, as a sentence
     */
    public SourceChanged(String store, String table, String range, String state) {
        super(
                "Rows " + range + " of " + table + " on " + store + " are others than those that were copied. " + state
                        + " Drop the target's tables and move anew, or put the source back.",
                null);
        this.store = store;
        this.table = table;
        this.range = range;
    }

    /** Which store is read. */
    public String store() {
        return store;
    }

    /** Which of its tables. */
    public String table() {
        return table;
    }

    /** Which part of it, as the store names parts. */
    public String range() {
        return range;
    }
}
