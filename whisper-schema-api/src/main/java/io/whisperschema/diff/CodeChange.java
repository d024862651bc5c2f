package io.whisperschema.diff;

import io.whisperschema.catalog.Catalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.finding.Finding;

/**
 * A change that the host's own code makes, referred to by name.
 *
 * @param kind the kind of store it is for
 * @param name its name
 * @param version the code's own version, which stands for its checksum
 */
public record CodeChange(StoreKind kind, String name, String version) implements Change {
    @Override
    public String words() {
        return "run " + name + " (version " + version + ")";
    }

    @Override
    public Finding finding() {
        return Finding.error("code " + name, "run", "not run", "Hand it to execute.");
    }

    @Override
    public State stateIn(Catalog catalog) {
        return State.UNKNOWN;
    }
}
