package io.whisperschema.vector.internal.rebuild;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.whisperschema.vector.internal.points.PointIds;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.rebuild.Ledger.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Compares a collection, point by point, with what the ledgers say was written: ids, payload, vectors.
 */
final class ShadowProof {
    private static final int NAMED = 3;

    private final Site site;
    private final String shadow;
    private final Tolerances tolerances;
    private final List<Cursor<Entry>> ledgers = new ArrayList<>();

    ShadowProof(Site site, String shadow, List<Ledger> ledgers, Tolerances tolerances) {
        this.site = site;
        this.shadow = shadow;
        this.tolerances = tolerances;
        ledgers.forEach(ledger -> this.ledgers.add(ledger.entries()));
    }

    /** Is told of each point that differs. */
    interface Findings {
        /** One that a ledger knows and that is not there. */
        void missing(Entry entry) throws CallFailed, Stopped;

        /** One that no ledger knows. */
        void unknown(RetrievedPoint point) throws CallFailed, Stopped;

        /** One that a ledger knows otherwise. */
        void other(RetrievedPoint point, String how) throws CallFailed, Stopped;
    }

    /** What differs. */
    static final class Differences implements Findings {
        private final List<String> named = new ArrayList<>();
        private long count;

        @Override
        public void missing(Entry entry) {
            add(entry.id(), "is missing");
        }

        @Override
        public void unknown(RetrievedPoint point) {
            add(point.getId(), "was not written");
        }

        @Override
        public void other(RetrievedPoint point, String how) {
            add(point.getId(), how);
        }

        private void add(PointId id, String how) {
            count++;
            if (named.size() < NAMED) {
                named.add(String.format(Locale.ROOT, "point %s %s", PointIds.text(id), how));
            }
        }

        long count() {
            return count;
        }

        String words() {
            return String.join(", ", named) + (count > named.size() ? " and " + (count - named.size()) + " more" : "");
        }
    }

    Differences run(Steering steering) throws CallFailed, Stopped {
        var differences = new Differences();
        run(steering, differences);
        return differences;
    }

    void run(Steering steering, Findings findings) throws CallFailed, Stopped {
        Cursor<RetrievedPoint> points = Cursor.points(site.client(), site.calls(), shadow);
        for (Cursor<Entry> entries = first(); points.peek() != null || entries != null; entries = first()) {
            if (entries != null && entries.isBefore(points.id())) {
                findings.missing(entries.take());
            } else {
                RetrievedPoint point = points.take();
                if (entries == null || !entries.isAt(point.getId())) {
                    findings.unknown(point);
                } else {
                    compare(point, entries.take(), findings);
                }
            }
            steering.seen();
        }
    }

    /** That of the ledgers whose next entry is the first; null when all are at their ends. */
    private @Nullable Cursor<Entry> first() throws CallFailed {
        Cursor<Entry> first = null;
        for (Cursor<Entry> each : ledgers) {
            for (Entry entry = each.peek(); entry != null && !entry.target().equals(shadow); entry = each.peek()) {
                each.take();
            }
            if (each.peek() != null && (first == null || each.isBefore(first.id()))) {
                first = each;
            }
        }
        return first;
    }

    private void compare(RetrievedPoint point, Entry entry, Findings findings) throws CallFailed, Stopped {
        Parts there = Parts.of(point);
        if (!there.differingFields(entry.parts()).isEmpty()) {
            findings.other(point, "has other payload fields");
        } else if (!there.differingVectors(entry.parts(), tolerances).isEmpty()) {
            findings.other(point, "has another vector");
        }
    }
}
