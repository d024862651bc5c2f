package io.whisperschema.vector.embedded.internal.filter;

import java.util.Optional;

/** A part of a filter. */
interface Clause extends PointFilter {

    /** The slots of all points that match, and maybe of others; nothing when no index names them. */
    default Optional<Lookup> lookup() {
        return Optional.empty();
    }

    /** What an index answers. */
    record ByIndex(Served served) implements Clause {
        @Override
        public boolean test(PointView point) {
            return served.test().test(point.payload());
        }

        @Override
        public Optional<Lookup> lookup() {
            return Optional.of(served.lookup());
        }
    }

    /** What only the point answers, where an index may still name slots. */
    record ByPoint(PointFilter filter, Optional<Lookup> lookup) implements Clause {
        ByPoint(PointFilter filter) {
            this(filter, Optional.empty());
        }

        @Override
        public boolean test(PointView point) {
            return filter.test(point);
        }
    }
}
