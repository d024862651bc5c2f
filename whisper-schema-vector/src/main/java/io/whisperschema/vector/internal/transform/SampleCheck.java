package io.whisperschema.vector.internal.transform;

import static java.util.Objects.requireNonNull;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.whisperschema.definition.vector.CollectionShape;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.finding.Finding;
import io.whisperschema.vector.RebuildOptions.Recall;
import io.whisperschema.vector.internal.points.PointsById;
import io.whisperschema.vector.internal.points.QdrantCalls;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks at what arrived of points that a recipe made. Host code is not run again: payload fields that it computes and vectors that
 * it embeds may hold anything, and where a recipe's code may change all of a point, it is enough that the point is there.
 *
 * @param from where the recipe's collections are
 * @param into where its targets are
 * @param recipe the recipe
 * @param shapes the shapes of its collections, in its order
 */
public record SampleCheck(Place from, Place into, PointRecipe recipe, List<CollectionShape> shapes) {
    public SampleCheck {
        requireNonNull(from);
        requireNonNull(into);
        requireNonNull(recipe);
        shapes = List.copyOf(shapes);
    }

    /**
     * Where collections are.
     *
     * @param names under which name each is to be found there, by that in the recipe; the same where none is said
     */
    public record Place(QdrantClient client, QdrantCalls calls, Map<String, String> names) {
        public Place {
            requireNonNull(client);
            requireNonNull(calls);
            names = Map.copyOf(names);
        }

        String name(String collection) {
            return names.getOrDefault(collection, collection);
        }
    }

    /**
     * What of a page of a source is not as the recipe makes it; nothing where all is. Vectors may differ by what a server rounds:
     * those of cosine in their direction, others in each element.
     *
     * @param transform that of the recipe
     * @param source points read with vectors and payload
     */
    public List<Finding> page(Transform transform, List<RetrievedPoint> source) throws CallFailed, TransformFailed {
        var findings = new ArrayList<Finding>();
        Transform known = transform.withoutCode();
        var byTarget = new ArrayList<>(known.apply(source));
        for (VectorCollection target : recipe.into()) {
            List<Transform.Transformed> expected = byTarget.stream()
                    .filter(one -> one.target().equals(target.name()))
                    .toList();
            if (!expected.isEmpty()) {
                findings.addAll(page(target, expected));
            }
        }
        return findings;
    }

    private List<Finding> page(VectorCollection target, List<Transform.Transformed> expected) throws CallFailed {
        List<PointId> ids = expected.stream().map(one -> one.point().getId()).toList();
        Map<PointId, RetrievedPoint> arrived =
                new PointsById(into.client(), into.calls(), into.name(target.name())).get(ids);
        var page = new ArrivedPage(recipe, target);
        expected.forEach(
                one -> page.compare(one.point(), arrived.get(one.point().getId())));
        return page.findings(ids.size());
    }

    /**
     * How many neighbours are found again, as a notice for each vector; as an error where they are too few. Those of a vector
     * that is taken over are the nearest before, found exactly; those of one that is embedded are the nearest among the sample.
     * A vector whose distance changes has other neighbours and is left out.
     */
    public List<Finding> recall(Recall wanted) throws CallFailed {
        return new RecallCheck(this, wanted).findings();
    }
}
