package io.whisperschema.vector.internal.transform;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.finding.Finding;
import io.whisperschema.vector.internal.points.QdrantCalls;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import java.util.List;
import java.util.Map;

/**
 * Looks at what arrived of points that a recipe made.
 *
 * @param recipe the recipe
 * @param targets under which name each target of the recipe is to be found now
 */
public record SampleCheck(QdrantClient client, QdrantCalls calls, PointRecipe recipe, Map<String, String> targets) {
    /** What of a page of a source, read with vectors and payload, is not as the recipe makes it; nothing where all is. */
    public List<Finding> page(Transform transform, List<RetrievedPoint> source) throws CallFailed, TransformFailed {
        return List.of();
    }

    /** Whether as many neighbours are found as before. */
    public List<Finding> recall(Recall wanted) throws CallFailed {
        return List.of();
    }

    /**
     * How many neighbours must be found again.
     *
     * @param points of how many points
     * @param nearest how many neighbours of each
     * @param atLeast what part of them, 0 to 1
     */
    public record Recall(int points, int nearest, double atLeast) {}
}
