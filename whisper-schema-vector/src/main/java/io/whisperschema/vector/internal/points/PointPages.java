package io.whisperschema.vector.internal.points;

import static io.qdrant.client.WithPayloadSelectorFactory.enable;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All points of a collection, with vectors and payload, page by page in the order of their ids. Pages are as large as messages
 * of about a megabyte, and smaller where a client refuses them. A point that is there all the time is read once; one that comes
 * or goes meanwhile may be read or not. Not thread-safe.
 */
public final class PointPages {
    private static final int FIRST = 64;
    private static final int MOST = 2048;
    private static final int BYTES = 1 << 20;

    /** What a point has besides vectors and payload, and an entry besides key and value. */
    private static final int POINT = 48;

    private static final int ENTRY = 8;

    private final QdrantClient client;
    private final QdrantCalls calls;
    private final ScrollPoints.Builder request;
    private Optional<Predicate<PointId>> passed = Optional.empty();
    private Optional<ListenableFuture<ScrollResponse>> ahead = Optional.empty();
    private int size = FIRST;
    private boolean ended;

    private PointPages(QdrantClient client, QdrantCalls calls, String collection) {
        this.client = client;
        this.calls = calls;
        request = ScrollPoints.newBuilder()
                .setCollectionName(collection)
                .setWithPayload(enable(true))
                .setWithVectors(WithVectorsSelectorFactory.enable(true));
    }

    /** From the first point on. */
    public static PointPages of(QdrantClient client, QdrantCalls calls, String collection) {
        return new PointPages(client, calls, collection);
    }

    /** From that id on, if it is there, or else from the next one. */
    public PointPages from(PointId id) {
        request.setOffset(id);
        return this;
    }

    /** With a page read ahead while another is at work on, and none that begins with an id behind the end. */
    public PointPages readingAheadUntil(Predicate<PointId> isPassed) {
        passed = Optional.of(isPassed);
        return this;
    }

    /** Where the next page begins; nothing at the start and at the end. */
    public Optional<PointId> offset() {
        return !ended && request.hasOffset() ? Optional.of(request.getOffset()) : Optional.empty();
    }

    /** Whether all points were read. */
    public boolean isAtEnd() {
        return ended;
    }

    /** The next page; an empty one at the end. */
    public List<RetrievedPoint> next() throws CallFailed {
        while (!ended) {
            try {
                ScrollResponse page = calls.answer(ahead.orElseGet(this::asked));
                ahead = Optional.empty();
                turn(page);
                return page.getResultList();
            } catch (CallFailed failure) {
                if (failure.code() != Status.Code.RESOURCE_EXHAUSTED || size == 1) {
                    throw failure;
                }
                ahead = Optional.empty();
                size /= 2;
            }
        }
        return List.of();
    }

    private ListenableFuture<ScrollResponse> asked() {
        return client.scrollAsync(request.setLimit(size).build());
    }

    private void turn(ScrollResponse page) {
        ended = !page.hasNextPageOffset()
                || passed.filter(behind -> behind.test(page.getNextPageOffset()))
                        .isPresent();
        if (!ended) {
            request.setOffset(page.getNextPageOffset());
            size = fitting(page);
            ahead = passed.map(reading -> asked());
        }
    }

    /** How many points of such a size are a page. */
    private int fitting(ScrollResponse page) {
        if (page.getResultCount() == 0) {
            return size;
        }
        return Math.max(1, Math.min(Math.min(MOST, 4 * size), BYTES / bytesOfOne(page)));
    }

    /** About how many bytes a point has; the exact size of a message makes a message of each entry of a payload. */
    private static int bytesOfOne(ScrollResponse page) {
        long bytes = 0;
        for (RetrievedPoint point : page.getResultList()) {
            bytes += point.getVectors().getSerializedSize();
            for (Map.Entry<String, Value> field : point.getPayloadMap().entrySet()) {
                bytes += ENTRY + field.getKey().length() + field.getValue().getSerializedSize();
            }
        }
        return (int) Math.min(BYTES, POINT + bytes / page.getResultCount());
    }
}
