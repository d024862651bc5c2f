package io.whisperschema.vector.internal.move;

import io.qdrant.client.QdrantClient;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.ChunkState;
import io.whisperschema.move.Item;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.ItemWriter;
import io.whisperschema.vector.internal.points.PointUpserts;
import io.whisperschema.vector.internal.points.QdrantCalls;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import java.util.Optional;

/**
 * Writes chunks of points. There are no transactions: points of a chunk that is given up stay, and are written again with the
 * same chunk.
 */
public final class PointWriter implements ItemWriter {
    private final QdrantClient client;
    private final QdrantCalls calls;
    private final MoveCheckpoints checkpoints;
    private String collection = "";
    private Optional<PointUpserts> upserts = Optional.empty();

    /** Keeps how its chunks stand in those checkpoints. */
    public PointWriter(QdrantClient client, QdrantCalls calls, MoveCheckpoints checkpoints) {
        this.client = client;
        this.calls = calls;
        this.checkpoints = checkpoints;
    }

    @Override
    public boolean begin(Passage passage, Chunk chunk) {
        collection = passage.target();
        if (checkpoints.isDone(chunk)) {
            return false;
        }
        upserts = Optional.of(new PointUpserts(client, calls, collection));
        return true;
    }

    @Override
    public void write(Item item) {
        try {
            upserts.orElseThrow().add(PointItems.point(item));
        } catch (CallFailed failure) {
            throw unavailable(failure);
        }
    }

    @Override
    public void commit(ChunkState done) {
        try {
            upserts.orElseThrow().flush();
        } catch (CallFailed failure) {
            throw unavailable(failure);
        }
        checkpoints.done(done);
        upserts = Optional.empty();
    }

    private RuntimeException unavailable(CallFailed failure) {
        return calls.unavailable("write points of collection " + collection, failure, PointsOnServer.GO_ON);
    }

    @Override
    public void abandon() {
        upserts = Optional.empty();
    }

    /** Moves of collections reject no point. */
    @Override
    public Added add(Passage passage, Item item) {
        throw new UnsupportedOperationException("points are never rejected");
    }

    @Override
    public void close() {
        abandon();
    }
}
