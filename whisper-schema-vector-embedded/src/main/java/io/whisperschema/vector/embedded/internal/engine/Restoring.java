package io.whisperschema.vector.embedded.internal.engine;

import io.whisperschema.vector.embedded.internal.file.Change;
import io.whisperschema.vector.embedded.internal.file.Moving;
import io.whisperschema.vector.embedded.internal.file.SnapshotFile;
import io.whisperschema.vector.embedded.internal.file.Store;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings a collection from a snapshot into a store. It is read into memory first, which finds whatever is wrong with it,
 * and then written to the store's file a few megabytes at a time, between the writes of others, as one that is not there
 * yet. What is left of it when the process ends is dropped when the file is opened again.
 */
final class Restoring {

    private final Engine engine;
    private final Store store;
    private final SnapshotFile snapshot;
    private @Nullable Collection arriving;
    private boolean writing;

    private Restoring(Engine engine, Store store, SnapshotFile snapshot) {
        this.engine = engine;
        this.store = store;
        this.snapshot = snapshot;
    }

    static Restoring of(Engine engine, Store store, SnapshotFile snapshot) {
        return new Restoring(engine, store, snapshot);
    }

    /** Under a number and a name; what makes it be there comes last. */
    void as(int id, String name, Consumer<Collection> arrive) {
        try {
            snapshot.read(new Loading((number, old, config) -> made(id, name, config), Restoring::refuseAlias));
            arrive.accept(written(id));
        } catch (RuntimeException e) {
            takeBack(id, e);
            throw e;
        }
    }

    private Collection made(int id, String name, byte[] config) {
        if (arriving != null) {
            throw new IllegalArgumentException("there is more than one collection in it");
        }
        arriving = engine.made(id, name, config);
        return arriving;
    }

    private static void refuseAlias(String alias, int collection) {
        throw new IllegalArgumentException("there are aliases in it");
    }

    private Collection written(int id) {
        if (arriving == null) {
            throw new IllegalArgumentException("there is no collection in it");
        }
        writing = true;
        Moving moving = Moving.collectionAs(id, changes -> store.await(store.append(changes)));
        snapshot.read(moving);
        moving.end();
        return arriving;
    }

    private void takeBack(int id, RuntimeException cause) {
        if (arriving != null) {
            arriving.forget();
        }
        if (writing) {
            try {
                store.await(store.append(List.of(new Change.DropCollection(id))));
            } catch (RuntimeException e) {
                cause.addSuppressed(e);
            }
        }
    }
}
