package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.Common.Filter;

/** Makes filters of what clients send. */
public final class Filters {
    private Filters() {}

    /**
     * Throws {@link Refused} as the server does. An empty filter matches all. What an index changes in the meaning of
     * a condition, as on the server, it changes here.
     */
    public static CompiledFilter compile(Filter filter, Indexes indexes) {
        throw new UnsupportedOperationException("soon");
    }
}
