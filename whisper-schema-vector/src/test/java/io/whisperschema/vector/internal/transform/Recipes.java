package io.whisperschema.vector.internal.transform;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.Points.VectorsOutput;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.CodeName;
import io.whisperschema.diff.PayloadEdit;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.vector.PointBatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Recipes and points of few words. */
final class Recipes {
    static final CodeName CODE = new CodeName("code", "1");

    private Recipes() {}

    static PointRecipe vectors(
            VectorCollection into, Map<String, String> renamed, Map<String, CodeName> embedded, Set<String> leftEmpty) {
        return new PointRecipe(
                List.of("old"),
                List.of(into),
                renamed,
                embedded,
                leftEmpty,
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    static PointRecipe payload(VectorCollection into, PayloadEdit... edits) {
        return with(PointRecipe.of("old", into), List.of(edits), Optional.empty());
    }

    static PointRecipe changing(VectorCollection into) {
        return with(PointRecipe.of("old", into), List.of(), Optional.of(CODE));
    }

    static PointRecipe with(PointRecipe recipe, List<PayloadEdit> edits, Optional<CodeName> code) {
        return new PointRecipe(
                recipe.from(),
                recipe.into(),
                recipe.renamedVectors(),
                recipe.embedded(),
                recipe.leftEmpty(),
                edits,
                code,
                recipe.routing());
    }

    /** Of recipes that speak of no code: there is none. */
    static CodeStep<PointBatch> noCode(CodeName name) {
        return Map.<CodeName, CodeStep<PointBatch>>of().get(name);
    }

    static RetrievedPoint point(long id, VectorsOutput vectors, Map<String, Value> payload) {
        var point = RetrievedPoint.newBuilder();
        point.getIdBuilder().setNum(id);
        return point.setVectors(vectors).putAllPayload(payload).build();
    }

    static VectorsOutput unnamed(float... elements) {
        return VectorsOutput.newBuilder().setVector(dense(elements)).build();
    }

    static VectorsOutput named(Map<String, VectorOutput> vectors) {
        var named = VectorsOutput.newBuilder();
        named.getVectorsBuilder().putAllVectors(vectors);
        return named.build();
    }

    static VectorOutput dense(float... elements) {
        var vector = VectorOutput.newBuilder();
        IntStream.range(0, elements.length)
                .forEach(i -> vector.getDenseBuilder().addData(elements[i]));
        return vector.build();
    }

    static VectorOutput sparse(int index, float value) {
        var vector = VectorOutput.newBuilder();
        vector.getSparseBuilder().addIndices(index).addValues(value);
        return vector.build();
    }

    static VectorOutput multi(float... row) {
        var vector = VectorOutput.newBuilder();
        vector.getMultiDenseBuilder().addVectors(dense(row).getDense());
        return vector.build();
    }

    static PointStruct applied(Transform transform, RetrievedPoint point) throws TransformFailed {
        return transform.apply(List.of(point)).get(0).point();
    }
}
