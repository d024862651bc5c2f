package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.Common.Filter;
import java.util.Optional;

/** Makes filters of what clients send. */
public final class Filters {
    private Filters() {}

    /**
     * Throws {@link Refused} as the server does. An empty filter matches all. What an index changes in the meaning of
     * a condition, as on the server, it changes here.
     */
    public static CompiledFilter compile(Filter filter, Indexes indexes) {
        FilterRules.check(filter, "filter");
        return new Compiled(FilterCompiler.ofPoints(indexes).group(filter));
    }

    private record Compiled(Clause whole) implements CompiledFilter {
        @Override
        public boolean test(PointView point) {
            return whole.test(point);
        }

        @Override
        public Optional<Candidates> candidates(int atMost) {
            return whole.lookup()
                    .filter(lookup -> lookup.atMost() <= atMost)
                    .map(lookup -> new Candidates(lookup.slots().get(), lookup.certainty()));
        }
    }
}
