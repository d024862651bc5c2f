package io.whisperschema.vector.internal.points;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes points to a collection: so many or so many bytes in a request, a few requests on their way at a time, each answered
 * only when it is applied. Writing a point again does no harm. Not thread-safe.
 */
public final class PointUpserts {
    private static final int POINTS = 256;
    private static final int BYTES = 1 << 20;
    private static final int ON_THE_WAY = 3;

    private final QdrantClient client;
    private final QdrantCalls calls;
    private final UpsertPoints.Builder request;
    private final Deque<ListenableFuture<UpdateResult>> onTheWay = new ArrayDeque<>();
    private int bytes;

    /** Into that collection. */
    public PointUpserts(QdrantClient client, QdrantCalls calls, String collection) {
        this.client = client;
        this.calls = calls;
        request = UpsertPoints.newBuilder().setCollectionName(collection).setWait(true);
    }

    /** Writes a point, now or with those that follow. */
    public void add(PointStruct point) throws CallFailed {
        int size = point.getSerializedSize();
        if (request.getPointsCount() == POINTS || (bytes > 0 && bytes + size > BYTES)) {
            send();
        }
        request.addPoints(point);
        bytes += size;
    }

    /** Returns when all points are applied. */
    public void flush() throws CallFailed {
        if (request.getPointsCount() > 0) {
            send();
        }
        while (!onTheWay.isEmpty()) {
            await();
        }
    }

    private void send() throws CallFailed {
        if (onTheWay.size() == ON_THE_WAY) {
            await();
        }
        onTheWay.add(client.upsertAsync(request.build()));
        request.clearPoints();
        bytes = 0;
    }

    private void await() throws CallFailed {
        UpdateResult result = calls.answer(onTheWay.remove());
        if (result.getStatus() != UpdateStatus.Completed) {
            throw new CallFailed(Status.Code.UNKNOWN, "the server did not say that it is done: " + result.getStatus());
        }
    }
}
