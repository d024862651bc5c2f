package io.whisperschema.vector.internal.transform;

import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.whisperschema.definition.vector.CollectionShape;
import io.whisperschema.diff.CodeName;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.finding.Finding;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.vector.PointBatch;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What a recipe makes of points. */
public final class Transform {
    private Transform() {}

    /** That of a recipe, with the code that it speaks of. */
    public static Transform of(PointRecipe recipe, Function<CodeName, CodeStep<PointBatch>> codes) {
        return new Transform();
    }

    /**
     * The same, where a target has vectors that no definition can say, sparse ones and multivectors: they are taken over by name.
     */
    public Transform carrying(String target, Set<String> vectors) {
        return this;
    }

    /** The same without host code: what the code would make is left out. */
    public Transform withoutCode() {
        return this;
    }

    /**
     * Why the recipe cannot be followed on collections of those shapes; empty where it can.
     *
     * @param sources the shapes of the recipe's collections, in its order
     */
    public static List<Finding> refuse(PointRecipe recipe, List<CollectionShape> sources) {
        return List.of();
    }

    /** What the points of a page become, in its order. */
    public List<Transformed> apply(List<RetrievedPoint> page) throws TransformFailed {
        return List.of();
    }

    /**
     * A point, ready to be written.
     *
     * @param target the target's name in the recipe
     */
    public record Transformed(String target, PointStruct point) {}
}
