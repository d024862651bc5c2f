package io.whisperschema.vector.internal.export;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.whisperschema.vector.internal.points.PointBytes;
import io.whisperschema.vector.internal.points.PointIds;
import io.whisperschema.vector.internal.points.PointPages;
import io.whisperschema.vector.internal.points.QdrantCalls;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;

/** Goes through the points of an export and those of a collection at once, both in the order of their ids; once. */
public final class PointComparison {
    private final PointReader exported;
    private final PointPages pages;
    private final PointLikeness likeness;
    private Iterator<RetrievedPoint> page = Collections.emptyIterator();
    private Optional<RetrievedPoint> there = Optional.empty();

    /** The points of that export, and those of that collection. */
    public PointComparison(
            PointReader exported, QdrantClient client, QdrantCalls calls, String collection, double tolerance) {
        this.exported = exported;
        this.pages = PointPages.of(client, calls, collection);
        this.likeness = new PointLikeness(tolerance);
    }

    /** Hears of each point. */
    public interface Listener {
        /** It is in both, and the same. */
        void same(PointStruct point);

        /** The collection does not have it, or another one in its place. */
        void lacks(PointStruct point) throws CallFailed;

        /** Only the collection has it. */
        void beyond(PointId id);
    }

    /** Goes through all of them. */
    public void run(Listener listener) throws CallFailed {
        advance();
        for (Optional<PointStruct> point = exported.next(); point.isPresent(); point = exported.next()) {
            compare(point.get(), listener);
        }
        while (there.isPresent()) {
            listener.beyond(there.get().getId());
            advance();
        }
    }

    private void compare(PointStruct point, Listener listener) throws CallFailed {
        while (there.isPresent() && PointIds.ORDER.compare(there.get().getId(), point.getId()) < 0) {
            listener.beyond(there.get().getId());
            advance();
        }
        if (there.isEmpty() || !there.get().getId().equals(point.getId())) {
            listener.lacks(point);
            return;
        }
        if (likeness.isSame(point, PointBytes.sent(there.get()))) {
            listener.same(point);
        } else {
            listener.lacks(point);
        }
        advance();
    }

    private void advance() throws CallFailed {
        while (!page.hasNext() && !pages.isAtEnd()) {
            page = pages.next().iterator();
        }
        there = page.hasNext() ? Optional.of(page.next()) : Optional.empty();
    }
}
