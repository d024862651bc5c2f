package io.whisperschema.vector;

import io.qdrant.client.QdrantClient;
import io.whisperschema.vector.internal.points.QdrantCalls;
import java.util.List;

/**
 * The snapshots that a server holds, of collections and of all of it. They are files of the server's own version; what can be
 * taken to others is {@link QdrantStore#export}. A snapshot of a collection holds no aliases. Thread-safe, as far as the client
 * is.
 */
public final class QdrantSnapshots {
    private static final String WHOLE = "the whole store";

    private final QdrantClient client;
    private final QdrantCalls calls;
    private final QdrantCalls questions;

    QdrantSnapshots(QdrantClient client, QdrantCalls calls, QdrantCalls questions) {
        this.client = client;
        this.calls = calls;
        this.questions = questions;
    }

    /**
     * Takes one of a collection, however long that takes.
     *
     * @throws io.whisperschema.error.StoreUnavailable if the server does not do it
     */
    public StoredSnapshot create(String collection) {
        return StoredSnapshot.of(
                calls.asked("take a snapshot of collection " + collection, client.createSnapshotAsync(collection)));
    }

    /** Takes one of all collections, however long that takes; servers in a cluster do not. */
    public StoredSnapshot createFull() {
        return StoredSnapshot.of(calls.asked("take a snapshot of " + WHOLE, client.createFullSnapshotAsync()));
    }

    /** Those of a collection. */
    public List<StoredSnapshot> of(String collection) {
        return questions
                .asked("list snapshots of collection " + collection, client.listSnapshotAsync(collection))
                .stream()
                .map(StoredSnapshot::of)
                .toList();
    }

    /** Those of all collections together. */
    public List<StoredSnapshot> full() {
        return questions.asked("list snapshots of " + WHOLE, client.listFullSnapshotAsync()).stream()
                .map(StoredSnapshot::of)
                .toList();
    }

    /** Deletes one of a collection, whichever it is. */
    public void delete(String collection, String snapshot) {
        calls.asked(
                "delete snapshot " + snapshot + " of collection " + collection,
                client.deleteSnapshotAsync(collection, snapshot));
    }

    /** Deletes one of all collections, whichever it is. */
    public void deleteFull(String snapshot) {
        calls.asked("delete snapshot " + snapshot + " of " + WHOLE, client.deleteFullSnapshotAsync(snapshot));
    }

    /**
     * Deletes those of a collection that need not stay, oldest first, whoever took them: a server names them all alike.
     *
     * @return those that are gone
     */
    public List<StoredSnapshot> prune(String collection, SnapshotRetention retention) {
        List<StoredSnapshot> outdated = retention.outdated(of(collection));
        outdated.forEach(snapshot -> delete(collection, snapshot.name()));
        return outdated;
    }

    /**
     * Deletes those of all collections together that need not stay, oldest first, whoever took them.
     *
     * @return those that are gone
     */
    public List<StoredSnapshot> pruneFull(SnapshotRetention retention) {
        List<StoredSnapshot> outdated = retention.outdated(full());
        outdated.forEach(snapshot -> deleteFull(snapshot.name()));
        return outdated;
    }
}
