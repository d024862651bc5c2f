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
 * write it. One point more has the lease of whoever begins a rebuild, takes one back or ends it.
 */
final class Jobs {
    static final String NAME = "whisper_schema_rebuilds";

    /** What has the lease of the desk; no collection can have that name. */
    static final String DESK = "*";

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
     * A lease.
     *
     * @param owner who has it, empty where nobody does
     * @param until when it ends, in milliseconds of the epoch
     */
    record Held(String owner, long until) {}

    List<Job> all() throws CallFailed {
        var jobs = new ArrayList<Job>();
        if (calls.answer(client.collectionExistsAsync(NAME))) {
            PointPages pages = PointPages.of(client, calls, NAME);
            while (!pages.isAtEnd()) {
                pages.next().stream()
                        .filter(point -> !point.getId().equals(at(DESK)))
                        .forEach(point -> jobs.add(Job.read(point.getPayloadMap())));
            }
        }
        return jobs;
    }

    Optional<Job> find(String key) throws CallFailed {
        return payload(key).map(Job::read);
    }

    /** Who has the lease of a rebuild, or of the desk; nothing where it is not on record. */
    Optional<Held> held(String key) throws CallFailed {
        return payload(key).map(payload -> new Held(Job.text(payload, OWNER), Job.number(payload, UNTIL)));
    }

    private Optional<Map<String, Value>> payload(String key) throws CallFailed {
        try {
            return calls.answer(client.retrieveAsync(NAME, at(key), true, false, null)).stream()
                    .map(RetrievedPoint::getPayloadMap)
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
        add(job.key(), job.json());
    }

    /** Puts the desk there, unless it is. */
    void makeDesk() throws CallFailed {
        StateCollection.make(NAME, client, calls);
        if (held(DESK).isEmpty()) {
            add(DESK, Map.of());
        }
    }

    private void add(String key, Map<String, Value> members) throws CallFailed {
        var payload = new HashMap<>(members);
        payload.put(OWNER, value(NOBODY));
        payload.put(UNTIL, value(0));
        Writes.done(calls.answer(client.upsertAsync(UpsertPoints.newBuilder()
                .setCollectionName(NAME)
                .setWait(true)
                .setUpdateFilter(Writes.NEVER)
                .addPoints(PointStruct.newBuilder()
                        .setId(at(key))
                        .setVectors(vectors(1f))
                        .putAllPayload(payload))
                .build())));
    }

    /** Whether the lease is theirs now that was as it was seen. */
    boolean take(String key, Held seen, String owner, long until) throws CallFailed {
        set(
                Map.of(OWNER, value(owner), UNTIL, value(until)),
                Filter.newBuilder()
                        .addMust(hasId(at(key)))
                        .addMust(matchKeyword(OWNER, seen.owner()))
                        .addMust(match(UNTIL, seen.until()))
                        .build());
        return isOwner(key, owner);
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
        return held(key).filter(held -> held.owner().equals(owner)).isPresent();
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
