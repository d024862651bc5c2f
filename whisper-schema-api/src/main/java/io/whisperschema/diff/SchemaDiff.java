package io.whisperschema.diff;

import io.whisperschema.catalog.CacheCatalog;
import io.whisperschema.catalog.Catalog;
import io.whisperschema.catalog.GraphCatalog;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.VectorCatalog;

/** Compares what is there with what should be. Pure: no store is asked. */
public final class SchemaDiff {
    private SchemaDiff() {}

    /**
     * What turns {@code actual} into {@code desired}.
     *
     * @throws IllegalArgumentException if they are of different kinds, or of different relational dialects
     */
    public static Diff between(Catalog actual, Catalog desired) {
        return between(actual, desired, DiffHints.none());
    }

    /**
     * What turns {@code actual} into {@code desired}, with hints; of them a store of vectors knows only what becomes of extras.
     *
     * @throws IllegalArgumentException if they are of different kinds, or of different relational dialects
     */
    public static Diff between(Catalog actual, Catalog desired, DiffHints hints) {
        if (actual instanceof RelationalCatalog from && desired instanceof RelationalCatalog to) {
            return RelationalDiff.between(from, to, hints);
        }
        if (actual instanceof VectorCatalog from && desired instanceof VectorCatalog to) {
            return VectorDiff.between(from, to, hints);
        }
        if (actual instanceof CacheCatalog from && desired instanceof CacheCatalog to) {
            return NamedDiff.between(from, to);
        }
        if (actual instanceof GraphCatalog from && desired instanceof GraphCatalog to) {
            return NamedDiff.between(from, to);
        }
        throw new IllegalArgumentException(
                "A " + actual.kind() + " catalog cannot be compared with a " + desired.kind() + " catalog.");
    }
}
