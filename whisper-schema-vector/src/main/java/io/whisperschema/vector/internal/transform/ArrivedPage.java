package io.whisperschema.vector.internal.transform;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.Vector;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.finding.Finding;
import io.whisperschema.vector.internal.points.PointBytes;
import io.whisperschema.vector.internal.points.SomeIds;
import io.whisperschema.vector.internal.points.VectorsByName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Points that arrived, held against those that were to arrive; not thread-safe. */
final class ArrivedPage {
    private static final double TOLERANCE = 1e-6;

    private final PointRecipe recipe;
    private final VectorCollection target;
    private final Set<String> computed;
    private final Map<String, SomeIds> wrong = new TreeMap<>();

    ArrivedPage(PointRecipe recipe, VectorCollection target) {
        this.recipe = recipe;
        this.target = target;
        this.computed = new PayloadEdits(recipe.payload()).computed();
    }

    /**
     * @param expected the point without what code makes of it
     */
    void compare(PointStruct expected, @Nullable RetrievedPoint arrived) {
        if (arrived == null) {
            add("the point", expected.getId());
        } else if (recipe.code().isEmpty()) {
            comparePayload(expected, arrived);
            compareVectors(expected, arrived);
        }
    }

    List<Finding> findings(int points) {
        return wrong.entrySet().stream()
                .map(entry -> Finding.error(
                        "collection " + target.name(),
                        entry.getKey() + " as the points before have it",
                        "another or none in " + entry.getValue().of(points),
                        "Let the collection be made anew; the points before are untouched."))
                .toList();
    }

    private void add(String part, PointId id) {
        wrong.computeIfAbsent(part, one -> new SomeIds()).add(id);
    }

    private void comparePayload(PointStruct expected, RetrievedPoint arrived) {
        Map<String, Value> there = arrived.getPayloadMap();
        var fields = new TreeSet<>(expected.getPayloadMap().keySet());
        fields.addAll(there.keySet());
        fields.removeAll(computed);
        for (String field : fields) {
            Value value = there.get(field);
            if (value == null || !value.equals(expected.getPayloadMap().get(field))) {
                add("payload field " + field, expected.getId());
            }
        }
    }

    private void compareVectors(PointStruct expected, RetrievedPoint arrived) {
        Map<String, Vector> before = VectorsByName.of(expected.getVectors());
        Map<String, Vector> there = VectorsByName.of(PointBytes.sent(arrived.getVectors()));
        var names = new HashSet<>(before.keySet());
        names.addAll(there.keySet());
        names.removeAll(recipe.embedded().keySet());
        for (String name : names) {
            Vector one = before.get(name);
            Vector other = there.get(name);
            if (one == null || other == null || !isSame(name, one, other)) {
                add(Words.vector(name), expected.getId());
            }
        }
    }

    private boolean isSame(String name, Vector before, Vector there) {
        if (!before.getVectorCase().equals(there.getVectorCase())) {
            return false;
        }
        return switch (before.getVectorCase()) {
            case DENSE -> isSame(name, before.getDense(), there.getDense());
            case SPARSE -> elements(before.getSparse()).equals(elements(there.getSparse()));
            default ->
                isSame(
                        name,
                        before.getMultiDense().getVectorsList(),
                        there.getMultiDense().getVectorsList());
        };
    }

    private boolean isSame(String name, List<DenseVector> before, List<DenseVector> there) {
        for (int row = 0; row < Math.min(before.size(), there.size()); row++) {
            if (!isSame(name, before.get(row), there.get(row))) {
                return false;
            }
        }
        return before.size() == there.size();
    }

    private boolean isSame(String name, DenseVector before, DenseVector there) {
        float[] one = Floats.of(before);
        float[] other = Floats.of(there);
        boolean isDirection = target.shape()
                .space(name)
                .map(VectorSpace::distance)
                .filter(Distance.COSINE::equals)
                .isPresent();
        return one.length == other.length && (isDirection ? isSameWay(one, other) : isSame(one, other));
    }

    private static boolean isSameWay(float[] one, float[] other) {
        boolean isLong = Floats.dot(one, one) > 0;
        return isLong == Floats.dot(other, other) > 0 && (!isLong || Floats.cosine(one, other) >= 1 - TOLERANCE);
    }

    private static boolean isSame(float[] one, float[] other) {
        for (int i = 0; i < one.length; i++) {
            if (Math.abs(one[i] - other[i]) > TOLERANCE * Math.max(Math.abs(one[i]), Math.abs(other[i]))) {
                return false;
            }
        }
        return true;
    }

    private static Map<Integer, Float> elements(SparseVector vector) {
        var elements = new HashMap<Integer, Float>();
        for (int i = 0; i < vector.getIndicesCount(); i++) {
            elements.put(vector.getIndices(i), vector.getValues(i));
        }
        return elements;
    }
}
