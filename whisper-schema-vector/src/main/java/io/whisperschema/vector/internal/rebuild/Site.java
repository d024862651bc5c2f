package io.whisperschema.vector.internal.rebuild;

import io.qdrant.client.QdrantClient;
import io.whisperschema.vector.internal.points.QdrantCalls;
import java.time.Clock;

/** The server on which collections are rebuilt. */
public record Site(String store, QdrantClient client, QdrantCalls calls, Shelf shelf, Clock clock) {
    Jobs jobs() {
        return new Jobs(client, calls);
    }

    Ledger ledger(String name) {
        return new Ledger(name, client, calls);
    }
}
