package io.whisperschema.vector.internal.transform;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.whisperschema.definition.vector.Vectors.collection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Points.PointStruct;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.Vectors;
import io.whisperschema.diff.PayloadEdit;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.error.InvalidDefinition;
import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import io.whisperschema.vector.QdrantStore;
import io.whisperschema.vector.RebuildOptions.Recall;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import io.whisperschema.vector.internal.points.PointPages;
import io.whisperschema.vector.internal.points.PointUpserts;
import io.whisperschema.vector.internal.points.QdrantCalls;
import io.whisperschema.vector.internal.transform.SampleCheck.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleCheckTest {
    private static final int POINTS = 60;

    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
    private final QdrantClient client = qdrant.client();
    private final QdrantCalls calls = QdrantCalls.reading("qdrant");
    private final Random random = new Random(7);

    @AfterEach
    void close() {
        qdrant.close();
    }

    private static VectorCollection two(String name, Distance distance) {
        return collection(name, Vectors.vector("a", 4, distance), Vectors.vector("b", 4, distance));
    }

    private float[] floats() {
        float[] floats = new float[4];
        IntStream.range(0, 4).forEach(i -> floats[i] = (float) random.nextGaussian() + 0.1f);
        return floats;
    }

    private PointStruct point(long number) {
        return PointStruct.newBuilder()
                .setId(id(number))
                .setVectors(namedVectors(Map.of("a", vector(floats()), "b", vector(floats()))))
                .putPayload("text", value("memory " + number))
                .putPayload("who", value(number % 2 == 0 ? "ada" : "elena"))
                .build();
    }

    private void source(Distance distance) throws Exception {
        QdrantStore.over(client).create(two("old", distance));
        client.upsertAsync(
                        "old",
                        IntStream.rangeClosed(1, POINTS).mapToObj(this::point).toList())
                .get();
    }

    private SampleCheck check(PointRecipe recipe, Distance distance) {
        var place = new Place(client, calls, Map.of("new", "new__v2"));
        return new SampleCheck(
                place, place, recipe, List.of(two("old", distance).shape()));
    }

    private static Transform transform(PointRecipe recipe) {
        return Transform.of(recipe, Recipes::noCode);
    }

    /** Fills the targets as a recipe without code says. */
    private void fill(PointRecipe recipe) throws Exception {
        for (VectorCollection target : recipe.into()) {
            String name = target.name().equals("new") ? "new__v2" : target.name();
            QdrantStore.over(client).create(new VectorCollection(name, Optional.empty(), target.shape()));
            var upserts = new PointUpserts(client, calls, name);
            var pages = PointPages.of(client, calls, "old");
            while (!pages.isAtEnd()) {
                for (var one : transform(recipe).withoutCode().apply(pages.next())) {
                    if (one.target().equals(target.name())) {
                        upserts.add(one.point());
                    }
                }
            }
            upserts.flush();
        }
    }

    private List<String> page(PointRecipe recipe, Distance distance) throws Exception {
        return check(recipe, distance)
                .page(transform(recipe), PointPages.of(client, calls, "old").next())
                .stream()
                .map(Finding::sentence)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Distance.class)
    void whatArrivedAsItWasIsFine(Distance distance) throws Exception {
        source(distance);
        PointRecipe recipe = PointRecipe.of("old", two("new", distance));
        fill(recipe);

        assertThat(page(recipe, distance)).isEmpty();
        assertThat(check(recipe, distance).recall(new Recall(20, 5, 1)))
                .extracting(Finding::severity, Finding::sentence)
                .containsExactly(
                        tuple(
                                Severity.NOTICE,
                                "collection new, vector a: expected 1.000 of the 5 nearest of 20 points found again,"
                                        + " found 1.000"),
                        tuple(
                                Severity.NOTICE,
                                "collection new, vector b: expected 1.000 of the 5 nearest of 20 points found again,"
                                        + " found 1.000"));
    }

    @Test
    void pointsThatAreMissingAreFound() throws Exception {
        source(Distance.DOT);
        PointRecipe recipe = PointRecipe.of("old", two("new", Distance.DOT));
        fill(recipe);
        client.deleteAsync("new__v2", List.of(id(3), id(4), id(5), id(6))).get();

        assertThat(page(recipe, Distance.DOT))
                .containsExactly("collection new: expected the point as the points before have it,"
                        + " found another or none in 4 of 60 points: 3, 4, 5 and others");
    }

    @Test
    void payloadThatIsAnotherIsFound() throws Exception {
        source(Distance.DOT);
        PointRecipe recipe = PointRecipe.of("old", two("new", Distance.DOT));
        fill(recipe);
        client.setPayloadAsync("new__v2", Map.of("text", value("x")), id(3), null, null, null)
                .get();
        client.setPayloadAsync("new__v2", Map.of("more", value("x")), id(4), null, null, null)
                .get();

        assertThat(page(recipe, Distance.DOT))
                .containsExactly(
                        "collection new: expected payload field more as the points before have it,"
                                + " found another or none in 1 of 60 points: 4",
                        "collection new: expected payload field text as the points before have it,"
                                + " found another or none in 1 of 60 points: 3");
    }

    @ParameterizedTest
    @EnumSource(Distance.class)
    void aVectorThatIsAnotherIsFound(Distance distance) throws Exception {
        source(distance);
        PointRecipe recipe = PointRecipe.of("old", two("new", distance));
        fill(recipe);
        client.upsertAsync(
                        "new__v2",
                        List.of(point(3).toBuilder()
                                .setVectors(namedVectors(Map.of("a", vector(1, 2, 3, 4))))
                                .build()))
                .get();

        assertThat(page(recipe, distance))
                .containsExactly(
                        "collection new: expected vector a as the points before have it,"
                                + " found another or none in 1 of 60 points: 3",
                        "collection new: expected vector b as the points before have it,"
                                + " found another or none in 1 of 60 points: 3");
    }

    @Test
    void ofCosineOnlyTheDirectionCounts() throws Exception {
        source(Distance.DOT);
        var recipe = Recipes.vectors(two("new", Distance.COSINE), Map.of("a", "a", "b", "b"), Map.of(), Set.of());
        fill(recipe);

        assertThat(page(recipe, Distance.DOT)).isEmpty();
    }

    @Test
    void elsewhereTheLengthCountsToo() throws Exception {
        source(Distance.DOT);
        PointRecipe recipe = PointRecipe.of("old", two("new", Distance.DOT));
        fill(Recipes.vectors(two("new", Distance.COSINE), Map.of("a", "a", "b", "b"), Map.of(), Set.of()));

        assertThat(page(recipe, Distance.DOT)).hasSize(2);
    }

    @Test
    void whatCodeMakesMayBeAnything() throws Exception {
        source(Distance.DOT);
        var recipe = Recipes.with(
                Recipes.vectors(two("new", Distance.DOT), Map.of(), Map.of("b", Recipes.CODE), Set.of()),
                List.of(new PayloadEdit.Compute("text", Recipes.CODE)),
                Optional.empty());
        fill(PointRecipe.of("old", two("new", Distance.DOT)));

        assertThat(page(recipe, Distance.DOT)).isEmpty();
    }

    @Test
    void aPointThatCodeMayChangeMustBeThere() throws Exception {
        source(Distance.DOT);
        PointRecipe recipe = Recipes.changing(two("new", Distance.DOT));
        fill(PointRecipe.of("old", two("new", Distance.DOT)));
        client.setPayloadAsync("new__v2", Map.of("text", value("x")), id(3), null, null, null)
                .get();
        client.deleteAsync("new__v2", List.of(id(9))).get();

        assertThat(page(recipe, Distance.DOT))
                .containsExactly("collection new: expected the point as the points before have it,"
                        + " found another or none in 1 of 60 points: 9");
    }

    @Test
    void neighboursThatAreNotFoundAgainAreAnError() throws Exception {
        source(Distance.DOT);
        PointRecipe recipe = PointRecipe.of("old", two("new", Distance.DOT));
        fill(recipe);
        client.deleteAsync(
                        "new__v2",
                        IntStream.rangeClosed(1, POINTS / 2)
                                .mapToObj(number -> id(number))
                                .toList())
                .get();

        assertThat(check(recipe, Distance.DOT).recall(new Recall(POINTS, 5, 0.9)))
                .extracting(Finding::severity)
                .containsExactly(Severity.ERROR, Severity.ERROR);
    }

    @Test
    void neighboursAreThoseOfAllThatAreMadeOfACollection() throws Exception {
        source(Distance.EUCLID);
        var recipe = new PointRecipe(
                List.of("old"),
                List.of(two("ada", Distance.EUCLID), two("elena", Distance.EUCLID)),
                Map.of(),
                Map.of(),
                Set.of(),
                List.of(),
                Optional.empty(),
                Optional.of(new PointRecipe.Routing("who", Map.of("ada", "ada", "elena", "elena"))));
        fill(recipe);

        assertThat(page(recipe, Distance.EUCLID)).isEmpty();
        assertThat(check(recipe, Distance.EUCLID).recall(new Recall(20, 5, 1)))
                .extracting(Finding::severity, Finding::place)
                .containsExactly(
                        tuple(Severity.NOTICE, "collection ada, elena, vector a"),
                        tuple(Severity.NOTICE, "collection ada, elena, vector b"));
    }

    @ParameterizedTest
    @EnumSource(Distance.class)
    void theNearestOfAnEmbeddedVectorAreThoseAmongTheSample(Distance distance) throws Exception {
        source(distance);
        var into = two("new", distance);
        var recipe = Recipes.vectors(into, Map.of(), Map.of("a", Recipes.CODE), Set.of("b"));
        fill(PointRecipe.of("old", into));

        assertThat(check(recipe, distance).recall(new Recall(30, 5, 1)))
                .extracting(Finding::severity, Finding::place)
                .containsExactly(tuple(Severity.NOTICE, "collection new, vector a"));
    }

    @Test
    void aVectorWhoseDistanceChangesIsLeftOut() throws Exception {
        source(Distance.DOT);
        var recipe = Recipes.vectors(two("new", Distance.EUCLID), Map.of("a", "a", "b", "b"), Map.of(), Set.of());
        fill(recipe);

        assertThat(check(recipe, Distance.DOT).recall(new Recall(20, 5, 1))).isEmpty();
    }

    @Test
    void pointsAsNearAsTheLastCountAsWellAsThat() {
        var expected = Stream.of(1, 2).map(number -> neighbour(number, 0.5)).toList();

        assertThat(Neighbours.again(expected, List.of(neighbour(3, 0.5), neighbour(4, 0.4)), Distance.DOT))
                .isEqualTo(1);
        assertThat(Neighbours.again(expected, List.of(neighbour(3, 0.6), neighbour(4, 0.4)), Distance.EUCLID))
                .isEqualTo(1);
    }

    @Test
    void aPointIsNoNeighbourOfItself() {
        var vectors = Map.of(id(1), vector(1, 0), id(2), vector(0, 1));

        assertThat(Neighbours.exact(id(1), vectors, 2, Distance.DOT)).containsExactly(neighbour(2, 0));
    }

    private static Neighbours.Neighbour neighbour(int number, double score) {
        return new Neighbours.Neighbour(id(number), score);
    }

    @Test
    void anUnnamedVectorThatIsLeftEmptyArrivesSo() throws Exception {
        source(Distance.DOT);
        var recipe =
                Recipes.vectors(collection("new", Vectors.unnamed(4, Distance.DOT)), Map.of(), Map.of(), Set.of(""));
        fill(recipe);

        assertThat(client.countAsync("new__v2").get()).isEqualTo(POINTS);
        assertThat(page(recipe, Distance.DOT)).isEmpty();
    }

    @Test
    void aSampleOfNothingIsRefused() {
        assertThatThrownBy(() -> new Recall(0, 5, 0.9)).isInstanceOf(InvalidDefinition.class);
        assertThatThrownBy(() -> new Recall(5, 0, 0.9)).isInstanceOf(InvalidDefinition.class);
        assertThatThrownBy(() -> new Recall(5, 5, Double.NaN)).isInstanceOf(InvalidDefinition.class);
    }
}
