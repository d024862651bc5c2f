package io.whisperschema.vector.internal.rebuild;

import static io.qdrant.client.ValueFactory.value;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.whisperschema.vector.internal.points.PointHash;
import io.whisperschema.vector.internal.points.PointIds;
import io.whisperschema.vector.internal.points.PointUpserts;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.rebuild.Ledger.Entry;
import io.whisperschema.vector.internal.transform.Transform.Transformed;
import io.whisperschema.vector.internal.transform.TransformFailed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings copies to where their source is: goes through source and ledger side by side, copies what is new or another, deletes
 * what is gone. Nobody else writes the copies. Not thread-safe.
 */
final class CopyPass {
    private final Site site;
    private final Lane lane;
    private final Steering steering;
    private final PointHash hash = new PointHash();
    private final List<RetrievedPoint> points = new ArrayList<>();
    private final Map<PointId, Entry> before = new HashMap<>();
    private final List<Entry> gone = new ArrayList<>();
    private long changes;

    CopyPass(Site site, Lane lane, Steering steering) {
        this.site = site;
        this.lane = lane;
        this.steering = steering;
    }

    /** Returns how many points were new, others or gone. */
    long run() throws CallFailed, Stopped, TransformFailed {
        Cursor<RetrievedPoint> source = Cursor.points(site.client(), site.calls(), lane.source());
        Cursor<Entry> entries = lane.ledger().entries();
        while (source.peek() != null || entries.peek() != null) {
            if (entries.isBefore(source.id())) {
                gone.add(entries.take());
            } else {
                RetrievedPoint point = source.take();
                look(point, entries.isAt(point.getId()) ? entries.take() : null);
            }
            if (Math.max(points.size(), gone.size()) >= steering.batch()) {
                write();
            }
        }
        write();
        return changes;
    }

    private void look(RetrievedPoint point, @Nullable Entry entry) throws CallFailed, Stopped {
        if (entry == null) {
            points.add(point);
        } else if (!entry.source().equals(hash.of(point).hex())) {
            points.add(point);
            before.put(point.getId(), entry);
        }
        steering.seen();
    }

    private void write() throws CallFailed, Stopped, TransformFailed {
        steering.goOn();
        copy();
        delete();
        changes += points.size() + gone.size();
        steering.written(points.size());
        points.clear();
        before.clear();
        gone.clear();
    }

    private void copy() throws CallFailed, Stopped, TransformFailed {
        if (points.isEmpty()) {
            return;
        }
        refuseSharedIds();
        List<Transformed> made = lane.maker().of(points);
        steering.goOn();
        var entries = new ArrayList<Entry>();
        var upserts = new HashMap<String, PointUpserts>();
        for (int i = 0; i < made.size(); i++) {
            RetrievedPoint point = points.get(i);
            Transformed one = made.get(i);
            PointStruct marked =
                    one.point().toBuilder().putPayload(Writes.MARK, value(true)).build();
            String shadow = lane.shadow(one.target());
            upserts.computeIfAbsent(shadow, name -> new PointUpserts(site.client(), site.calls(), name, steering::look))
                    .add(marked);
            entries.add(new Entry(point.getId(), hash.of(point).hex(), shadow, Parts.of(marked)));
        }
        for (PointUpserts each : upserts.values()) {
            each.flush();
        }
        deleteMoved(entries);
        steering.look();
        lane.ledger().add(entries);
    }

    /** A point of two collections that become one would be one of them by chance. */
    private void refuseSharedIds() throws CallFailed, Stopped {
        List<PointId> fresh = points.stream()
                .map(RetrievedPoint::getId)
                .filter(id -> !before.containsKey(id))
                .toList();
        for (Ledger other : lane.others()) {
            List<PointId> shared = fresh.isEmpty() ? List.of() : other.having(fresh);
            if (!shared.isEmpty()) {
                throw new Stopped("point " + PointIds.text(shared.get(0)) + " is in " + lane.source()
                        + " and in another of the collections that are merged; give one of the two another id");
            }
        }
    }

    private void deleteMoved(List<Entry> entries) throws CallFailed {
        var moved = new ArrayList<Entry>();
        for (Entry entry : entries) {
            Entry old = before.get(entry.id());
            if (old != null && !old.target().equals(entry.target())) {
                moved.add(old);
            }
        }
        deleteCopies(moved);
    }

    private void delete() throws CallFailed {
        deleteCopies(gone);
        lane.ledger().remove(gone.stream().map(Entry::id).toList());
    }

    private void deleteCopies(List<Entry> entries) throws CallFailed {
        var ids = new HashMap<String, List<PointId>>();
        entries.forEach(entry ->
                ids.computeIfAbsent(entry.target(), shadow -> new ArrayList<>()).add(entry.id()));
        for (var each : ids.entrySet()) {
            steering.look();
            Writes.done(site.calls().answer(site.client().deleteAsync(each.getKey(), each.getValue())));
        }
    }
}
