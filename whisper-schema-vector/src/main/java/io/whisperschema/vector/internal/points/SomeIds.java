package io.whisperschema.vector.internal.points;

import io.qdrant.client.grpc.Common.PointId;
import java.util.ArrayList;
import java.util.List;

/** How many points there are of a kind, and which are the first of them; not thread-safe. */
public final class SomeIds {
    private static final int NAMED = 3;

    private final List<String> first = new ArrayList<>();
    private long count;

    /** One more. */
    public void add(PointId id) {
        count++;
        if (first.size() < NAMED) {
            first.add(PointIds.text(id));
        }
    }

    /** As words, for example {@code 4 of 10 points: 1, 2, 3 and others}. */
    public String of(long all) {
        return count + " of " + all + " points: " + String.join(", ", first)
                + (count > first.size() ? " and others" : "");
    }
}
