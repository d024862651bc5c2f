package io.whisperschema.error;

import java.util.ArrayList;
import java.util.List;

/** What a target returns is not what was read from the source; all rows are copied, but it is not stamped. */
public final class ProofFailed extends SchemaException {
    private static final long serialVersionUID = 1L;

    private final String store;
    private final ArrayList<String> tables;

    /**
     * @param store which target
     * @param tables which of its tables differ, each with how much
     */
    public ProofFailed(String store, List<String> tables) {
        this(
                store,
                tables,
                "All rows are copied, but the target is not stamped, so nobody can start on it. verifyMoved(…) names the"
                        + " rows that differ. Mend them there and move again, or drop what is there and move anew.");
    }

    /**
     * @param store which target
     * @param tables which of its tables or collections differ, each with how much
     * @param state what state the target is in, and what to do
     */
    public ProofFailed(String store, List<String> tables, String state) {
        super(
                "What " + store + " returns differs from what was read:\n  " + String.join("\n  ", tables) + "\n"
                        + state,
                null);
        this.store = store;
        this.tables = new ArrayList<>(tables);
    }

    /** Which target. */
    public String store() {
        return store;
    }

    /** Which of its tables differ, each with how much. */
    public List<String> tables() {
        return List.copyOf(tables);
    }
}
