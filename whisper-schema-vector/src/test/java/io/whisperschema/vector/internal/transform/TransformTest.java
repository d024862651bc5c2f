package io.whisperschema.vector.internal.transform;

import static io.qdrant.client.ValueFactory.value;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.vector;
import static io.whisperschema.vector.internal.transform.Recipes.applied;
import static io.whisperschema.vector.internal.transform.Recipes.dense;
import static io.whisperschema.vector.internal.transform.Recipes.multi;
import static io.whisperschema.vector.internal.transform.Recipes.named;
import static io.whisperschema.vector.internal.transform.Recipes.point;
import static io.whisperschema.vector.internal.transform.Recipes.sparse;
import static io.whisperschema.vector.internal.transform.Recipes.unnamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.VectorsOutput;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.definition.vector.Vectors;
import io.whisperschema.diff.PayloadEdit;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.vector.internal.points.PointBytes;
import io.whisperschema.vector.internal.points.RandomPoints;
import io.whisperschema.vector.internal.transform.Transform.Transformed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransformTest {
    private static final VectorCollection UNNAMED = collection("new", Vectors.unnamed(2, Distance.DOT));
    private static final VectorCollection THREE = collection(
            "new",
            vector("content", 2, Distance.DOT),
            vector("emotion", 2, Distance.DOT),
            vector("semantic", 2, Distance.DOT));

    private static Transform of(PointRecipe recipe) {
        return Transform.of(recipe, Recipes::noCode);
    }

    private static PointStruct sent(VectorsOutput vectors) {
        return PointStruct.newBuilder().setVectors(PointBytes.sent(vectors)).build();
    }

    private static TransformFailed failure(Transform transform, VectorsOutput vectors) {
        return catchThrowableOfType(
                TransformFailed.class, () -> transform.apply(List.of(point(5, vectors, Map.of("a", value("secret"))))));
    }

    @Test
    void whatIsNotSpokenOfStays() throws Exception {
        var before = point(5, unnamed(0.1f, -0f), Map.of("b", value(1), "a", value(List.of(value("x")))));

        assertThat(of(PointRecipe.of("old", UNNAMED)).apply(List.of(before)))
                .singleElement()
                .satisfies(after -> {
                    assertThat(after.target()).isEqualTo("new");
                    assertThat(after.point().getId()).isEqualTo(before.getId());
                    assertThat(after.point().getPayloadMap()).isEqualTo(before.getPayloadMap());
                    assertThat(after.point().getVectors()).isEqualTo(PointBytes.sent(before.getVectors()));
                });
    }

    @Test
    void theUnnamedVectorGetsANameAndTheOthersAreLeftEmpty() throws Exception {
        var recipe =
                Recipes.vectors(THREE, Map.of("content", VectorSpace.UNNAMED), Map.of(), Set.of("emotion", "semantic"));

        assertThat(applied(of(recipe), point(5, unnamed(1, 2), Map.of())).getVectors())
                .isEqualTo(sent(named(Map.of("content", dense(1, 2)))).getVectors());
    }

    @Test
    void aVectorLosesItsName() throws Exception {
        var recipe = Recipes.vectors(UNNAMED, Map.of(VectorSpace.UNNAMED, "content"), Map.of(), Set.of());

        assertThat(applied(of(recipe), point(5, named(Map.of("content", dense(1, 2), "x", dense(3))), Map.of()))
                        .getVectors())
                .isEqualTo(sent(unnamed(1, 2)).getVectors());
    }

    @Test
    void ofSevenVectorsThreeAreTakenOver() throws Exception {
        var seven = named(Map.of(
                "content", dense(1, 2),
                "emotion", dense(3, 4),
                "semantic", dense(5, 6),
                "relationship", dense(7, 8),
                "personality", dense(9, 10),
                "interaction", dense(11, 12),
                "temporal", dense(13, 14)));

        assertThat(applied(of(PointRecipe.of("old", THREE)), point(5, seven, Map.of()))
                        .getVectors())
                .isEqualTo(sent(named(Map.of(
                                "content", dense(1, 2),
                                "emotion", dense(3, 4),
                                "semantic", dense(5, 6))))
                        .getVectors());
    }

    @Test
    void vectorsTradeTheirNames() throws Exception {
        var recipe = Recipes.vectors(
                THREE, Map.of("content", "emotion", "emotion", "content"), Map.of(), Set.of("semantic"));

        assertThat(applied(
                                of(recipe),
                                point(5, named(Map.of("content", dense(1, 2), "emotion", dense(3, 4))), Map.of()))
                        .getVectors())
                .isEqualTo(sent(named(Map.of("content", dense(3, 4), "emotion", dense(1, 2))))
                        .getVectors());
    }

    @Test
    void aPointWithoutAVectorStaysWithoutIt() throws Exception {
        assertThat(applied(of(PointRecipe.of("old", THREE)), point(5, named(Map.of("emotion", dense(3, 4))), Map.of()))
                        .getVectors())
                .isEqualTo(sent(named(Map.of("emotion", dense(3, 4)))).getVectors());
    }

    @Test
    void aVectorThatIsLeftEmptyIsNotTakenOver() throws Exception {
        var recipe = Recipes.vectors(UNNAMED, Map.of(), Map.of(), Set.of(VectorSpace.UNNAMED));

        assertThat(applied(of(recipe), point(5, unnamed(1, 2), Map.of())).getVectors())
                .isEqualTo(sent(named(Map.of())).getVectors());
    }

    @Test
    void aVectorOfAnotherSizeStops() {
        TransformFailed failure = failure(of(PointRecipe.of("old", THREE)), named(Map.of("content", dense(1, 2, 3))));

        assertThat(failure.id()).contains("5");
        assertThat(failure.sentence()).isEqualTo("point 5 has 3 elements where vector content of its target has 2");
    }

    @Test
    void aMultivectorUnderTheNameOfAVectorStops() {
        assertThat(failure(of(PointRecipe.of("old", THREE)), named(Map.of("content", multi(1, 2))))
                        .sentence())
                .isEqualTo("point 5 has a multivector where vector content of its target is a single one");
    }

    @Test
    void vectorsThatNoDefinitionCanSayAreCarriedOverByName() throws Exception {
        var vectors = named(Map.of("content", dense(1, 2), "words", sparse(7, 1), "parts", multi(1, 2)));
        Transform transform = of(PointRecipe.of("old", THREE)).carrying("new", Set.of("words", "parts", "notThere"));

        assertThat(applied(transform, point(5, vectors, Map.of())).getVectors())
                .isEqualTo(sent(vectors).getVectors());
    }

    @Test
    void vectorsThatNoDefinitionCanSayAreNotLostUnseen() {
        assertThat(failure(of(PointRecipe.of("old", THREE)), named(Map.of("words", sparse(7, 1))))
                        .sentence())
                .isEqualTo("point 5 has a sparse vector words, for which collection new has no place");
    }

    private static PointRecipe split() {
        return new PointRecipe(
                List.of("old"),
                List.of(
                        collection("ada", Vectors.unnamed(2, Distance.DOT)),
                        collection("elena", Vectors.unnamed(2, Distance.DOT))),
                Map.of(),
                Map.of(),
                Set.of(),
                List.of(new PayloadEdit.Drop("who")),
                Optional.empty(),
                Optional.of(new PointRecipe.Routing("who", Map.of("a", "ada", "e", "elena"))));
    }

    @Test
    void pointsGoWhereAFieldSays() throws Exception {
        var page = List.of(
                point(1, unnamed(1, 2), Map.of("who", value("e"))), point(2, unnamed(1, 2), Map.of("who", value("a"))));

        assertThat(of(split()).apply(page)).extracting(Transformed::target).containsExactly("elena", "ada");
    }

    @Test
    void aValueThatNamesNoCollectionStops() {
        for (Map<String, Value> payload : List.of(
                Map.<String, Value>of(), Map.of("who", value("secret")), Map.of("who", value(List.of(value("a")))))) {
            assertThat(catchThrowableOfType(
                                    TransformFailed.class,
                                    () -> of(split()).apply(List.of(point(9, unnamed(1, 2), payload))))
                            .sentence())
                    .isEqualTo("point 9 has no value in payload field who that says which collection it belongs to");
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    /** Of the same point, as a server names its parts in another order. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theSamePointBecomesTheSameBytes(long seed) throws Exception {
        Map<String, Value> payload = new RandomPoints(seed).payload();
        var vectors = named(Map.of("content", dense(1, 2), "emotion", dense(3, 4), "semantic", dense(5, 6)));
        RetrievedPoint one = point(1, vectors, payload);
        var other = RetrievedPoint.newBuilder().setId(one.getId());
        List.of("semantic", "content", "emotion")
                .forEach(name -> other.getVectorsBuilder()
                        .getVectorsBuilder()
                        .putVectors(name, vectors.getVectors().getVectorsMap().get(name)));
        other.putAllPayload(RandomPoints.turned(payload));
        Transform transform = of(PointRecipe.of("old", THREE));

        assertThat(applied(transform, other.build()).toByteArray())
                .isEqualTo(applied(transform, one).toByteArray());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noPartOfAPointIsLostUnseen(long seed) throws Exception {
        RetrievedPoint point = new RandomPoints(seed).point();
        Set<String> names = point.getVectors().hasVector()
                ? Set.of(VectorSpace.UNNAMED)
                : point.getVectors().getVectors().getVectorsMap().keySet();
        Transform transform = of(PointRecipe.of("old", collection("new", vector("other", 2, Distance.DOT))))
                .carrying("new", names);

        PointStruct after = applied(transform, point);

        assertThat(after.getPayloadMap()).isEqualTo(point.getPayloadMap());
        assertThat(after.getVectors()).isEqualTo(PointBytes.sent(point.getVectors()));
    }
}
