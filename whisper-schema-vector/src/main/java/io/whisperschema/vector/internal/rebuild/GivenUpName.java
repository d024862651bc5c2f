package io.whisperschema.vector.internal.rebuild;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.rebuild.Job.Leg;
import io.whisperschema.vector.internal.rebuild.Ledger.Entry;
import java.util.ArrayList;
import java.util.Optional;

/**
 * A name that a collection gives up so that it can become an alias. Where a run was stopped when the collection was gone and the
 * alias not there, a client that makes what it misses has taken the name: that collection is not the one that was copied, and to
 * catch up with it would be to delete all that was.
 */
final class GivenUpName {
    private static final int SAMPLE = 256;

    private GivenUpName() {}

    /** What to say of a name of that rebuild that somebody else has taken. */
    static Optional<String> taken(Job job, Site site) throws CallFailed {
        Names names = Names.of(site);
        for (Leg leg : job.legs()) {
            if (leg.copy().isPresent() && names.collections().contains(leg.source()) && isAnother(leg, site)) {
                return Optional.of(
                        "the collection " + leg.source() + " is not the one that was copied: somebody made it"
                                + " when its name was given up. What was in the old one is whole in "
                                + leg.copy().get().name());
            }
        }
        return Optional.empty();
    }

    /** Most of what was copied is not there. */
    private static boolean isAnother(Leg leg, Site site) throws CallFailed {
        var copied = new ArrayList<PointId>();
        Cursor<Entry> entries = site.ledger(leg.copy().orElseThrow().ledger()).entries();
        while (copied.size() < SAMPLE && entries.peek() != null) {
            copied.add(entries.take().id());
        }
        if (copied.isEmpty()) {
            return false;
        }
        long there = site.calls().answer(site.client().retrieveAsync(leg.source(), copied, false, false, null)).stream()
                .map(RetrievedPoint::getId)
                .count();
        return there * 2 < copied.size();
    }
}
