package io.whisperschema.vector.embedded;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.fusion;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.QueryFactory.orderBy;
import static io.qdrant.client.QueryFactory.sample;
import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.nullValue;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.whisperschema.vector.embedded.Calls.assertRefused;
import static io.whisperschema.vector.embedded.Calls.done;
import static io.whisperschema.vector.embedded.Calls.ids;
import static io.whisperschema.vector.embedded.Calls.index;
import static io.whisperschema.vector.embedded.Calls.params;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.Direction;
import io.qdrant.client.grpc.Points.Fusion;
import io.qdrant.client.grpc.Points.GroupId;
import io.qdrant.client.grpc.Points.OrderBy;
import io.qdrant.client.grpc.Points.PointGroup;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.QueryPointGroups;
import io.qdrant.client.grpc.Points.RecommendPointGroups;
import io.qdrant.client.grpc.Points.RecommendStrategy;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.Sample;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.SearchPointGroups;
import io.qdrant.client.grpc.Points.WithLookup;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Points lie on a line, at their numbers; a query looks for the greatest. */
class GroupsTest {

    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
    private final QdrantClient client = qdrant.client();

    @BeforeEach
    void create() {
        done(client.createCollectionAsync("memories", params(1, Distance.Dot)));
    }

    @AfterEach
    void close() {
        qdrant.close();
    }

    private void put(int number, Value document) {
        put("memories", number, Map.of("document", document));
    }

    private void put(String collection, int number, Map<String, Value> payload) {
        put(collection, id(number), number, payload);
    }

    private void put(String collection, PointId id, float place, Map<String, Value> payload) {
        done(client.upsertAsync(
                collection,
                List.of(PointStruct.newBuilder()
                        .setId(id)
                        .setVectors(vectors(place))
                        .putAllPayload(payload)
                        .build())));
    }

    private static QueryPointGroups.Builder asked() {
        return QueryPointGroups.newBuilder()
                .setCollectionName("memories")
                .setQuery(nearest(1f))
                .setGroupBy("document");
    }

    private List<PointGroup> groups(QueryPointGroups.Builder request) {
        return done(client.queryGroupsAsync(request.build()));
    }

    /** The groups in words: {@code a 3,1; b 2}. */
    private static String text(List<PointGroup> groups) {
        return String.join("; ", groups.stream().map(GroupsTest::text).toList());
    }

    private static String text(PointGroup group) {
        List<String> points =
                ids(group.getHitsList()).stream().map(String::valueOf).toList();
        return text(group.getId()) + " " + String.join(",", points);
    }

    private static String text(GroupId id) {
        return switch (id.getKindCase()) {
            case UNSIGNED_VALUE -> "unsigned " + id.getUnsignedValue();
            case INTEGER_VALUE -> "integer " + id.getIntegerValue();
            case STRING_VALUE -> id.getStringValue();
            case KIND_NOT_SET -> "none";
        };
    }

    @Test
    void pointsComeInGroupsTheGroupOfTheBestPointFirst() {
        put(1, value("a"));
        put(2, value("b"));
        put(3, value("a"));
        put(4, value("c"));
        assertThat(text(groups(asked()))).isEqualTo("c 4; a 3,1; b 2");
    }

    @Test
    void thereAreAsManyGroupsAndPointsInEachAsAskedFor() {
        IntStream.rangeClosed(1, 9).forEach(number -> put(number, value("abc".substring(number % 3, number % 3 + 1))));
        assertThat(text(groups(asked().setLimit(2).setGroupSize(2)))).isEqualTo("a 9,6; c 8,5");
    }

    @Test
    void tenGroupsOfThreePointsAreTheDefault() {
        IntStream.rangeClosed(1, 44).forEach(number -> put(number, value(number % 11)));
        assertThat(groups(asked()))
                .hasSize(10)
                .allSatisfy(group -> assertThat(group.getHitsCount()).isEqualTo(3));
    }

    @Test
    void aPointIsInTheGroupOfEachOfItsValuesOnce() {
        put(1, list(List.of(value("a"), value("b"), value("a"))));
        put(2, value("b"));
        assertThat(text(groups(asked()))).isEqualTo("b 2,1; a 1");
    }

    @Test
    void wholeNumbersMakeGroupsToo() {
        put(3, value(7));
        put(2, value(-7));
        put(1, value("7"));
        assertThat(text(groups(asked()))).isEqualTo("unsigned 7 3; integer -7 2; 7 1");
    }

    @Test
    void aPointWithAnyOtherValueIsInNoGroup() {
        put(9, value(1.5));
        put(8, value(true));
        put(7, nullValue());
        put(6, list(List.of()));
        put(5, value(Map.of("name", value("a"))));
        put(4, list(List.of(value("a"), value(2.0))));
        put("memories", 3, Map.of());
        put(2, value("a"));
        assertThat(text(groups(asked()))).isEqualTo("a 2");
    }

    @Test
    void theFieldMayBeAPath() {
        put(1, value(Map.of("name", value("a"))));
        put(2, list(List.of(value(Map.of("name", value("b"))), value(Map.of("name", value("c"))))));
        assertThat(text(groups(asked().setGroupBy("document.name")))).isEqualTo("a 1");
        assertThat(text(groups(asked().setGroupBy("document[].name")))).isEqualTo("b 2; c 2");
    }

    @Test
    void otherGroupsAreFoundBelowManyPointsOfFullOnes() {
        put(1, value("b"));
        IntStream.rangeClosed(2, 40).forEach(number -> put(number, value("a")));
        IntStream.rangeClosed(41, 80).forEach(number -> put(number, value(3)));
        assertThat(text(groups(asked().setLimit(3).setGroupSize(1)))).isEqualTo("unsigned 3 80; a 40; b 1");
    }

    @Test
    void aGroupIsFilledFromBelowManyOthers() {
        IntStream.rangeClosed(10, 50).forEach(number -> put(number, value(number)));
        put(1, value(50));
        put(2, value(49));
        assertThat(text(groups(asked().setLimit(2).setGroupSize(2)))).isEqualTo("unsigned 50 50,1; unsigned 49 49,2");
    }

    @Test
    void afterTenRequestsTheServerLooksNoFurther() {
        IntStream.range(0, 12 * 12).forEach(number -> put(number, value("document " + number / 12)));
        assertThat(groups(asked().setLimit(12).setGroupSize(1))).hasSize(10);
    }

    @Test
    void ofDistancesTheSmallestComesFirst() {
        done(client.createCollectionAsync("places", params(1, Distance.Euclid)));
        put("places", 1, Map.of("document", value("a")));
        put("places", 5, Map.of("document", value("a")));
        put("places", 4, Map.of("document", value("b")));
        QueryPointGroups.Builder nearFour = asked().setCollectionName("places").setQuery(nearest(4.4f));
        assertThat(text(groups(nearFour))).isEqualTo("b 4; a 5,1");
        assertThat(text(groups(nearFour.setScoreThreshold(1f)))).isEqualTo("b 4; a 5");
    }

    @Test
    void onlyMatchingPointsAreInGroups() {
        put("memories", 1, Map.of("document", value("a"), "state", value("draft")));
        put("memories", 2, Map.of("document", value("a"), "state", value("final")));
        Filter drafts =
                Filter.newBuilder().addMust(matchKeyword("state", "draft")).build();
        assertThat(text(groups(asked().setFilter(drafts)))).isEqualTo("a 1");
        index(client, "document", PayloadSchemaType.Keyword);
        assertThat(text(groups(asked().setFilter(drafts)))).isEqualTo("a 1");
    }

    @Test
    void payloadsAndVectorsComeWhenAskedFor() {
        put("memories", 1, Map.of("document", value("a"), "state", value("draft")));
        ScoredPoint bare = groups(asked()).get(0).getHits(0);
        assertThat(bare.getPayloadMap()).isEmpty();
        assertThat(bare.hasVectors()).isFalse();
        ScoredPoint whole = groups(asked().setWithPayload(WithPayloadSelectorFactory.include(List.of("state")))
                        .setWithVectors(WithVectorsSelectorFactory.enable(true)))
                .get(0)
                .getHits(0);
        assertThat(whole.getPayloadMap()).containsOnlyKeys("state");
        assertThat(whole.getVectors().getVector().getDense().getDataList()).containsExactly(1f);
        assertThat(whole.getScore()).isEqualTo(1f);
    }

    @Test
    void aPrefetchFindsSoManyTimesMoreAsAGroupHolds() {
        IntStream.rangeClosed(1, 30).forEach(number -> put(number, value(number)));
        QueryPointGroups.Builder request = asked().setLimit(1)
                .setGroupSize(2)
                .addPrefetch(PrefetchQuery.newBuilder().setQuery(nearest(-1f)).setLimit(1));
        assertThat(text(groups(request))).isEqualTo("unsigned 10 10");
    }

    @Test
    void whatALaterRequestFindsMayComeFirst() {
        put(1, value("a"));
        put(2, value("b"));
        put(3, value("c"));
        put(4, value("a"));
        QueryPointGroups.Builder request = asked().setLimit(1)
                .setGroupSize(2)
                .addPrefetch(PrefetchQuery.newBuilder().setQuery(nearest(-1f)).setLimit(1));
        assertThat(text(groups(request))).isEqualTo("a 4,1");
    }

    @Test
    void everyKindOfQueryGivesGroups() {
        put("memories", 1, Map.of("document", value("a"), "at", value(5)));
        put("memories", 2, Map.of("document", value("b"), "at", value(7)));
        put("memories", 3, Map.of("document", value("a"), "at", value(9)));
        index(client, "at", PayloadSchemaType.Integer);
        OrderBy.Builder order = OrderBy.newBuilder().setKey("at");
        assertThat(text(groups(asked().setQuery(orderBy(order.build()))))).isEqualTo("a 1,3; b 2");
        assertThat(text(groups(asked().setQuery(
                                orderBy(order.setDirection(Direction.Desc).build())))))
                .isEqualTo("a 3,1; b 2");
        assertThat(text(groups(asked().clearQuery()))).isEqualTo("a 1,3; b 2");
        assertThat(groups(asked().setQuery(sample(Sample.Random)))).hasSize(2);
        assertThat(text(groups(asked().setQuery(fusion(Fusion.RRF))
                        .addPrefetch(PrefetchQuery.newBuilder().setQuery(nearest(1f))))))
                .isEqualTo("a 3,1; b 2");
    }

    @Test
    void aGroupMayComeWithThePointOfItsName() {
        UUID uuid = UUID.fromString("00000000-0000-0000-0000-00000000000a");
        done(client.createCollectionAsync("documents", params(1, Distance.Dot)));
        put("documents", 7, Map.of("title", value("seven")));
        put("documents", id(uuid), 1, Map.of("title", value("ten")));
        put(5, value(7));
        put(4, value(uuid.toString()));
        put(3, value("00000000-0000-0000-0000-00000000000A"));
        put(2, value("7"));
        put(1, value(-7));
        WithLookup.Builder lookup = WithLookup.newBuilder().setCollection("documents");
        List<RetrievedPoint> found = groups(asked().setWithLookup(lookup)).stream()
                .map(PointGroup::getLookup)
                .toList();
        assertThat(found)
                .extracting(point -> point.getPayloadMap().getOrDefault("title", value("none")))
                .containsExactly(value("seven"), value("ten"), value("none"), value("none"), value("none"));
        assertThat(found.get(0).hasVectors()).isFalse();
        RetrievedPoint chosen = groups(
                        asked().setWithLookup(lookup.setWithPayload(WithPayloadSelectorFactory.enable(false))
                                .setWithVectors(WithVectorsSelectorFactory.enable(true))))
                .get(0)
                .getLookup();
        assertThat(chosen.getPayloadMap()).isEmpty();
        assertThat(chosen.hasVectors()).isTrue();
        assertRefused(
                client.queryGroupsAsync(
                        asked().setWithLookup(lookup.setCollection("nowhere")).build()),
                Status.Code.NOT_FOUND,
                "Not found: Collection nowhere not found");
    }

    private static SearchPointGroups.Builder searched() {
        return SearchPointGroups.newBuilder()
                .setCollectionName("memories")
                .addVector(1f)
                .setGroupBy("document")
                .setGroupSize(1)
                .setLimit(2);
    }

    private static RecommendPointGroups.Builder recommended() {
        return RecommendPointGroups.newBuilder()
                .setCollectionName("memories")
                .addPositive(id(3))
                .setGroupBy("document")
                .setGroupSize(2)
                .setLimit(2);
    }

    @Test
    void theOlderCallsGiveGroupsToo() {
        put(1, value("a"));
        put(2, value("b"));
        put(3, value("a"));
        assertThat(text(done(client.searchGroupsAsync(
                        searched().setScoreThreshold(1.5f).build()))))
                .isEqualTo("a 3; b 2");
        assertThat(text(done(client.recommendGroupsAsync(recommended().build()))))
                .isEqualTo("b 2; a 1");
        List<PointGroup> byScore = done(client.recommendGroupsAsync(
                recommended().setStrategy(RecommendStrategy.BestScore).build()));
        assertThat(text(byScore)).isEqualTo("b 2; a 1");
        assertThat(byScore.get(0).getHits(0).getScore()).isLessThan(1f);
    }

    @Test
    void recommendationsNeedAnExample() {
        assertRefused(
                client.recommendGroupsAsync(recommended().clearPositive().build()),
                Status.Code.INVALID_ARGUMENT,
                "Wrong input: Positive vectors should not be empty with `average` strategy");
    }

    @Test
    void requestsThatMakeNoSenseAreRefused() {
        assertInvalid(
                "Validation error in body: [group_by: value \"\" invalid, must be at least 1 characters; group_size:"
                        + " value 0 invalid, must be 1 or larger; limit: value 0 invalid, must be 1 or larger]",
                request -> request.setGroupBy("").setGroupSize(0).setLimit(0));
        assertInvalid(
                "Validation error in body: [timeout: value 0 invalid, must be 1 or larger; prefetch[0].limit: value 0"
                        + " invalid, must be 1 or larger]",
                request -> request.setTimeout(0)
                        .addPrefetch(PrefetchQuery.newBuilder().setLimit(0)));
        assertInvalid("Invalid json path: 'a..b'", request -> request.setGroupBy("a..b"));
        assertInvalid(
                "Wrong input: Vector with name nose is not configured in this collection",
                request -> request.setUsing("nose"));
        assertInvalid(
                "Wrong input: Vector dimension error: expected dim: 1, got 2",
                request -> request.setQuery(nearest(1f, 2f)));
    }

    private void assertInvalid(String message, Consumer<QueryPointGroups.Builder> change) {
        QueryPointGroups.Builder request = asked();
        change.accept(request);
        assertRefused(client.queryGroupsAsync(request.build()), Status.Code.INVALID_ARGUMENT, message);
    }

    @Test
    void theOlderCallsNeedALimitAndASize() {
        String complaint = "Validation error in body: [group_size: value 0 invalid, must be 1 or larger; limit: value 0"
                + " invalid, must be 1 or larger]";
        assertRefused(
                client.searchGroupsAsync(
                        searched().clearGroupSize().clearLimit().build()),
                Status.Code.INVALID_ARGUMENT,
                complaint);
        assertRefused(
                client.recommendGroupsAsync(
                        recommended().clearGroupSize().clearLimit().build()),
                Status.Code.INVALID_ARGUMENT,
                complaint);
    }
}
