package io.whisperschema.error;

import java.util.ArrayList;
import java.util.List;

/** Rows that were copied break rules as their target reads them; they stay, but it is not stamped. */
public final class RowsRefused extends SchemaException {
    private static final long serialVersionUID = 1L;

    private final String store;
    private final ArrayList<String> flaws;

    /**
     * @param store which target
     * @param flaws which rows of which tables, rule by rule; without values
     * @param chunks how many chunks are copied, all that there are
     */
    public RowsRefused(String store, List<String> flaws, int chunks) {
        super(
                store + " does not let in rows that were copied:\n  " + String.join("\n  ", flaws) + "\n" + chunks
                        + " of " + chunks
                        + " chunks are copied and stay, but nobody can start on it. Databases read conditions"
                        + " each in their way, and a reference needs its row in the target: change the rows in the source or"
                        + " the rule in the definition, drop what is there and move anew.",
                null);
        this.store = store;
        this.flaws = new ArrayList<>(flaws);
    }

    /** Which target. */
    public String store() {
        return store;
    }

    /** Which rows of which tables, rule by rule. */
    public List<String> flaws() {
        return List.copyOf(flaws);
    }
}
