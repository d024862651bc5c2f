package io.whisperschema.vector.internal.move;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.ChunkState;
import io.whisperschema.move.Item;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.ItemWriter;
import io.whisperschema.vector.internal.points.PointUpserts;
import io.whisperschema.vector.internal.points.QdrantCalls;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Writes chunks of points. There are no transactions: points of a chunk that is given up stay, and are written again with the
 * same chunk. A writer that was away for a while, as a process that is halted, asks before its next request whether another has
 * copied the chunk meanwhile, and leaves it alone then; only a request that was on its way by then may still take back what was
 * written since.
 */
public final class PointWriter implements ItemWriter {
    private static final long A_WHILE = Duration.ofMillis(20).toNanos();

    private final QdrantClient client;
    private final QdrantCalls calls;
    private final MoveCheckpoints checkpoints;
    private final LongSupplier nanos;
    private String collection = "";
    private Optional<PointUpserts> upserts = Optional.empty();
    private long looked;
    private boolean left;

    /** Keeps how its chunks stand in those checkpoints. */
    public PointWriter(QdrantClient client, QdrantCalls calls, MoveCheckpoints checkpoints) {
        this(client, calls, checkpoints, System::nanoTime);
    }

    PointWriter(QdrantClient client, QdrantCalls calls, MoveCheckpoints checkpoints, LongSupplier nanos) {
        this.client = client;
        this.calls = calls;
        this.checkpoints = checkpoints;
        this.nanos = nanos;
    }

    @Override
    public boolean begin(Passage passage, Chunk chunk) {
        collection = passage.target();
        if (isDone(chunk)) {
            return false;
        }
        upserts = Optional.of(new PointUpserts(client, calls, collection, () -> refuseDone(chunk)));
        left = false;
        return true;
    }

    private boolean isDone(Chunk chunk) {
        looked = nanos.getAsLong();
        return checkpoints.isDone(chunk);
    }

    private void refuseDone(Chunk chunk) throws CallFailed {
        if (nanos.getAsLong() - looked > A_WHILE && isDone(chunk)) {
            left = true;
            throw new CallFailed(Status.Code.ABORTED, "another process has copied these points meanwhile");
        }
    }

    @Override
    public void write(Item item) {
        writing(points -> points.add(PointItems.point(item)));
    }

    private interface Writing {
        void to(PointUpserts points) throws CallFailed;
    }

    /** Nothing where another has copied the chunk. */
    private void writing(Writing writing) {
        try {
            if (!left) {
                writing.to(upserts.orElseThrow());
            }
        } catch (CallFailed failure) {
            if (!left) {
                throw calls.unavailable("write points of collection " + collection, failure, PointsOnServer.GO_ON);
            }
        }
    }

    @Override
    public void commit(ChunkState done) {
        writing(PointUpserts::flush);
        if (!left) {
            checkpoints.done(done);
        }
        upserts = Optional.empty();
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
