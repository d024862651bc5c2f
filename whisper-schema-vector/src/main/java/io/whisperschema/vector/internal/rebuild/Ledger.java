package io.whisperschema.vector.internal.rebuild;

import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.whisperschema.vector.internal.points.PointUpserts;
import io.whisperschema.vector.internal.points.QdrantCalls;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.points.StateCollection;
import java.util.List;
import java.util.Map;

/**
 * Which points of a collection are copied: a collection with a point of the same id for each, which says as what it was read
 * and what was written. It is written behind the copies, so what it tells is so.
 *
 * @param name its name
 */
record Ledger(String name, QdrantClient client, QdrantCalls calls) {
    private static final String PREFIX = "whisper_schema_ledger_";
    private static final String SOURCE = "source";
    private static final String TARGET = "target";
    private static final String PARTS = "parts";

    static String nameFor(String whom) {
        return PREFIX + Job.id(whom);
    }

    /**
     * A point that is copied.
     *
     * @param id its id
     * @param source the fingerprint of what was read
     * @param target where it went
     * @param parts what was written
     */
    record Entry(PointId id, String source, String target, Parts parts) {
        static Entry read(RetrievedPoint point) {
            Map<String, Value> payload = point.getPayloadMap();
            return new Entry(
                    point.getId(),
                    Job.text(payload, SOURCE),
                    Job.text(payload, TARGET),
                    Parts.read(Job.text(payload, PARTS)));
        }

        private PointStruct point() {
            return PointStruct.newBuilder()
                    .setId(id)
                    .setVectors(vectors(1f))
                    .putPayload(SOURCE, value(source))
                    .putPayload(TARGET, value(target))
                    .putPayload(PARTS, value(parts.text()))
                    .build();
        }
    }

    void make() throws CallFailed {
        StateCollection.make(name, client, calls);
    }

    Cursor<Entry> entries() {
        return Cursor.of(client, calls, name, Entry::read, Entry::id);
    }

    void add(List<Entry> entries) throws CallFailed {
        var upserts = new PointUpserts(client, calls, name);
        for (Entry entry : entries) {
            upserts.add(entry.point());
        }
        upserts.flush();
    }

    void remove(List<PointId> ids) throws CallFailed {
        if (!ids.isEmpty()) {
            Writes.done(calls.answer(client.deleteAsync(name, ids)));
        }
    }

    /** Which of those points are copied. */
    List<PointId> having(List<PointId> ids) throws CallFailed {
        return calls.answer(client.retrieveAsync(name, ids, false, false, null)).stream()
                .map(RetrievedPoint::getId)
                .toList();
    }
}
