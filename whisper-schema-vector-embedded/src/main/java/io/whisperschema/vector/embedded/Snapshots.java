package io.whisperschema.vector.embedded;

import io.whisperschema.vector.embedded.internal.engine.Engine;
import io.whisperschema.vector.embedded.internal.engine.Engine.IfThere;
import io.whisperschema.vector.embedded.internal.file.SnapshotFile;
import io.whisperschema.vector.embedded.internal.file.SnapshotFolder;
import io.whisperschema.vector.embedded.internal.file.WriteFailed;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import io.whisperschema.vector.embedded.internal.service.Checks;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The snapshots of a store. The official client takes, lists and deletes them; this says where their files are, and brings
 * collections back from them, which a server does over REST only.
 *
 * <p><b>Where.</b> Full snapshots are in the {@link #folder}, those of a collection in a folder of its name below: that of
 * {@code memory.db} is {@code memory.db-snapshots} beside it, unless {@link EmbeddedOptions#withSnapshotsFolder} names
 * another. The folder belongs to one store; it comes with the first snapshot, and it is all there is: a file that is
 * taken out is gone from the list. A snapshot stays when its collection is deleted. A collection whose name has upper case
 * letters or other signs than {@code a-z 0-9 _ -} has a folder with {@code ~} and sixteen digits of its name's SHA-256
 * behind it.
 *
 * <p><b>What.</b> A snapshot is one SQLite file with all that is in one collection, without aliases, or in all of them, with
 * aliases, as it is at one moment: when the call returns. Others read and write meanwhile; a writer waits for a few
 * milliseconds at a time. The file is read back, forced to the disk and then named: a process that is killed leaves none,
 * but at most a file {@code snapshot-….new}, which goes when the store is opened again. Beside it, in {@code ….checksum}, is
 * the SHA-256 of its bytes; in it is another one of all that it holds, so that it can be copied anywhere alone.
 *
 * <p><b>Restoring.</b> A collection comes back whole or not at all, also when the process is killed. Nothing that is there
 * is replaced unless {@link #replace} says so. What is damaged, of something else, or too new is refused, and so is what does
 * not fit into the memory limit, for which a collection that is replaced counts until it is gone. A full snapshot becomes a
 * store of its own with {@link EmbeddedQdrant#restore}.
 *
 * <p>Thread-safe.
 */
public final class Snapshots {

    private final Engine engine;
    private final Optional<SnapshotFolder> folder;

    Snapshots(Engine engine, Optional<SnapshotFolder> folder) {
        this.engine = engine;
        this.folder = folder;
    }

    /** The folder, whether or not it was made yet; nothing for a store in memory without one. */
    public Optional<Path> folder() {
        return folder.map(SnapshotFolder::path);
    }

    /** The snapshots of a collection by its name, the oldest first. The collection itself may be gone. */
    public List<Snapshot> of(String collection) {
        Objects.requireNonNull(collection, "collection");
        return folder.map(there -> there.of(collection)).orElse(List.of());
    }

    /** The full snapshots, the oldest first. */
    public List<Snapshot> full() {
        return folder.map(SnapshotFolder::full).orElse(List.of());
    }

    /**
     * Brings back a collection under the name that it had.
     *
     * @return that name
     * @throws EmbeddedStoreException when a collection or an alias has the name, or the snapshot cannot be restored
     */
    public String restore(Path snapshot) {
        return restore(snapshot, Optional.empty(), IfThere.REFUSE);
    }

    /**
     * Brings back a collection under a name.
     *
     * @throws EmbeddedStoreException as with {@link #restore(Path)}
     * @throws IllegalArgumentException when no collection can have that name
     */
    public void restore(Path snapshot, String collection) {
        restore(snapshot, Optional.of(collection), IfThere.REFUSE);
    }

    /**
     * Brings back a collection under a name in place of the collection that has it. Aliases of that one stand for the
     * restored one then. Otherwise like {@link #restore(Path, String)}, also when there is no such collection.
     */
    public void replace(String collection, Path snapshot) {
        restore(snapshot, Optional.of(collection), IfThere.REPLACE);
    }

    private String restore(Path path, Optional<String> collection, IfThere ifThere) {
        collection.ifPresent(Snapshots::check);
        try (SnapshotFile snapshot = SnapshotFile.open(Objects.requireNonNull(path, "snapshot"))) {
            String name = collection.orElse(nameIn(snapshot, path));
            engine.restore(snapshot, name, ifThere);
            return name;
        } catch (Refused e) {
            throw explain(path, e);
        } catch (IllegalArgumentException e) {
            throw doesNotHoldTogether(path, e);
        } catch (WriteFailed e) {
            throw new EmbeddedStoreException.Unavailable(e.getMessage(), e);
        }
    }

    private static void check(String collection) {
        try {
            new Checks().newName(collection).done();
        } catch (Refused e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static String nameIn(SnapshotFile snapshot, Path path) {
        List<String> names = snapshot.collections();
        if (snapshot.kind() == SnapshotFile.Kind.FULL || names.size() != 1) {
            throw new EmbeddedStoreException.Damaged(path + " is a full snapshot, which becomes a store of its own with"
                    + " EmbeddedQdrant.restore. Nothing was changed.");
        }
        return names.get(0);
    }

    static EmbeddedStoreException explain(Path snapshot, Refused e) {
        return switch (e.code()) {
            case RESOURCE_EXHAUSTED ->
                new EmbeddedStoreException.TooLarge("What is in " + snapshot + " does not fit. " + e.getMessage());
            case ALREADY_EXISTS ->
                new EmbeddedStoreException.AlreadyThere(
                        e.getMessage() + " Restore it under another name, or replace that one. Nothing was changed.");
            default ->
                new EmbeddedStoreException.AlreadyThere(
                        e.getMessage() + ". Restore it under another name. Nothing was changed.");
        };
    }

    static EmbeddedStoreException doesNotHoldTogether(Path snapshot, IllegalArgumentException e) {
        return new EmbeddedStoreException.Damaged(
                snapshot + " does not hold together: " + e.getMessage() + ". Restore another one. Nothing was changed.",
                e);
    }
}
