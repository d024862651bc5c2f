package io.whisperschema.vector.internal.rebuild;

import io.qdrant.client.QdrantClient;
import io.whisperschema.vector.RebuildOptions;
import io.whisperschema.vector.internal.points.QdrantCalls;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import java.time.Clock;
import java.util.Collection;

/** The server on which collections are rebuilt. */
public record Site(String store, QdrantClient client, QdrantCalls calls, Shelf shelf, Clock clock) {
    Jobs jobs() {
        return new Jobs(client, calls);
    }

    Ledger ledger(String name) {
        return new Ledger(name, client, calls);
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
