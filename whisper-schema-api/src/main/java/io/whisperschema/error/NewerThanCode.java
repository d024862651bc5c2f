package io.whisperschema.error;

import java.util.ArrayList;
import java.util.List;

/** A store has migrations that the code does not know; nothing was applied. */
public final class NewerThanCode extends SchemaException {
    private static final long serialVersionUID = 1L;

    private final String store;
    private final ArrayList<String> unknown;

    /**
     * @param store which store
     * @param unknown what it has applied that the code does not know
     */
    public NewerThanCode(String store, List<String> unknown) {
        super(
                store + " is newer than this code, which does not know:\n  " + String.join("\n  ", unknown)
                        + "\nNothing was applied. Start the newer code, or take these migrations back with it first.",
                null);
        this.store = store;
        this.unknown = new ArrayList<>(unknown);
    }

    /** The error that its own tables are those of a later release. */
    public static NewerThanCode inFormat(String store, int found, int known) {
        return new NewerThanCode(store, List.of("tables of format " + found + "; this code writes " + known));
    }

    /** Which store. */
    public String store() {
        return store;
    }

    /** What it has applied that the code does not know. */
    public List<String> unknown() {
        return List.copyOf(unknown);
    }
}
