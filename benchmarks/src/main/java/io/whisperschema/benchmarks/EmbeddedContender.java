package io.whisperschema.benchmarks;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.qdrant.client.WithPayloadSelectorFactory.enable;

import com.google.common.util.concurrent.ListenableFuture;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The embedded engine, through the official client. */
final class EmbeddedContender implements VectorContender {
    private static final String COLLECTION = "memories";
    private static final int IN_FLIGHT = 4;

    private final EmbeddedQdrant qdrant;
    private final QdrantClient client;

    private EmbeddedContender(EmbeddedQdrant qdrant) {
        this.qdrant = qdrant;
        this.client = qdrant.client();
    }

    static VectorContender open(Path folder) {
        return new EmbeddedContender(EmbeddedQdrant.open(folder.resolve("points.db")));
    }

    @Override
    public void ingest(VectorPoints points, Pace pace) throws Exception {
        create();
        int atOnce = pace == Pace.ONE_BY_ONE ? 1 : IN_FLIGHT;
        Queue<ListenableFuture<?>> inFlight = new ArrayDeque<>();
        for (int from = 0; from < points.count(); from += BATCH) {
            if (inFlight.size() == atOnce) {
                inFlight.remove().get();
            }
            inFlight.add(client.upsertAsync(COLLECTION, batch(points, from)));
        }
        for (ListenableFuture<?> last : inFlight) {
            last.get();
        }
    }

    private void create() throws ExecutionException, InterruptedException {
        client.createCollectionAsync(
                        COLLECTION,
                        VectorParams.newBuilder()
                                .setSize(VectorPoints.SIZE)
                                .setDistance(Distance.Cosine)
                                .build())
                .get();
        client.createPayloadIndexAsync(COLLECTION, "user", PayloadSchemaType.Keyword, null, null, null, null)
                .get();
    }

    private static List<PointStruct> batch(VectorPoints points, int from) {
        return IntStream.range(from, Math.min(from + BATCH, points.count()))
                .mapToObj(point -> PointStruct.newBuilder()
                        .setId(id(VectorPoints.id(point)))
                        .setVectors(vectors(points.vector(point)))
                        .putPayload("user", value(VectorPoints.user(point)))
                        .putPayload("text", value(points.text(point)))
                        .putPayload("time", value(VectorPoints.time(point)))
                        .build())
                .toList();
    }

    @Override
    public List<Long> search(float[] query) throws Exception {
        return search(query, (Filter) null);
    }

    @Override
    public List<Long> search(float[] query, String user) throws Exception {
        return search(
                query, Filter.newBuilder().addMust(matchKeyword("user", user)).build());
    }

    private List<Long> search(float[] query, @Nullable Filter filter) throws Exception {
        QueryPoints.Builder request = QueryPoints.newBuilder()
                .setCollectionName(COLLECTION)
                .setQuery(nearest(query))
                .setLimit(LIMIT)
                .setWithPayload(enable(true));
        if (filter != null) {
            request.setFilter(filter);
        }
        return client.queryAsync(request.build()).get().stream()
                .map(found -> found.getId().getNum())
                .toList();
    }

    @Override
    public void close() {
        client.close();
        qdrant.close();
    }
}
