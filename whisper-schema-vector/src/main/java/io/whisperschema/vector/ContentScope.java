package io.whisperschema.vector;

import java.util.OptionalLong;

/**
 * Which points of a collection are looked at.
 *
 * @param atMost how many of each collection, all when absent
 */
public record ContentScope(OptionalLong atMost) {
    public ContentScope {
        if (atMost.orElse(1) < 1) {
            throw new IllegalArgumentException(
                    "A sample of " + atMost.orElse(1) + " points shows nothing; give 1 or more.");
        }
    }

    /** Every point. */
    public static ContentScope complete() {
        return new ContentScope(OptionalLong.empty());
    }

    /** That many points of each collection: the first in the order of their ids, the same ones each time. */
    public static ContentScope sample(long points) {
        return new ContentScope(OptionalLong.of(points));
    }
}
