package io.whisperschema.vector.embedded;

import static io.qdrant.client.ConditionFactory.range;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.QueryFactory.orderBy;
import static io.qdrant.client.QueryFactory.sample;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.whisperschema.vector.embedded.Calls.assertRefused;
import static io.whisperschema.vector.embedded.Calls.done;
import static io.whisperschema.vector.embedded.Calls.index;
import static io.whisperschema.vector.embedded.Calls.params;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.AliasDescription;
import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CreateAlias;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.DeleteAlias;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.Points.ContextExamplePair;
import io.qdrant.client.grpc.Points.DiscoverPoints;
import io.qdrant.client.grpc.Points.FacetCounts;
import io.qdrant.client.grpc.Points.FacetHit;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointVectors;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ReadConsistency;
import io.qdrant.client.grpc.Points.RecommendPoints;
import io.qdrant.client.grpc.Points.Sample;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.TargetVector;
import io.qdrant.client.grpc.Points.UpdatePointVectors;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.VectorExample;
import io.qdrant.client.grpc.Points.WriteOrdering;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The differences that only some calls show; see {@link DifferencesTest}. All points but the last one have a place. */
class DifferencesInDetailTest {

    private static final int LAST = 100;

    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
    private final QdrantClient client = qdrant.client();

    @BeforeEach
    void fill() {
        done(client.createCollectionAsync("memories", Map.of("place", params(2, Distance.Dot))));
        done(client.upsertAsync(
                "memories",
                LongStream.rangeClosed(1, LAST)
                        .mapToObj(DifferencesInDetailTest::point)
                        .toList()));
    }

    @AfterEach
    void close() {
        qdrant.close();
    }

    private static PointStruct point(long number) {
        return PointStruct.newBuilder()
                .setId(id(number))
                .setVectors(namedVectors(number == LAST ? Map.of() : Map.of("place", vector(number, 1))))
                .putPayload("state", value(number % 3 == 0 ? "final" : "draft"))
                .putPayload("at", value(number))
                .build();
    }

    @Test
    void changesOfAliasesInOneCallAreAllMadeOrNone() {
        done(client.createAliasAsync("a", "memories"));
        ChangeAliases request = ChangeAliases.newBuilder()
                .addActions(AliasOperations.newBuilder()
                        .setDeleteAlias(DeleteAlias.newBuilder().setAliasName("a")))
                .addActions(AliasOperations.newBuilder()
                        .setCreateAlias(
                                CreateAlias.newBuilder().setAliasName("b").setCollectionName("nowhere")))
                .build();
        assertThatThrownBy(() -> CollectionsGrpc.newBlockingStub(
                                client.grpcClient().channel())
                        .updateAliases(request))
                .hasMessage("NOT_FOUND: Not found: Collection `nowhere` doesn't exist!");
        assertThat(done(client.listAliasesAsync()))
                .extracting(AliasDescription::getAliasName)
                .containsExactly("a");
    }

    private static UpdatePointVectors.Builder placed(Vector place, long... numbers) {
        UpdatePointVectors.Builder update = UpdatePointVectors.newBuilder().setCollectionName("memories");
        for (long number : numbers) {
            update.addPoints(PointVectors.newBuilder()
                    .setId(id(number))
                    .setVectors(namedVectors(Map.of("place", place)))
                    .build());
        }
        return update;
    }

    @Test
    void anUpdateByIdsOfWhichOneIsMissingChangesNothing() {
        List<PointId> ids = LongStream.of(1, 2, 777, 3).mapToObj(i -> id(i)).toList();
        String sentence = "Not found: No point with id 777 found";
        assertRefused(
                client.setPayloadAsync("memories", Map.of("state", value("lost")), ids, true, null, null),
                Status.Code.NOT_FOUND,
                sentence);
        assertRefused(
                client.updateVectorsAsync(
                        placed(vector(9, 9), 1, 2, 777, 3).setWait(true).build()),
                Status.Code.NOT_FOUND,
                sentence);
        assertThat(done(client.retrieveAsync("memories", ids, true, true, null)))
                .hasSize(3)
                .allSatisfy(point -> {
                    assertThat(point.getPayloadMap().get("state")).isNotEqualTo(value("lost"));
                    assertThat(point.getVectors()
                                    .getVectors()
                                    .getVectorsOrThrow("place")
                                    .getDense()
                                    .getData(1))
                            .isEqualTo(1);
                });
    }

    @Test
    void withoutWaitingAVectorThatDoesNotFitIsRefusedToo() {
        assertRefused(
                client.updateVectorsAsync(
                        placed(vector(1, 2, 3), 1).setWait(false).build()),
                Status.Code.INVALID_ARGUMENT,
                "Wrong input: Vector dimension error: expected dim: 2, got 3");
        assertRefused(
                client.updateVectorsAsync(UpdatePointVectors.newBuilder()
                        .setCollectionName("memories")
                        .addPoints(PointVectors.newBuilder()
                                .setId(id(1))
                                .setVectors(namedVectors(Map.of("nose", vector(1, 2)))))
                        .setWait(false)
                        .build()),
                Status.Code.INVALID_ARGUMENT,
                "Wrong input: Not existing vector name error: nose");
    }

    @Test
    void countsAndFacetsAreExact() {
        index(client, "at", PayloadSchemaType.Integer);
        index(client, "state", PayloadSchemaType.Keyword);
        Filter late = Filter.newBuilder()
                .addMust(range("at", Range.newBuilder().setGt(50).build()))
                .build();
        assertThat(done(client.countAsync("memories", late, false))).isEqualTo(50);
        assertThat(done(client.facetAsync(FacetCounts.newBuilder()
                        .setCollectionName("memories")
                        .setKey("state")
                        .setFilter(late)
                        .setExact(false)
                        .build())))
                .extracting(FacetHit::getCount)
                .containsExactly(33L, 17L);
    }

    @Test
    void recommendAndDiscoverNeedTheVectorsOfTheirPoints() {
        String sentence = "Not found: Vector with name \"place\" for point not found";
        assertRefused(
                client.recommendAsync(RecommendPoints.newBuilder()
                        .setCollectionName("memories")
                        .addPositive(id(1))
                        .addPositive(id(LAST))
                        .setUsing("place")
                        .setLimit(1)
                        .build()),
                Status.Code.NOT_FOUND,
                sentence);
        assertRefused(
                client.discoverAsync(DiscoverPoints.newBuilder()
                        .setCollectionName("memories")
                        .setTarget(TargetVector.newBuilder().setSingle(example(LAST)))
                        .addContext(ContextExamplePair.newBuilder()
                                .setPositive(example(1))
                                .setNegative(example(2)))
                        .setUsing("place")
                        .setLimit(1)
                        .build()),
                Status.Code.NOT_FOUND,
                sentence);
    }

    private static VectorExample example(long number) {
        return VectorExample.newBuilder().setId(id(number)).build();
    }

    @Test
    void whateverFindsAPointShowsItsVersion() {
        index(client, "at", PayloadSchemaType.Integer);
        long version = done(client.setPayloadAsync(
                        "memories", Map.of("state", value("new")), Filter.getDefaultInstance(), true, null, null))
                .getOperationId();
        assertThat(version).isPositive();
        QueryPoints all = QueryPoints.newBuilder()
                .setCollectionName("memories")
                .setLimit(3)
                .build();
        for (QueryPoints request : List.of(
                all,
                all.toBuilder().setQuery(orderBy("at")).build(),
                all.toBuilder().setQuery(sample(Sample.Random)).build(),
                all.toBuilder().setQuery(nearest(1, 2)).setUsing("place").build())) {
            assertThat(done(client.queryAsync(request)))
                    .hasSize(3)
                    .extracting(ScoredPoint::getVersion)
                    .containsOnly(version);
        }
    }

    private UpsertPoints.Builder upsert() {
        return UpsertPoints.newBuilder()
                .setCollectionName("memories")
                .addPoints(point(1))
                .setWait(true);
    }

    @Test
    void onlyWhatSucceedsHasAnOperationId() {
        UpdateResult before = done(client.upsertAsync(upsert().build()));
        assertThatThrownBy(() -> done(client.setPayloadAsync(
                "memories", Map.of("state", value("lost")), List.of(id(777)), true, null, null)));
        index(client, "at", PayloadSchemaType.Integer);
        UpdateResult after = done(client.upsertAsync(upsert().build()));
        assertThat(after.getOperationId()).isEqualTo(before.getOperationId() + 2);
    }

    @Test
    void readConsistencyAndWriteOrderingAreNotLookedAt() {
        done(client.upsertAsync(upsert().setOrdering(WriteOrdering.newBuilder().setTypeValue(777))
                .build()));
        assertThat(done(client.queryAsync(QueryPoints.newBuilder()
                        .setCollectionName("memories")
                        .setLimit(3)
                        .setReadConsistency(ReadConsistency.newBuilder().setFactor(0))
                        .build())))
                .hasSize(3);
    }

    @Test
    void severalFaultsAreToldInOneOrder() {
        CreateCollection faulty = CreateCollection.newBuilder()
                .setCollectionName("others")
                .setReplicationFactor(0)
                .setShardNumber(0)
                .setHnswConfig(HnswConfigDiff.newBuilder().setEfConstruct(1))
                .build();
        assertRefused(
                client.createCollectionAsync(faulty),
                Status.Code.INVALID_ARGUMENT,
                "Validation error in body: [shard_number: value 0 invalid, must be 1 or larger; replication_factor:"
                        + " value 0 invalid, must be 1 or larger; hnsw_config.ef_construct: value 1 invalid, must be 4"
                        + " or larger]");
    }
}
