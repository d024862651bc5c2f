package io.whisperschema.error;

import java.util.ArrayList;
import java.util.List;

/** Migrations that a store has applied mean something else in the code by now; nothing was applied. */
public final class ChecksumMismatch extends SchemaException {
    private static final long serialVersionUID = 1L;

    private final String store;
    private final ArrayList<String> migrations;

    /**
     * @param store which store
     * @param migrations which migrations, each with both sums
     */
    public ChecksumMismatch(String store, List<String> migrations) {
        super(
                "CHECKSUM MISMATCH on " + store + ":\n  " + String.join("\n  ", migrations)
                        + "\nNothing was applied. Put the applied text back and write the change as a new migration; or, if"
                        + " the database is right as it is, repair(reason) records the new text.",
                null);
        this.store = store;
        this.migrations = new ArrayList<>(migrations);
    }

    /** Which store. */
    public String store() {
        return store;
    }

    /** Which migrations, each with both sums. */
    public List<String> migrations() {
        return List.copyOf(migrations);
    }
}
