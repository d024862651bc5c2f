package io.whisperschema;

import io.whisperschema.catalog.CacheCatalog;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.error.MoveUnfinished;
import io.whisperschema.spi.CacheStore;
import io.whisperschema.spi.Checkpoints;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.Store;
import io.whisperschema.spi.VectorStore;

/** A target to which not all rows have come yet: nobody may start on it, nor complete its structure. */
final class UnfinishedMove {
    private static final String REMEDY =
            "Move again with the options that it was begun with, or drop what is there and move anew.";

    private UnfinishedMove() {}

    /** Whether a store that holds this is one. */
    static boolean isIn(RelationalCatalog found) {
        return found.table(Checkpoints.TABLE).isPresent();
    }

    /** Whether a store of vectors that holds this is one. */
    static boolean isIn(VectorCatalog found) {
        return found.foreignObjects().stream().anyMatch(object -> object.name().equals(Checkpoints.COLLECTION));
    }

    /**
     * Goes on unless it is one.
     *
     * @throws MoveUnfinished if it is
     */
    static void refuse(RelationalStore store) {
        refuse(store, store.inspect());
    }

    /**
     * Goes on unless a store that holds this is one.
     *
     * @throws MoveUnfinished if it is
     */
    static void refuse(RelationalStore store, RelationalCatalog found) {
        if (isIn(found)) {
            throw unfinished(store, Checkpoints.TABLE);
        }
    }

    /**
     * Goes on unless a store of vectors that holds this is one.
     *
     * @throws MoveUnfinished if it is
     */
    static void refuse(VectorStore store, VectorCatalog found) {
        if (isIn(found)) {
            throw unfinished(store, Checkpoints.COLLECTION);
        }
    }

    /** Whether a cache that holds this is one. */
    static boolean isIn(CacheCatalog found) {
        return found.foreignObjects().stream().anyMatch(object -> object.name().equals(Checkpoints.KEY));
    }

    /**
     * Goes on unless a cache that holds this is one.
     *
     * @throws MoveUnfinished if it is
     */
    static void refuse(CacheStore store, CacheCatalog found) {
        if (isIn(found)) {
            throw unfinished(store, Checkpoints.KEY);
        }
    }

    private static MoveUnfinished unfinished(Store store, String teller) {
        return new MoveUnfinished(store.name(), "of which " + teller + " tells", REMEDY);
    }
}
