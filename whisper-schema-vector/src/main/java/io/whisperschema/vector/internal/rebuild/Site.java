package io.whisperschema.vector.internal.rebuild;

import io.qdrant.client.QdrantClient;
import io.whisperschema.catalog.CollectionRecord.State;
import io.whisperschema.vector.RebuildOptions;
import io.whisperschema.vector.internal.points.QdrantCalls;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.rebuild.Job.Target;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;

/** The server on which collections are rebuilt. */
public record Site(String store, QdrantClient client, QdrantCalls calls, Shelf shelf, Clock clock) {
    Jobs jobs() {
        return new Jobs(client, calls);
    }

    Ledger ledger(String name) {
        return new Ledger(name, client, calls);
    }

    /** Whether all that a rebuild built is on record as whole. */
    boolean isRecorded(Job job) throws CallFailed {
        for (Target target : job.targets()) {
            if (!shelf.state(target.shadow()).equals(Optional.of(State.RECORDED))) {
                return false;
            }
        }
        return true;
    }

    /** Does what is to be done before anything changes. */
    public void prepare(RebuildOptions.Before before, Collection<String> collections) throws CallFailed {
        if (before == RebuildOptions.Before.SNAPSHOT) {
            for (String collection : collections) {
                calls.answer(client.createSnapshotAsync(collection));
            }
        }
    }
}
