package io.whisperschema.vector.internal.rebuild;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.rebuild.Ledger.Entry;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies that a run made, or deleted, and was killed before it could tell a ledger. Their source may be gone since, or be again
 * what the ledger knows, so that no pass looks at them any more. They are taken back, and the next pass makes them anew where their
 * source is there. Those that somebody else wrote stay, for the proof to tell. Not thread-safe.
 */
final class UntoldCopies implements ShadowProof.Findings {
    private final Site site;
    private final String shadow;
    private final List<Ledger> ledgers;
    private final Steering steering;
    private final List<PointId> copies = new ArrayList<>();
    private final List<PointId> entries = new ArrayList<>();

    UntoldCopies(Site site, String shadow, List<Ledger> ledgers, Steering steering) {
        this.site = site;
        this.shadow = shadow;
        this.ledgers = ledgers;
        this.steering = steering;
    }

    void takeBack(Tolerances tolerances) throws CallFailed, Stopped {
        new ShadowProof(site, shadow, ledgers, tolerances).run(steering, this);
        delete();
    }

    @Override
    public void missing(Entry entry) throws CallFailed, Stopped {
        entries.add(entry.id());
        deleteBatch();
    }

    @Override
    public void unknown(RetrievedPoint point) throws CallFailed, Stopped {
        if (Writes.isMarked(point)) {
            copies.add(point.getId());
            deleteBatch();
        }
    }

    @Override
    public void other(RetrievedPoint point, String how) throws CallFailed, Stopped {
        if (Writes.isMarked(point)) {
            copies.add(point.getId());
            entries.add(point.getId());
            deleteBatch();
        }
    }

    private void deleteBatch() throws CallFailed, Stopped {
        if (Math.max(copies.size(), entries.size()) >= steering.batch()) {
            delete();
        }
    }

    /** The copies first, so that a ledger still knows of each that is there. */
    private void delete() throws CallFailed, Stopped {
        steering.goOn();
        if (!copies.isEmpty()) {
            Writes.done(site.calls().answer(site.client().deleteAsync(shadow, copies)));
        }
        for (Ledger ledger : ledgers) {
            ledger.remove(entries);
        }
        copies.clear();
        entries.clear();
    }
}
