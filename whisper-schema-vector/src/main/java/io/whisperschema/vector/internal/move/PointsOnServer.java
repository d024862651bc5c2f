package io.whisperschema.vector.internal.move;

import static io.qdrant.client.WithPayloadSelectorFactory.enable;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.ItemReader;
import io.whisperschema.spi.PointSource;
import io.whisperschema.vector.internal.points.QdrantCalls;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The collections of a server, read in the order of their ids; the client stays the host's.
 *
 * @param client the client
 * @param calls how long to wait
 */
public record PointsOnServer(QdrantClient client, QdrantCalls calls) implements PointSource {
    /** What an error says of the state of a move whose source or target does not answer. */
    static final String GO_ON = "Chunks that are copied stay; move again to go on.";

    private static final int READERS = 16;
    private static final int IDS = 10_000;

    @Override
    public int readers() {
        return READERS;
    }

    @Override
    public List<Chunk> chunks(Passage passage, long rows) {
        var chunks = new ArrayList<Chunk>();
        Optional<PointId> from = Optional.empty();
        var request = ScrollPoints.newBuilder()
                .setCollectionName(passage.source())
                .setWithPayload(enable(false))
                .setWithVectors(WithVectorsSelectorFactory.enable(false));
        boolean more = true;
        long left = rows;
        while (more) {
            ScrollResponse page = calls.asked(
                    "list the ids of collection " + passage.source(),
                    client.scrollAsync(
                            request.setLimit((int) Math.min(IDS, left)).build()));
            left -= page.getResultCount();
            more = page.hasNextPageOffset();
            request.setOffset(page.getNextPageOffset());
            if (more && left <= 0) {
                Optional<PointId> to = Optional.of(page.getNextPageOffset());
                chunks.add(chunk(passage, chunks.size(), new IdRange(from, to)));
                from = to;
                left = rows;
            }
        }
        chunks.add(chunk(passage, chunks.size(), new IdRange(from, Optional.empty())));
        return chunks;
    }

    private static Chunk chunk(Passage passage, int number, IdRange range) {
        return new Chunk(passage.target(), number, range.text());
    }

    @Override
    public ItemReader reader(int lane) {
        return new PointReader(client, calls);
    }

    @Override
    public OptionalLong estimatedRows(Passage passage) {
        return OptionalLong.of(
                calls.asked("count the points of collection " + passage.source(), client.countAsync(passage.source())));
    }

    @Override
    public Optional<String> settings(String collection) {
        CollectionInfo info =
                calls.asked("describe collection " + collection, client.getCollectionInfoAsync(collection));
        return Optional.of(Base64.getEncoder().encodeToString(info.toByteArray()));
    }

    @Override
    public void close() {}
}
