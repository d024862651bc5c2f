package io.whisperschema.vector.internal.transform;

import io.qdrant.client.grpc.Points.Vector;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.diff.PointRecipe;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes over what a recipe neither has embedded nor leaves empty of a point's vectors.
 *
 * @param recipe the recipe
 * @param foreign the vectors that no definition can say, by target
 */
record TakingOver(PointRecipe recipe, Map<String, Set<String>> foreign) {
    /** The former name of a vector that is taken over; nothing where it is not. */
    static Optional<String> former(PointRecipe recipe, String name) {
        return recipe.embedded().containsKey(name) || recipe.leftEmpty().contains(name)
                ? Optional.empty()
                : Optional.of(recipe.renamedVectors().getOrDefault(name, name));
    }

    void apply(MovingPoint point) throws TransformFailed {
        Map<String, Vector> before = point.vectorsBefore();
        for (VectorSpace space : point.target().spaces()) {
            Optional<Vector> vector = former(recipe, space.name()).map(before::get);
            if (vector.isPresent()) {
                refuseOther(point, space, vector.get());
                point.vectors().put(space.name(), vector.get());
            }
        }
        takeOverForeign(point, before);
    }

    private static void refuseOther(MovingPoint point, VectorSpace space, Vector vector) throws TransformFailed {
        if (!vector.hasDense()) {
            throw point.failure(
                    "has " + kind(vector) + " where " + Words.vector(space.name()) + " of its target is a single one");
        }
        int size = vector.getDense().getDataCount();
        if (size != space.size()) {
            throw point.failure("has " + size + " elements where " + Words.vector(space.name()) + " of its target has "
                    + space.size());
        }
    }

    private void takeOverForeign(MovingPoint point, Map<String, Vector> before) throws TransformFailed {
        Set<String> carried = foreign.getOrDefault(point.target().name(), Set.of());
        var left = new HashMap<>(before);
        for (String name : carried) {
            Vector vector = left.remove(name);
            if (vector != null) {
                point.vectors().put(name, vector);
            }
        }
        for (Map.Entry<String, Vector> vector : left.entrySet()) {
            if (!vector.getValue().hasDense()) {
                throw point.failure("has " + kind(vector.getValue()) + " " + vector.getKey() + ", for which collection "
                        + point.target().name() + " has no place");
            }
        }
    }

    private static String kind(Vector vector) {
        return vector.hasSparse() ? "a sparse vector" : "a multivector";
    }
}
