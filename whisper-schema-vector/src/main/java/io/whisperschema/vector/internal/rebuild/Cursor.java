package io.whisperschema.vector.internal.rebuild;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.whisperschema.vector.internal.points.PointIds;
import io.whisperschema.vector.internal.points.PointPages;
import io.whisperschema.vector.internal.points.QdrantCalls;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The points of a collection one after the other, in the order of their ids; not thread-safe. */
final class Cursor<T> {
    private final PointPages pages;
    private final Function<RetrievedPoint, T> reading;
    private final Function<T, PointId> id;
    private Iterator<RetrievedPoint> page = List.<RetrievedPoint>of().iterator();
    private @Nullable T next;

    private Cursor(PointPages pages, Function<RetrievedPoint, T> reading, Function<T, PointId> id) {
        this.pages = pages;
        this.reading = reading;
        this.id = id;
    }

    static <T> Cursor<T> of(
            QdrantClient client,
            QdrantCalls calls,
            String collection,
            Function<RetrievedPoint, T> reading,
            Function<T, PointId> id) {
        return new Cursor<>(PointPages.of(client, calls, collection), reading, id);
    }

    static Cursor<RetrievedPoint> points(QdrantClient client, QdrantCalls calls, String collection) {
        return of(client, calls, collection, point -> point, RetrievedPoint::getId);
    }

    /** The next, which stays the next; nothing at the end. */
    @Nullable
    T peek() throws CallFailed {
        while (next == null && (page.hasNext() || !pages.isAtEnd())) {
            if (page.hasNext()) {
                next = reading.apply(page.next());
            } else {
                page = pages.next().iterator();
            }
        }
        return next;
    }

    /** Whether it has one of an id before that, or any where none is given. */
    boolean isBefore(@Nullable PointId other) throws CallFailed {
        T mine = peek();
        return mine != null && (other == null || PointIds.ORDER.compare(id.apply(mine), other) < 0);
    }

    boolean isAt(PointId other) throws CallFailed {
        T mine = peek();
        return mine != null && PointIds.ORDER.compare(id.apply(mine), other) == 0;
    }

    @Nullable
    PointId id() throws CallFailed {
        T mine = peek();
        return mine == null ? null : id.apply(mine);
    }

    /** Takes the next, which there must be. */
    T take() throws CallFailed {
        T taken = peek();
        if (taken == null) {
            throw new IllegalStateException("there is no next");
        }
        next = null;
        return taken;
    }
}
