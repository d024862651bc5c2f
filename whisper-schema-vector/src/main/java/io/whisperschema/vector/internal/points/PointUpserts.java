package io.whisperschema.vector.internal.points;

import com.google.common.util.concurrent.ListenableFuture;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes points to a collection: so many or so many bytes in a request, a few requests on their way at a time, each answered
 * only when it is applied. Of a point that is added twice the later one stays. When a write fails, nothing is on its way any more
 * as far as the server answers, and what was not sent is forgotten. Not thread-safe.
 */
public final class PointUpserts {
    private static final int POINTS = 256;
    private static final int BYTES = 1 << 20;
    private static final int ON_THE_WAY = 3;

    private final QdrantClient client;
    private final QdrantCalls calls;
    private final BeforeRequest before;
    private final UpsertPoints.Builder request;
    private final Deque<Sent> onTheWay = new ArrayDeque<>();
    private final Set<PointId> unsettled = new HashSet<>();
    private int bytes;

    /** Into that collection. */
    public PointUpserts(QdrantClient client, QdrantCalls calls, String collection) {
        this(client, calls, collection, () -> {});
    }

    /** Into that collection, as long as what is asked before each request lets it go. */
    public PointUpserts(QdrantClient client, QdrantCalls calls, String collection, BeforeRequest before) {
        this.client = client;
        this.calls = calls;
        this.before = before;
        request = UpsertPoints.newBuilder().setCollectionName(collection).setWait(true);
    }

    /** Looks right before a request is sent whether it still may be; one that is on its way cannot be called back. */
    public interface BeforeRequest {
        /** Returns if it may. */
        void look() throws CallFailed;
    }

    private record Sent(List<PointId> ids, ListenableFuture<UpdateResult> answer) {}

    /** Writes a point, now or with those that follow. */
    public void add(PointStruct point) throws CallFailed {
        if (unsettled.contains(point.getId())) {
            // A server may apply requests in another order than they were sent in.
            flush();
        }
        int size = point.getSerializedSize();
        if (request.getPointsCount() == POINTS || (bytes > 0 && bytes + size > BYTES)) {
            send();
        }
        request.addPoints(point);
        unsettled.add(point.getId());
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
        look();
        UpsertPoints points = request.build();
        List<PointId> ids =
                points.getPointsList().stream().map(PointStruct::getId).toList();
        onTheWay.add(new Sent(ids, client.upsertAsync(points)));
        empty();
    }

    private void look() throws CallFailed {
        try {
            before.look();
        } catch (CallFailed failure) {
            settle(failure);
            throw failure;
        }
    }

    private void empty() {
        request.clearPoints();
        bytes = 0;
    }

    private void await() throws CallFailed {
        Sent sent = onTheWay.remove();
        try {
            applied(sent);
        } catch (CallFailed failure) {
            settle(failure);
            throw failure;
        }
        sent.ids().forEach(unsettled::remove);
    }

    private void applied(Sent sent) throws CallFailed {
        Applied.require(calls.answer(sent.answer()));
    }

    /** Whoever writes on behind a failure must not be overtaken by what was sent before it. */
    private void settle(CallFailed first) {
        while (!onTheWay.isEmpty()) {
            try {
                applied(onTheWay.remove());
            } catch (CallFailed failure) {
                first.addSuppressed(failure);
            }
        }
        empty();
        unsettled.clear();
    }
}
