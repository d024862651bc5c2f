package io.whisperschema.vector.embedded;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.nullValue;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.whisperschema.vector.embedded.Calls.assertRefused;
import static io.whisperschema.vector.embedded.Calls.done;
import static io.whisperschema.vector.embedded.Calls.index;
import static io.whisperschema.vector.embedded.Calls.params;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.VectorFactory;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.Direction;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.OrderBy;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointVectors;
import io.qdrant.client.grpc.Points.PointsIdsList;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.PointsUpdateOperation;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.qdrant.client.grpc.Points.StartFrom;
import io.qdrant.client.grpc.Points.UpdateMode;
import io.qdrant.client.grpc.Points.UpdateStatus;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.VectorOutput;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PointsTest {

    private static final UUID UUID_1 = UUID.fromString("00000000-0000-0000-0000-00000000000a");

    @TempDir
    private Path folder;

    private EmbeddedQdrant qdrant;
    private QdrantClient client;

    @BeforeEach
    void open() {
        qdrant = EmbeddedQdrant.open(folder.resolve("memory.qdrant"));
        client = qdrant.client();
        if (!done(client.collectionExistsAsync("memories"))) {
            VectorParams params = params(2, Distance.Dot);
            done(client.createCollectionAsync("memories", params));
            done(client.createCollectionAsync("named", Map.of("a", params, "b", params)));
        }
    }

    @AfterEach
    void close() {
        qdrant.close();
    }

    private void nowAndLater(Runnable holds) {
        holds.run();
        close();
        open();
        holds.run();
    }

    private static PointStruct point(PointId id, float x, float y, Map<String, Value> payload) {
        return PointStruct.newBuilder()
                .setId(id)
                .setVectors(vectors(x, y))
                .putAllPayload(payload)
                .build();
    }

    private void upsert(PointStruct... points) {
        done(client.upsertAsync("memories", List.of(points)));
    }

    private List<RetrievedPoint> get(PointId... ids) {
        return done(client.retrieveAsync(
                "memories",
                List.of(ids),
                WithPayloadSelectorFactory.enable(true),
                WithVectorsSelectorFactory.enable(true),
                null));
    }

    private Map<String, Value> payload(long number) {
        return get(id(number)).get(0).getPayloadMap();
    }

    private List<Float> vector(PointId id) {
        return get(id).get(0).getVectors().getVector().getDense().getDataList();
    }

    private static PointsSelector selector(long... ids) {
        PointsIdsList.Builder list = PointsIdsList.newBuilder();
        for (long each : ids) {
            list.addIds(id(each));
        }
        return PointsSelector.newBuilder().setPoints(list).build();
    }

    private static Filter where(String key, String keyword) {
        return Filter.newBuilder()
                .addMust(Condition.newBuilder()
                        .setField(FieldCondition.newBuilder()
                                .setKey(key)
                                .setMatch(Match.newBuilder().setKeyword(keyword))))
                .build();
    }

    @Test
    void pointsAreThereAsTheyWereWritten() {
        upsert(
                point(id(1), 1, 2, Map.of("text", value("hello"), "tags", list(List.of(value(1), nullValue())))),
                point(id(UUID_1), 3, 4, Map.of()),
                point(id(-1), 5, 6, Map.of()));
        nowAndLater(() -> {
            assertThat(payload(1))
                    .isEqualTo(Map.of("text", value("hello"), "tags", list(List.of(value(1), nullValue()))));
            assertThat(vector(id(1))).containsExactly(1f, 2f);
            assertThat(vector(id(UUID_1))).containsExactly(3f, 4f);
            assertThat(vector(id(-1))).containsExactly(5f, 6f);
            assertThat(done(client.countAsync("memories"))).isEqualTo(3);
        });
    }

    @Test
    void pointsAreGivenInTheOrderAskedForAndMissingOnesLeftOut() {
        upsert(point(id(1), 1, 2, Map.of()), point(id(2), 3, 4, Map.of()));
        assertThat(get(id(2), id(7), id(1))).extracting(RetrievedPoint::getId).containsExactly(id(2), id(1));
    }

    @Test
    void payloadsComeOnlyWhenTheyAreAskedFor() throws Exception {
        upsert(point(id(1), 1, 2, Map.of("text", value("hello"))));
        GetPoints request = GetPoints.newBuilder()
                .setCollectionName("memories")
                .addIds(id(1))
                .build();
        assertThat(client.grpcClient().points().get(request).get().getResult(0).getPayloadMap())
                .isEmpty();
    }

    @Test
    void anUpsertReplacesThePoint() {
        upsert(point(id(1), 1, 2, Map.of("old", value(true))));
        upsert(point(id(1), 3, 4, Map.of("new", value(true))));
        nowAndLater(() -> {
            assertThat(payload(1)).containsOnlyKeys("new");
            assertThat(vector(id(1))).containsExactly(3f, 4f);
            assertThat(done(client.countAsync("memories"))).isEqualTo(1);
        });
    }

    @Test
    void ofOneIdTwiceInACallTheLastCounts() {
        upsert(point(id(1), 1, 2, Map.of()), point(id(1), 3, 4, Map.of()));
        nowAndLater(() -> assertThat(vector(id(1))).containsExactly(3f, 4f));
    }

    @Test
    void anUpsertMayBeForNewPointsOnly() {
        upsert(point(id(1), 1, 2, Map.of()));
        upsert(UpdateMode.InsertOnly, Filter.getDefaultInstance());
        assertThat(vector(id(1))).containsExactly(1f, 2f);
        assertThat(vector(id(2))).containsExactly(9f, 9f);
    }

    @Test
    void anUpsertMayBeForPointsThatAreThereOnly() {
        upsert(point(id(1), 1, 2, Map.of()));
        upsert(UpdateMode.UpdateOnly, Filter.getDefaultInstance());
        assertThat(vector(id(1))).containsExactly(9f, 9f);
        assertThat(get(id(2))).isEmpty();
    }

    @Test
    void anUpsertMayAskForWhatItReplaces() {
        upsert(point(id(1), 1, 2, Map.of("state", value("final"))));
        upsert(UpdateMode.Upsert, where("state", "draft"));
        assertThat(vector(id(1))).containsExactly(1f, 2f);
        assertThat(vector(id(2))).containsExactly(9f, 9f);
    }

    private void upsert(UpdateMode mode, Filter filter) {
        done(client.upsertAsync(UpsertPoints.newBuilder()
                .setCollectionName("memories")
                .addPoints(point(id(1), 9, 9, Map.of()))
                .addPoints(point(id(2), 9, 9, Map.of()))
                .setUpdateMode(mode)
                .setUpdateFilter(filter)
                .setWait(true)
                .build()));
    }

    @Test
    void withoutWaitingTheAnswerSaysAcknowledged() {
        UpsertPoints request = UpsertPoints.newBuilder()
                .setCollectionName("memories")
                .addPoints(point(id(1), 9, 9, Map.of()))
                .build();
        assertThat(done(client.upsertAsync(request)).getStatus()).isEqualTo(UpdateStatus.Acknowledged);
        assertThat(done(client.upsertAsync(request.toBuilder().setWait(true).build()))
                        .getStatus())
                .isEqualTo(UpdateStatus.Completed);
    }

    @Test
    void aWrongDimensionIsRefusedAndNothingIsWritten() {
        PointStruct wrong = PointStruct.newBuilder()
                .setId(id(2))
                .setVectors(vectors(1f, 2f, 3f))
                .build();
        assertRefused(
                client.upsertAsync("memories", List.of(point(id(1), 1, 2, Map.of()), wrong)),
                Status.Code.INVALID_ARGUMENT,
                "Wrong input: Vector dimension error: expected dim: 2, got 3");
        nowAndLater(() -> assertThat(done(client.countAsync("memories"))).isZero());
    }

    @Test
    void anUnknownVectorNameIsRefused() {
        PointStruct wrong = PointStruct.newBuilder()
                .setId(id(2))
                .setVectors(namedVectors(Map.of("nose", VectorFactory.vector(1f, 2f))))
                .build();
        assertRefused(
                client.upsertAsync("named", List.of(wrong)),
                Status.Code.INVALID_ARGUMENT,
                "Wrong input: Not existing vector name error: nose");
    }

    @Test
    void badIdsAreRefused() {
        assertRefused(
                client.upsertAsync(
                        "memories",
                        List.of(point(PointId.newBuilder().setUuid("me").build(), 1, 2, Map.of()))),
                Status.Code.INVALID_ARGUMENT,
                "Unable to parse UUID: me");
        assertRefused(
                client.upsertAsync("memories", List.of(point(PointId.getDefaultInstance(), 1, 2, Map.of()))),
                Status.Code.INVALID_ARGUMENT,
                "No ID options provided");
    }

    @Test
    void pointsMayLackVectors() {
        done(client.upsertAsync(
                "named",
                List.of(PointStruct.newBuilder()
                        .setId(id(1))
                        .setVectors(namedVectors(Map.of("a", VectorFactory.vector(1f, 2f))))
                        .build())));
        nowAndLater(() -> assertThat(named(1)).containsOnlyKeys("a"));
    }

    private Map<String, VectorOutput> named(long number) {
        return done(client.retrieveAsync("named", List.of(id(number)), false, true, null))
                .get(0)
                .getVectors()
                .getVectors()
                .getVectorsMap();
    }

    @Test
    void vectorsAreUpdatedAndDeletedAndTheOthersStay() {
        pointsMayLackVectors();
        done(client.updateVectorsAsync(
                "named",
                List.of(PointVectors.newBuilder()
                        .setId(id(1))
                        .setVectors(namedVectors(Map.of("b", VectorFactory.vector(3f, 4f))))
                        .build())));
        nowAndLater(() -> assertThat(named(1))
                .containsOnlyKeys("a", "b")
                .extractingByKey("b")
                .isEqualTo(VectorOutput.newBuilder()
                        .setDense(DenseVector.newBuilder().addData(3).addData(4))
                        .build()));
        done(client.deleteVectorsAsync("named", List.of("a"), Filter.getDefaultInstance(), true, null, null));
        nowAndLater(() -> assertThat(named(1)).containsOnlyKeys("b"));
    }

    @Test
    void updatesByIdNeedTheirPoints() {
        upsert(point(id(1), 1, 2, Map.of("a", value(1))));
        SetPayloadPoints request = SetPayloadPoints.newBuilder()
                .setCollectionName("memories")
                .putPayload("b", value(2))
                .setPointsSelector(selector(1, 7))
                .setWait(true)
                .build();
        assertRefused(
                client.setPayloadAsync(request, null), Status.Code.NOT_FOUND, "Not found: No point with id 7 found");
        assertThat(payload(1)).containsOnlyKeys("a");
        assertThat(done(client.setPayloadAsync(
                                request.toBuilder().setWait(false).build(), null))
                        .getStatus())
                .isEqualTo(UpdateStatus.Acknowledged);
    }

    @Test
    void payloadsAreMergedOverwrittenDeletedAndCleared() {
        upsert(point(id(1), 1, 2, Map.of("a", value(1), "b", value(2))));
        done(client.setPayloadAsync("memories", Map.of("b", nullValue(), "c", value(3)), id(1), true, null, null));
        nowAndLater(() -> assertThat(payload(1)).isEqualTo(Map.of("a", value(1), "c", value(3))));
        done(client.overwritePayloadAsync("memories", Map.of("d", value(4)), id(1), true, null, null));
        nowAndLater(() -> assertThat(payload(1)).isEqualTo(Map.of("d", value(4))));
        done(client.deletePayloadAsync("memories", List.of("d"), id(1), true, null, null));
        nowAndLater(() -> assertThat(payload(1)).isEmpty());
        done(client.overwritePayloadAsync("memories", Map.of("d", value(4)), id(1), true, null, null));
        done(client.clearPayloadAsync("memories", id(1), true, null, null));
        nowAndLater(() -> assertThat(payload(1)).isEmpty());
    }

    @Test
    void pointsAreDeletedByIdAndByFilter() {
        upsert(
                point(id(1), 1, 2, Map.of("state", value("draft"))),
                point(id(2), 1, 2, Map.of("state", value("final"))),
                point(id(3), 1, 2, Map.of("state", value("final"))));
        done(client.deleteAsync("memories", List.of(id(3), id(9))));
        done(client.deleteAsync("memories", where("state", "draft")));
        nowAndLater(() -> assertThat(get(id(1), id(2), id(3)))
                .extracting(RetrievedPoint::getId)
                .containsExactly(id(2)));
        done(client.deleteAsync("memories", Filter.getDefaultInstance()));
        nowAndLater(() -> assertThat(done(client.countAsync("memories"))).isZero());
    }

    @Test
    void aSlotThatIsUsedAgainKeepsNothingOfThePointBefore() {
        pointsMayLackVectors();
        done(client.deleteAsync("named", List.of(id(1))));
        done(client.upsertAsync(
                "named",
                List.of(PointStruct.newBuilder()
                        .setId(id(2))
                        .setVectors(namedVectors(Map.of("b", VectorFactory.vector(3f, 4f))))
                        .build())));
        nowAndLater(() -> assertThat(named(2)).containsOnlyKeys("b"));
    }

    @Test
    void anUpsertWithFewerVectorsTakesTheOthersAway() {
        pointsMayLackVectors();
        done(client.upsertAsync(
                "named",
                List.of(PointStruct.newBuilder()
                        .setId(id(1))
                        .setVectors(namedVectors(Map.of("b", VectorFactory.vector(3f, 4f))))
                        .build())));
        nowAndLater(() -> assertThat(named(1)).containsOnlyKeys("b"));
    }

    @Test
    void aBatchIsDoneInItsOrder() {
        done(client.batchUpdateAsync(
                "memories",
                List.of(
                        PointsUpdateOperation.newBuilder()
                                .setUpsert(PointsUpdateOperation.PointStructList.newBuilder()
                                        .addPoints(point(id(1), 1, 2, Map.of("a", value(1)))))
                                .build(),
                        PointsUpdateOperation.newBuilder()
                                .setSetPayload(PointsUpdateOperation.SetPayload.newBuilder()
                                        .putPayload("b", value(2))
                                        .setPointsSelector(selector(1)))
                                .build(),
                        PointsUpdateOperation.newBuilder()
                                .setDeletePayload(PointsUpdateOperation.DeletePayload.newBuilder()
                                        .addKeys("a")
                                        .setPointsSelector(selector(1)))
                                .build())));
        nowAndLater(() -> assertThat(payload(1)).isEqualTo(Map.of("b", value(2))));
    }

    @Test
    void scrollingGoesThroughAllPointsById() {
        upsert(IntStream.of(5, 3, 1, 4, 2)
                .mapToObj(number -> point(id(number), 1, 2, Map.of()))
                .toArray(PointStruct[]::new));
        upsert(point(id(UUID_1), 1, 2, Map.of()));
        ScrollPoints request = ScrollPoints.newBuilder()
                .setCollectionName("memories")
                .setLimit(4)
                .build();
        ScrollResponse first = done(client.scrollAsync(request));
        assertThat(first.getResultList()).extracting(RetrievedPoint::getId).containsExactly(id(1), id(2), id(3), id(4));
        assertThat(first.getNextPageOffset()).isEqualTo(id(5));
        ScrollResponse second = done(client.scrollAsync(
                request.toBuilder().setOffset(first.getNextPageOffset()).build()));
        assertThat(second.getResultList()).extracting(RetrievedPoint::getId).containsExactly(id(5), id(UUID_1));
        assertThat(second.hasNextPageOffset()).isFalse();
    }

    @Test
    void scrollingGoesByAnIndexedField() {
        upsert(
                point(id(1), 1, 2, Map.of("at", value(30))),
                point(id(2), 1, 2, Map.of("at", value(10))),
                point(id(4), 1, 2, Map.of("at", value(20))),
                point(id(6), 1, 2, Map.of("at", value(20))),
                point(id(3), 1, 2, Map.of("at", value(20))),
                point(id(5), 1, 2, Map.of()));
        ScrollPoints newest = ScrollPoints.newBuilder()
                .setCollectionName("memories")
                .setOrderBy(OrderBy.newBuilder()
                        .setKey("at")
                        .setDirection(Direction.Desc)
                        .setStartFrom(StartFrom.newBuilder().setInteger(20)))
                .build();
        assertRefused(
                client.scrollAsync(newest),
                Status.Code.INVALID_ARGUMENT,
                "Wrong input: No range index for `order_by` key: `at`. Please create one to use `order_by`. Check"
                        + " https://qdrant.tech/documentation/concepts/indexing/#payload-index to see which payload"
                        + " schemas support Range conditions");
        index(client, "at", PayloadSchemaType.Integer);
        nowAndLater(() -> assertThat(done(client.scrollAsync(newest)).getResultList())
                .extracting(RetrievedPoint::getId)
                .containsExactly(id(6), id(4), id(3), id(2)));
    }

    @Test
    void anIndexIsShownAndDropped() {
        upsert(point(id(1), 1, 2, Map.of("state", value("draft"))));
        index(client, "state", PayloadSchemaType.Keyword);
        nowAndLater(() -> assertThat(done(client.getCollectionInfoAsync("memories"))
                        .getPayloadSchemaMap()
                        .get("state")
                        .getPoints())
                .isEqualTo(1));
        done(client.deletePayloadIndexAsync("memories", "state", true, null, null));
        nowAndLater(
                () -> assertThat(done(client.getCollectionInfoAsync("memories")).getPayloadSchemaMap())
                        .isEmpty());
    }

    @Test
    void countsAreOfMatchingPoints() {
        upsert(
                point(id(1), 1, 2, Map.of("state", value("draft"))),
                point(id(2), 1, 2, Map.of("state", value("final"))));
        assertThat(done(client.countAsync("memories", where("state", "draft"), true)))
                .isEqualTo(1);
    }

    @Test
    void onlyTheSelectedPartsOfPayloadsAreGiven() {
        Value nested = value(Map.of("b", value(1), "c", value(2)));
        upsert(point(id(1), 1, 2, Map.of("a", nested, "list", list(List.of(nested)), "d", value(3))));
        assertThat(selected(WithPayloadSelectorFactory.include(List.of("a.b", "list[].c"))))
                .isEqualTo(Map.of(
                        "a", value(Map.of("b", value(1))), "list", list(List.of(value(Map.of("c", value(2)))))));
        assertThat(selected(WithPayloadSelectorFactory.exclude(List.of("a.b", "list"))))
                .isEqualTo(Map.of("a", value(Map.of("c", value(2))), "d", value(3)));
    }

    private Map<String, Value> selected(io.qdrant.client.grpc.Points.WithPayloadSelector selector) {
        return done(client.retrieveAsync(
                        "memories", List.of(id(1)), selector, WithVectorsSelectorFactory.enable(false), null))
                .get(0)
                .getPayloadMap();
    }
}
