package io.whisperschema.error;

import java.util.ArrayList;
import java.util.List;

/** A store is neither empty nor as the definition says, so {@code bootstrap} left everything as it was. */
public final class StoreDiffers extends SchemaException {
    private static final long serialVersionUID = 1L;

    private final String store;
    private final ArrayList<String> differences;

    /**
     * @param store which store
     * @param differences what differs, a sentence each
     * @param remedy what to do about it
     */
    public StoreDiffers(String store, List<String> differences, String remedy) {
        super(
                store + " differs from the definition:\n  " + String.join("\n  ", differences)
                        + "\nNothing was applied to any store. " + remedy,
                null);
        this.store = store;
        this.differences = new ArrayList<>(differences);
    }

    /** Which store. */
    public String store() {
        return store;
    }

    /** What differs, a sentence each. */
    public List<String> differences() {
        return List.copyOf(differences);
    }
}
