package io.whisperschema.vector.embedded;

import static io.qdrant.client.ConditionFactory.hasId;
import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.context;
import static io.qdrant.client.QueryFactory.discover;
import static io.qdrant.client.QueryFactory.fusion;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.QueryFactory.orderBy;
import static io.qdrant.client.QueryFactory.recommend;
import static io.qdrant.client.QueryFactory.sample;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorInputFactory.vectorInput;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.whisperschema.vector.embedded.Calls.assertRefused;
import static io.whisperschema.vector.embedded.Calls.done;
import static io.whisperschema.vector.embedded.Calls.ids;
import static io.whisperschema.vector.embedded.Calls.index;
import static io.whisperschema.vector.embedded.Calls.params;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QueryFactory;
import io.qdrant.client.VectorFactory;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.Common.MinShould;
import io.qdrant.client.grpc.Points.ContextInput;
import io.qdrant.client.grpc.Points.ContextInputPair;
import io.qdrant.client.grpc.Points.Direction;
import io.qdrant.client.grpc.Points.DiscoverInput;
import io.qdrant.client.grpc.Points.Fusion;
import io.qdrant.client.grpc.Points.LookupLocation;
import io.qdrant.client.grpc.Points.OrderBy;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RecommendInput;
import io.qdrant.client.grpc.Points.RecommendStrategy;
import io.qdrant.client.grpc.Points.Rrf;
import io.qdrant.client.grpc.Points.Sample;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Points 1 to 5 lie on a line, at their numbers, and those below 4 are drafts. */
class QueryTest {

    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
    private final QdrantClient client = qdrant.client();

    @BeforeEach
    void fill() {
        fill(client);
    }

    static void fill(QdrantClient client) {
        done(client.createCollectionAsync(
                "memories",
                Map.of(
                        "dot",
                        params(2, Distance.Dot),
                        "euclid",
                        params(2, Distance.Euclid),
                        "cosine",
                        params(2, Distance.Cosine))));
        done(client.upsertAsync(
                "memories",
                IntStream.rangeClosed(1, 5).mapToObj(QueryTest::point).toList()));
    }

    @AfterEach
    void close() {
        qdrant.close();
    }

    private static PointStruct point(int number) {
        return PointStruct.newBuilder()
                .setId(id(number))
                .setVectors(namedVectors(Map.of(
                        "dot", VectorFactory.vector(number, 0),
                        "euclid", VectorFactory.vector(number, 0),
                        "cosine", VectorFactory.vector(number, 1))))
                .putPayload("state", value(number < 4 ? "draft" : "final"))
                .putPayload("at", value(10 - number))
                .build();
    }

    private static final Filter DRAFTS =
            Filter.newBuilder().addMust(matchKeyword("state", "draft")).build();

    private static QueryPoints.Builder asked(Query query, String using) {
        return QueryPoints.newBuilder()
                .setCollectionName("memories")
                .setQuery(query)
                .setUsing(using);
    }

    private List<ScoredPoint> found(QueryPoints.Builder request) {
        return done(client.queryAsync(request.build()));
    }

    @Test
    void theNearestComeFirst() {
        assertThat(ids(found(asked(nearest(1f, 0f), "dot")))).containsExactly(5L, 4L, 3L, 2L, 1L);
        assertThat(ids(found(asked(nearest(2.1f, 0f), "euclid")))).containsExactly(2L, 3L, 1L, 4L, 5L);
    }

    @Test
    void scoresAreThoseOfTheDistance() {
        assertThat(found(asked(nearest(2f, 0f), "dot")).get(0).getScore()).isEqualTo(10f);
        assertThat(found(asked(nearest(9f, 3f), "euclid")).get(0).getScore()).isEqualTo(5f);
        assertThat(found(asked(nearest(1f, 1f), "cosine")).get(0).getScore()).isCloseTo(1f, within(1e-6f));
    }

    @Test
    void cosineVectorsComeBackWithLengthOne() {
        ScoredPoint first = found(asked(nearest(1f, 1f), "cosine")
                        .setWithVectors(WithVectorsSelectorFactory.include(List.of("cosine"))))
                .get(0);
        List<Float> vector = first.getVectors()
                .getVectors()
                .getVectorsMap()
                .get("cosine")
                .getDense()
                .getDataList();
        assertThat(vector.get(0)).isCloseTo((float) Math.sqrt(0.5), within(1e-6f));
    }

    @Test
    void aPointIsNoAnswerToAQueryThatNamesIt() {
        assertThat(ids(found(asked(nearest(id(2)), "euclid")))).containsExactly(1L, 3L, 4L, 5L);
    }

    @Test
    void aMissingPointIsNotFound() {
        assertRefused(
                client.queryAsync(asked(nearest(id(9)), "euclid").build()),
                Status.Code.NOT_FOUND,
                "Not found: No point with id 9 found");
    }

    @Test
    void onlyMatchingPointsAreFoundWithAndWithoutAnIndex() {
        QueryPoints.Builder drafts = asked(nearest(1f, 0f), "dot").setFilter(DRAFTS);
        assertThat(ids(found(drafts))).containsExactly(3L, 2L, 1L);
        index(client, "state", PayloadSchemaType.Keyword);
        assertThat(ids(found(drafts))).containsExactly(3L, 2L, 1L);
    }

    @Test
    void aFilterMayNameTheIds() {
        Filter named = Filter.newBuilder().addMust(hasId(List.of(id(2), id(9)))).build();
        assertThat(ids(found(asked(nearest(1f, 0f), "dot").setFilter(named)))).containsExactly(2L);
    }

    @Test
    void limitOffsetAndThresholdCutTheResult() {
        assertThat(ids(found(asked(nearest(1f, 0f), "dot").setLimit(2).setOffset(1))))
                .containsExactly(4L, 3L);
        assertThat(ids(found(asked(nearest(1f, 0f), "dot").setScoreThreshold(3f))))
                .containsExactly(5L, 4L);
        assertThat(ids(found(asked(nearest(0f, 0f), "euclid").setScoreThreshold(3f))))
                .containsExactly(1L, 2L);
    }

    @Test
    void payloadsAndVectorsComeWhenAskedFor() {
        ScoredPoint bare = found(asked(nearest(1f, 0f), "dot")).get(0);
        assertThat(bare.getPayloadMap()).isEmpty();
        assertThat(bare.hasVectors()).isFalse();
        ScoredPoint whole = found(asked(nearest(1f, 0f), "dot")
                        .setWithPayload(WithPayloadSelectorFactory.include(List.of("state")))
                        .setWithVectors(WithVectorsSelectorFactory.enable(true)))
                .get(0);
        assertThat(whole.getPayloadMap()).containsOnlyKeys("state");
        assertThat(whole.getVectors().getVectors().getVectorsMap()).containsOnlyKeys("dot", "euclid", "cosine");
    }

    @Test
    void withoutAQueryPointsComeById() {
        QueryPoints.Builder all = QueryPoints.newBuilder().setCollectionName("memories");
        assertThat(ids(found(all.setLimit(2).setOffset(1)))).containsExactly(2L, 3L);
    }

    private static Query recommended(RecommendStrategy strategy) {
        return recommend(RecommendInput.newBuilder()
                .addPositive(vectorInput(id(2)))
                .addNegative(vectorInput(id(5)))
                .setStrategy(strategy)
                .build());
    }

    @Test
    void recommendationsLeaveTheExamplesOut() {
        assertThat(ids(found(asked(recommended(RecommendStrategy.AverageVector), "euclid"))))
                .containsExactly(1L, 3L, 4L);
        assertThat(ids(found(asked(recommended(RecommendStrategy.BestScore), "euclid"))))
                .containsExactly(3L, 1L, 4L);
        assertThat(ids(found(asked(recommended(RecommendStrategy.SumScores), "euclid"))))
                .containsExactly(1L, 3L, 4L);
    }

    @Test
    void examplesMayBeInAnotherCollection() {
        done(client.createCollectionAsync("others", Map.of("place", params(2, Distance.Euclid))));
        done(client.upsertAsync(
                "others",
                List.of(PointStruct.newBuilder()
                        .setId(id(1))
                        .setVectors(namedVectors(Map.of("place", VectorFactory.vector(4f, 0f))))
                        .build())));
        QueryPoints.Builder request = asked(nearest(id(1)), "euclid")
                .setLimit(1)
                .setLookupFrom(
                        LookupLocation.newBuilder().setCollectionName("others").setVectorName("place"));
        assertThat(ids(found(request))).containsExactly(4L);
        assertRefused(
                client.queryAsync(
                        request.setLookupFrom(LookupLocation.newBuilder().setCollectionName("nowhere"))
                                .build()),
                Status.Code.NOT_FOUND,
                "Not found: Collection nowhere not found");
    }

    @Test
    void discoveryKeepsToThePositiveSide() {
        ContextInput pairs = ContextInput.newBuilder()
                .addPairs(ContextInputPair.newBuilder()
                        .setPositive(vectorInput(0f, 0f))
                        .setNegative(vectorInput(6f, 0f)))
                .build();
        Query query = discover(DiscoverInput.newBuilder()
                .setTarget(vectorInput(5f, 0f))
                .setContext(pairs)
                .build());
        assertThat(ids(found(asked(query, "euclid").setLimit(2)))).containsExactly(2L, 1L);
        assertThat(found(asked(context(pairs), "euclid").setLimit(2)))
                .extracting(ScoredPoint::getScore)
                .containsExactly(0f, 0f);
    }

    @Test
    void aQueryOrdersByAField() {
        index(client, "at", PayloadSchemaType.Integer);
        QueryPoints.Builder newest = asked(
                orderBy(OrderBy.newBuilder()
                        .setKey("at")
                        .setDirection(Direction.Desc)
                        .build()),
                "");
        assertThat(ids(found(newest.setLimit(3)))).containsExactly(1L, 2L, 3L);
        assertThat(found(newest).get(0).getOrderValue().getInt()).isEqualTo(9);
    }

    @Test
    void aSampleIsOfAsManyPointsAsAskedFor() {
        assertThat(ids(found(asked(sample(Sample.Random), "").setLimit(3))))
                .hasSize(3)
                .doesNotHaveDuplicates();
    }

    private static PrefetchQuery prefetch(float x, String using, int limit) {
        return PrefetchQuery.newBuilder()
                .setQuery(nearest(x, 0f))
                .setUsing(using)
                .setLimit(limit)
                .build();
    }

    @Test
    void aQueryLooksOnlyAtWhatWasPrefetched() {
        QueryPoints.Builder request = asked(nearest(1f, 0f), "dot").addPrefetch(prefetch(1.1f, "euclid", 3));
        assertThat(ids(found(request))).containsExactly(3L, 2L, 1L);
    }

    @Test
    void theFilterHoldsForPrefetchesToo() {
        QueryPoints.Builder request = asked(nearest(1f, 0f), "dot")
                .addPrefetch(prefetch(5f, "euclid", 2))
                .setFilter(DRAFTS);
        assertThat(ids(found(request))).containsExactly(3L, 2L);
    }

    private static Condition at(int number) {
        return Condition.newBuilder()
                .setField(FieldCondition.newBuilder()
                        .setKey("at")
                        .setMatch(Match.newBuilder().setInteger(10 - number)))
                .build();
    }

    private List<Long> found(Filter filter, Filter prefetched) {
        return ids(found(asked(nearest(1f, 0f), "dot")
                .setFilter(filter)
                .addPrefetch(prefetch(1f, "dot", 5).toBuilder().setFilter(prefetched))));
    }

    @Test
    void ofTheShouldsOfAQueryAndItsPrefetchOneIsEnough() {
        assertThat(found(
                        Filter.newBuilder().addShould(at(1)).addMustNot(at(3)).build(),
                        Filter.newBuilder().addShould(at(2)).addShould(at(3)).build()))
                .containsExactly(2L, 1L);
    }

    @Test
    void ofTheCountsOfAQueryAndItsPrefetchTheGreaterHolds() {
        MinShould any = MinShould.newBuilder()
                .setMinCount(1)
                .addConditions(at(1))
                .addConditions(at(2))
                .build();
        MinShould two = MinShould.newBuilder()
                .setMinCount(2)
                .addConditions(at(2))
                .addConditions(at(3))
                .build();
        Filter left = Filter.newBuilder().setMinShould(any).build();
        Filter right = Filter.newBuilder().setMinShould(two).build();
        assertThat(found(left, right)).containsExactly(2L);
        assertThat(found(right, left)).containsExactly(2L);
    }

    @Test
    void aPointThatIsNamedIsNoAnswerThroughAnAliasEither() {
        done(client.createAliasAsync("current", "memories"));
        QueryPoints.Builder request = asked(nearest(id(5)), "dot")
                .setCollectionName("current")
                .setLimit(1)
                .setLookupFrom(LookupLocation.newBuilder()
                        .setCollectionName("memories")
                        .setVectorName("dot"));
        assertThat(ids(found(request))).containsExactly(4L);
    }

    @Test
    void rankingsAreFused() {
        QueryPoints.Builder request = QueryPoints.newBuilder()
                .setCollectionName("memories")
                .setQuery(fusion(Fusion.RRF))
                .addPrefetch(prefetch(1f, "dot", 3))
                .addPrefetch(prefetch(3.9f, "euclid", 2));
        List<ScoredPoint> found = found(request);
        assertThat(ids(found)).containsExactly(4L, 3L, 5L);
        assertThat(found.get(0).getScore()).isCloseTo(1 / 3f + 1 / 2f, within(1e-6f));
        assertThat(ids(found(request.setQuery(fusion(Fusion.DBSF))))).hasSize(3);
        assertThat(found(request.setQuery(
                                QueryFactory.rrf(Rrf.newBuilder().setK(10).build())))
                        .get(0)
                        .getScore())
                .isCloseTo(1 / 11f + 1 / 10f, within(1e-6f));
    }

    @Test
    void whatIsFusedKeepsTheValueThatItWasOrderedBy() {
        index(client, "at", PayloadSchemaType.Integer);
        PrefetchQuery oldest =
                PrefetchQuery.newBuilder().setQuery(orderBy("at")).setLimit(1).build();
        List<ScoredPoint> found = found(asked(fusion(Fusion.RRF), "")
                .addPrefetch(prefetch(1f, "euclid", 1))
                .addPrefetch(oldest)
                .addPrefetch(prefetch(1f, "dot", 1)));
        assertThat(ids(found)).containsExactly(5L, 1L);
        assertThat(found.get(0).getOrderValue().getInt()).isEqualTo(5);
        assertThat(found.get(1).hasOrderValue()).isFalse();
    }

    @Test
    void queriesThatMakeNoSenseAreRefused() {
        assertInvalid(
                "Bad request: A query is needed to merge the prefetches. Can't have prefetches without defining a"
                        + " query.",
                request -> request.clearQuery().addPrefetch(prefetch(1f, "dot", 3)));
        assertInvalid(
                "Wrong input: Validation failed: cannot apply Fusion without prefetches",
                request -> request.setQuery(fusion(Fusion.RRF)).clearUsing());
        assertInvalid(
                "Validation error in body: [limit: value 0 invalid, must be 1 or larger]",
                request -> request.setLimit(0));
        assertInvalid(
                "Wrong input: Vector dimension error: expected dim: 2, got 3",
                request -> request.setQuery(nearest(1f, 2f, 3f)));
        assertInvalid("Wrong input: Not existing vector name error: nose", request -> request.setUsing("nose"));
    }

    private void assertInvalid(String message, Consumer<QueryPoints.Builder> change) {
        QueryPoints.Builder request = asked(nearest(1f, 0f), "dot");
        change.accept(request);
        assertRefused(client.queryAsync(request.build()), Status.Code.INVALID_ARGUMENT, message);
    }

    @Test
    void aBatchAnswersEachOfItsQueries() {
        var answers = done(client.queryBatchAsync(
                "memories",
                List.of(
                        asked(nearest(1f, 0f), "dot").setLimit(1).build(),
                        asked(nearest(1f, 0f), "euclid").setLimit(1).build())));
        assertThat(answers)
                .extracting(batch -> batch.getResult(0).getId().getNum())
                .containsExactly(5L, 1L);
    }

    @Test
    void aBatchNamesItsPartThatIsWrong() {
        assertRefused(
                client.queryBatchAsync(
                        "memories",
                        List.of(
                                asked(nearest(1f, 0f), "dot").build(),
                                asked(nearest(1f, 0f), "dot")
                                        .clearCollectionName()
                                        .setLimit(0)
                                        .build())),
                Status.Code.INVALID_ARGUMENT,
                "Validation error in body: [query_points[1].collection_name: value \"\" invalid, must be from 1 to 255"
                        + " characters; query_points[1].limit: value 0 invalid, must be 1 or larger]");
    }

    @Test
    void aFilterIsRefusedByThePathThatTheClientKnows() {
        Filter wrong = Filter.newBuilder()
                .addMust(Condition.newBuilder()
                        .setField(FieldCondition.newBuilder().setKey("state")))
                .build();
        String complaint = "Validation error: At least one field condition must be specified [{}]]";
        assertRefused(
                client.queryAsync(asked(nearest(vectorInput(id(1))), "dot")
                        .setFilter(wrong)
                        .build()),
                Status.Code.INVALID_ARGUMENT,
                "Validation error in body: [filter.must[0].condition_one_of.match: " + complaint);
        assertRefused(
                client.queryAsync(asked(fusion(Fusion.RRF), "")
                        .setFilter(DRAFTS)
                        .addPrefetch(PrefetchQuery.newBuilder().setFilter(wrong))
                        .build()),
                Status.Code.INVALID_ARGUMENT,
                "Validation error in body: [prefetch[0].filter.must[0].condition_one_of.match: " + complaint);
    }

    @Test
    void aPointThatIsMissingIsToldBeforeAVectorThatIs() {
        assertRefused(
                client.queryAsync(asked(nearest(vectorInput(id(9))), "other").build()),
                Status.Code.NOT_FOUND,
                "Not found: No point with id 9 found");
    }

    @Test
    void aQueryThatCannotBeReadIsRefusedAsSuch() {
        assertRefused(
                client.queryAsync(asked(
                                Query.newBuilder()
                                        .setNearest(io.qdrant.client.grpc.Points.VectorInput.getDefaultInstance())
                                        .build(),
                                "other")
                        .build()),
                Status.Code.INVALID_ARGUMENT,
                "VectorInput variant is missing");
    }
}
