package io.whisperschema.vector.internal.rebuild;

import static io.qdrant.client.ConditionFactory.hasId;
import static io.qdrant.client.ConditionFactory.match;
import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.whisperschema.vector.internal.points.PointPages;
import io.whisperschema.vector.internal.points.QdrantCalls;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.points.StateCollection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The records of rebuilds, in a collection with a point for each. Who holds the lease of one is in its point, and only they
 * write it.
 */
final class Jobs {
    static final String NAME = "whisper_schema_rebuilds";

    private static final String OWNER = "owner";
    private static final String UNTIL = "until";
    private static final String NOBODY = "";

    private final QdrantClient client;
    private final QdrantCalls calls;

    Jobs(QdrantClient client, QdrantCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    /**
     * A rebuild with its lease.
     *
     * @param job the rebuild
     * @param owner who is at it, empty where nobody is
     * @param until when the lease ends, in milliseconds of the epoch
     */
    record Held(Job job, String owner, long until) {
        private static Held read(RetrievedPoint point) {
            Map<String, Value> payload = point.getPayloadMap();
            return new Held(Job.read(payload), Job.text(payload, OWNER), Job.number(payload, UNTIL));
        }
    }

    List<Job> all() throws CallFailed {
        var jobs = new ArrayList<Job>();
        if (calls.answer(client.collectionExistsAsync(NAME))) {
            PointPages pages = PointPages.of(client, calls, NAME);
            while (!pages.isAtEnd()) {
                pages.next().forEach(point -> jobs.add(Job.read(point.getPayloadMap())));
            }
        }
        return jobs;
    }

    Optional<Held> find(String key) throws CallFailed {
        try {
            return calls.answer(client.retrieveAsync(NAME, at(key), true, false, null)).stream()
                    .map(Held::read)
                    .findFirst();
        } catch (CallFailed failure) {
            if (failure.code() == Status.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Puts a rebuild on record that nobody is at, unless there is one. */
    void add(Job job) throws CallFailed {
        StateCollection.make(NAME, client, calls);
        var payload = new HashMap<>(job.json());
        payload.put(OWNER, value(NOBODY));
        payload.put(UNTIL, value(0));
        Writes.done(calls.answer(client.upsertAsync(UpsertPoints.newBuilder()
                .setCollectionName(NAME)
                .setWait(true)
                .setUpdateFilter(Writes.NEVER)
                .addPoints(PointStruct.newBuilder()
                        .setId(at(job.key()))
                        .setVectors(vectors(1f))
                        .putAllPayload(payload))
                .build())));
    }

    /** Whether the lease is theirs now that was as it was seen. */
    boolean take(Held seen, String owner, long until) throws CallFailed {
        set(
                Map.of(OWNER, value(owner), UNTIL, value(until)),
                Filter.newBuilder()
                        .addMust(hasId(at(seen.job().key())))
                        .addMust(matchKeyword(OWNER, seen.owner()))
                        .addMust(match(UNTIL, seen.until()))
                        .build());
        return isOwner(seen.job().key(), owner);
    }

    /** Whether they still hold the lease, which is theirs for longer then. */
    boolean renew(String key, String owner, long until) throws CallFailed {
        set(Map.of(UNTIL, value(until)), owned(key, owner));
        return isOwner(key, owner);
    }

    /** Whether the record is that now, as they hold the lease. */
    boolean put(Job job, String owner) throws CallFailed {
        set(job.json(), owned(job.key(), owner));
        return isOwner(job.key(), owner);
    }

    void release(String key, String owner) throws CallFailed {
        set(Map.of(OWNER, value(NOBODY), UNTIL, value(0)), owned(key, owner));
    }

    void remove(String key, String owner) throws CallFailed {
        Writes.done(calls.answer(client.deleteAsync(Writes.deletion(NAME, owned(key, owner)))));
    }

    private void set(Map<String, Value> payload, Filter where) throws CallFailed {
        Writes.done(calls.answer(client.setPayloadAsync(NAME, payload, where, true, null, null)));
    }

    private boolean isOwner(String key, String owner) throws CallFailed {
        return find(key).filter(held -> held.owner().equals(owner)).isPresent();
    }

    private static Filter owned(String key, String owner) {
        return Filter.newBuilder()
                .addMust(hasId(at(key)))
                .addMust(matchKeyword(OWNER, owner))
                .build();
    }

    private static PointId at(String key) {
        return id(Job.id(Job.FORMAT + "/" + key));
    }
}
