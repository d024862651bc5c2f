package io.whisperschema.error;

import java.util.ArrayList;
import java.util.List;

/** A store is not as what was asked for needs it: for {@code bootstrap}, neither empty nor as the definition says. */
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
        this(store, "differs from the definition", differences, "Nothing was applied to any store. " + remedy);
    }

    /**
     * @param store which store
     * @param what what is the matter with it
     * @param differences what is not as it should be, a sentence each
     * @param state in what state it is now, and what to do about it
     */
    public StoreDiffers(String store, String what, List<String> differences, String state) {
        super(store + " " + what + ":\n  " + String.join("\n  ", differences) + "\n" + state, null);
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
