package io.whisperschema.vector;

import io.qdrant.client.QdrantClient;
import io.whisperschema.move.Limits;
import io.whisperschema.move.Passage;
import io.whisperschema.move.Writing;
import io.whisperschema.spi.Checkpoints;
import io.whisperschema.spi.ItemWriter;
import io.whisperschema.spi.MoveSource;
import io.whisperschema.spi.MovedCollection;
import io.whisperschema.spi.PointTarget;
import io.whisperschema.vector.internal.move.MoveCheckpoints;
import io.whisperschema.vector.internal.move.PointWriter;
import io.whisperschema.vector.internal.move.PointsOnServer;
import io.whisperschema.vector.internal.points.QdrantCalls;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A server that receives collections. */
final class QdrantMoveTarget implements PointTarget {
    private static final int WRITERS = 16;

    /** A server that rebuilds its indexes may keep a write waiting. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final QdrantClient client;
    private final QdrantCalls calls;
    private final MovedCollections made;
    private final MoveCheckpoints checkpoints;

    QdrantMoveTarget(String store, QdrantClient client) {
        this.client = client;
        calls = new QdrantCalls(store, Optional.of(LONGEST));
        checkpoints = new MoveCheckpoints(client, calls);
        made = new MovedCollections(client, calls);
    }

    @Override
    public int writers() {
        return WRITERS;
    }

    @Override
    public Limits limits() {
        return Limits.none();
    }

    @Override
    public Checkpoints checkpoints() {
        return checkpoints;
    }

    @Override
    public Writing writing(Passage passage) {
        return Writing.UPSERT;
    }

    @Override
    public ItemWriter writer(int lane) {
        return new PointWriter(client, calls, checkpoints);
    }

    @Override
    public MoveSource readBack() {
        return new PointsOnServer(client, calls);
    }

    @Override
    public List<String> unfit(List<MovedCollection> collections) {
        return made.unfit(collections);
    }

    @Override
    public void create(List<MovedCollection> collections) {
        for (MovedCollection collection : collections) {
            run("create collection " + collection.name(), () -> made.create(collection));
        }
    }

    @Override
    public void complete(List<MovedCollection> collections) {
        for (MovedCollection collection : collections) {
            run("complete collection " + collection.name(), () -> made.complete(collection));
        }
    }

    private void run(String what, QdrantWork.Work work) {
        try {
            work.run();
        } catch (CallFailed failure) {
            throw calls.unavailable(what, failure, "What is made stays; move again to go on.");
        }
    }

    @Override
    public void close() {}
}
