package io.whisperschema.vector.internal.rebuild;

import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.whisperschema.vector.internal.transform.Transform.Transformed;
import io.whisperschema.vector.internal.transform.TransformFailed;
import java.util.List;
import java.util.Map;

/**
 * The way of points from a collection into others.
 *
 * @param source where they come from
 * @param ledger which are copied
 * @param others the ledgers of other collections whose points go into the same
 * @param maker what makes them
 * @param shadows the targets' own names by those that the maker uses
 * @param tolerances by how much vectors may differ, by the targets' own names
 */
record Lane(
        String source,
        Ledger ledger,
        List<Ledger> others,
        Maker maker,
        Map<String, String> shadows,
        Map<String, Tolerances> tolerances) {
    /** Makes points of points, one of each, in their order. */
    interface Maker {
        List<Transformed> of(List<RetrievedPoint> page) throws TransformFailed;
    }

    String shadow(String target) {
        String shadow = shadows.get(target);
        if (shadow == null) {
            throw new IllegalStateException("no target " + target);
        }
        return shadow;
    }

    Tolerances tolerances(String shadow) {
        return tolerances.getOrDefault(shadow, Tolerances.ofKept(0));
    }
}
