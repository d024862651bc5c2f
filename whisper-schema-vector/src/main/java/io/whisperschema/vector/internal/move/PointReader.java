package io.whisperschema.vector.internal.move;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.Item;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.ItemReader;
import io.whisperschema.vector.internal.points.PointPages;
import io.whisperschema.vector.internal.points.QdrantCalls;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import java.util.BitSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;

/** Reads ranges of ids page by page. */
final class PointReader implements ItemReader {
    private final QdrantClient client;
    private final QdrantCalls calls;
    private final PointItems items = new PointItems();
    private String collection = "";
    private IdRange range = new IdRange(Optional.empty(), Optional.empty());
    private Optional<PointPages> pages = Optional.empty();
    private Iterator<RetrievedPoint> page = Collections.emptyIterator();

    PointReader(QdrantClient client, QdrantCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    @Override
    public void begin(Passage passage, Chunk chunk, BitSet trusted) {
        collection = passage.source();
        range = IdRange.of(chunk.range());
        var from = PointPages.of(client, calls, collection).readingAheadUntil(range::isPassedBy);
        range.from().ifPresent(from::from);
        pages = Optional.of(from);
        page = Collections.emptyIterator();
    }

    @Override
    public boolean next(Item item) {
        if (!page.hasNext() && !turn()) {
            return false;
        }
        RetrievedPoint point = page.next();
        if (range.isPassedBy(point.getId())) {
            pages = Optional.empty();
            page = Collections.emptyIterator();
            return false;
        }
        item.clear();
        items.put(item, point);
        return true;
    }

    /** Turns to the next page that has a point, if there is one. */
    private boolean turn() {
        while (!page.hasNext() && pages.isPresent() && !pages.get().isAtEnd()) {
            page = read(pages.get()).iterator();
        }
        return page.hasNext();
    }

    private Iterable<RetrievedPoint> read(PointPages from) {
        try {
            return from.next();
        } catch (CallFailed failure) {
            throw calls.unavailable("read collection " + collection, failure, PointsOnServer.GO_ON);
        }
    }

    @Override
    public void close() {
        pages = Optional.empty();
    }
}
