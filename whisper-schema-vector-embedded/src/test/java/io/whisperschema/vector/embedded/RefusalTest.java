package io.whisperschema.vector.embedded;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.whisperschema.vector.embedded.Calls.assertRefused;
import static io.whisperschema.vector.embedded.Calls.done;
import static io.whisperschema.vector.embedded.Calls.params;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.VectorFactory;
import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.IntegerIndexParams;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.QuantizationConfig;
import io.qdrant.client.grpc.Collections.QuantizationConfigDiff;
import io.qdrant.client.grpc.Collections.ScalarQuantization;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsDiff;
import io.qdrant.client.grpc.Collections.VectorParamsDiffMap;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Collections.VectorsConfigDiff;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.AcornSearchParams;
import io.qdrant.client.grpc.Points.ClearPayloadPoints;
import io.qdrant.client.grpc.Points.ContextExamplePair;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.CreateVectorNameRequest;
import io.qdrant.client.grpc.Points.DenseVectorCreationConfig;
import io.qdrant.client.grpc.Points.DiscoverPoints;
import io.qdrant.client.grpc.Points.OrderBy;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointVectors;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.QuantizationSearchParams;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RecommendPoints;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.SearchParams;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.qdrant.client.grpc.Points.TargetVector;
import io.qdrant.client.grpc.Points.UpdateBatchPoints;
import io.qdrant.client.grpc.Points.UpdatePointVectors;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.VectorExample;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the server refuses is refused, in its words. */
class RefusalTest {

    private static final Filter NO_PART = Filter.newBuilder()
            .addMust(Condition.newBuilder().setField(FieldCondition.newBuilder().setKey("a")))
            .build();
    private static final PointsSelector NO_PART_SELECTOR =
            PointsSelector.newBuilder().setFilter(NO_PART).build();
    private static final String BELOW_1 = "value 0 invalid, must be 1 or larger";

    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
    private final QdrantClient client = qdrant.client();
    private final QdrantGrpcClient grpc = client.grpcClient();

    @BeforeEach
    void create() {
        VectorParams params = params(2, Distance.Dot);
        done(client.createCollectionAsync("memories", params));
        done(client.createCollectionAsync("named", Map.of("a", params, "b", params)));
    }

    @AfterEach
    void close() {
        qdrant.close();
    }

    private static void assertInvalid(ListenableFuture<?> call, String message) {
        assertRefused(call, Status.Code.INVALID_ARGUMENT, message);
    }

    private static void assertBreaksRule(ListenableFuture<?> call, String field, String complaint) {
        assertInvalid(call, "Validation error in body: [" + field + ": " + complaint + "]");
    }

    private static QueryPoints.Builder query() {
        return QueryPoints.newBuilder().setCollectionName("memories").setQuery(nearest(1f, 2f));
    }

    private void assertBreaksRule(Consumer<QueryPoints.Builder> change, String field, String complaint) {
        QueryPoints.Builder request = query();
        change.accept(request);
        assertBreaksRule(client.queryAsync(request.build()), field, complaint);
    }

    @Test
    void eachRequestOfABatchIsCheckedAsIfItWereAlone() {
        assertBreaksRule(
                client.queryBatchAsync(
                        "memories",
                        List.of(query().build(), query().clearCollectionName().build())),
                "query_points[1].collection_name",
                "value \"\" invalid, must be from 1 to 255 characters");
        assertBreaksRule(
                client.searchBatchAsync(
                        "memories",
                        List.of(SearchPoints.newBuilder()
                                .addVector(1)
                                .addVector(2)
                                .build()),
                        null),
                "search_points[0].limit",
                BELOW_1);
        assertBreaksRule(
                client.recommendBatchAsync(
                        "memories",
                        List.of(RecommendPoints.newBuilder()
                                .addPositive(id(1))
                                .setTimeout(0)
                                .build()),
                        null),
                "recommend_points[0].timeout",
                BELOW_1);
        assertBreaksRule(
                client.discoverBatchAsync(
                        "memories",
                        List.of(DiscoverPoints.newBuilder()
                                .setCollectionName("memories")
                                .build()),
                        null),
                "discover_points[0].limit",
                BELOW_1);
    }

    @Test
    void anEmptyBatchNeedsItsCollectionToo() {
        assertRefused(
                client.queryBatchAsync("nowhere", List.of()),
                Status.Code.NOT_FOUND,
                "Not found: Collection `nowhere` doesn't exist!");
    }

    @Test
    void aRecommendationOfNoPointsNeedsItsCollectionToo() {
        RecommendPoints request = RecommendPoints.newBuilder()
                .setCollectionName("memories")
                .addPositive(id(1))
                .build();
        assertThat(done(client.recommendAsync(request))).isEmpty();
        assertRefused(
                client.recommendAsync(
                        request.toBuilder().setCollectionName("nowhere").build()),
                Status.Code.NOT_FOUND,
                "Not found: Collection `nowhere` doesn't exist!");
    }

    @Test
    void anIdThatNoneCanBeIsRefusedBeforeTheCollectionIsLookedFor() {
        PointId id = PointId.newBuilder().setUuid("memory-1").build();
        assertInvalid(
                client.queryAsync(query().setCollectionName("nowhere")
                        .setQuery(nearest(id))
                        .build()),
                "Unable to parse UUID: memory-1");
    }

    @Test
    void parametersOfSearchesKeepToTheirRanges() {
        assertBreaksRule(query -> query.setParams(SearchParams.newBuilder().setHnswEf(0)), "params.hnsw_ef", BELOW_1);
        assertBreaksRule(
                query -> query.setParams(SearchParams.newBuilder()
                        .setQuantization(QuantizationSearchParams.newBuilder().setOversampling(0.5))),
                "params.quantization.oversampling",
                "value 0.5 invalid, must be 1.0 or larger");
        assertBreaksRule(
                query -> query.setParams(SearchParams.newBuilder()
                        .setAcorn(AcornSearchParams.newBuilder().setMaxSelectivity(2))),
                "params.acorn.max_selectivity",
                "value 2.0 invalid, must be from 0.0 to 1.0");
        PrefetchQuery inner = PrefetchQuery.newBuilder().setLimit(0).build();
        assertBreaksRule(
                query -> query.addPrefetch(PrefetchQuery.newBuilder().addPrefetch(inner)),
                "prefetch[0].prefetch[0].limit",
                BELOW_1);
    }

    @Test
    void theRulesOfAFilterNameItsPlaceInTheRequest() {
        assertBreaksRules("filter", client.queryAsync(query().setFilter(NO_PART).build()));
        assertBreaksRules(
                "prefetch[0].filter",
                client.queryAsync(query().addPrefetch(PrefetchQuery.newBuilder().setFilter(NO_PART))
                        .build()));
        assertBreaksRules(
                "filter",
                grpc.points()
                        .count(CountPoints.newBuilder()
                                .setCollectionName("memories")
                                .setFilter(NO_PART)
                                .build()));
        assertBreaksRules(
                "filter",
                client.scrollAsync(ScrollPoints.newBuilder()
                        .setCollectionName("memories")
                        .setFilter(NO_PART)
                        .build()));
        assertBreaksRules(
                "update_filter",
                client.upsertAsync(UpsertPoints.newBuilder()
                        .setCollectionName("memories")
                        .setUpdateFilter(NO_PART)
                        .build()));
        assertBreaksRules(
                "update_filter",
                grpc.points()
                        .updateVectors(UpdatePointVectors.newBuilder()
                                .setCollectionName("memories")
                                .setUpdateFilter(NO_PART)
                                .build()));
        assertBreaksRules(
                "points_selector.points_selector_one_of",
                grpc.points()
                        .setPayload(SetPayloadPoints.newBuilder()
                                .setCollectionName("memories")
                                .setPointsSelector(NO_PART_SELECTOR)
                                .build()));
        assertBreaksRules(
                "points.points_selector_one_of",
                grpc.points()
                        .clearPayload(ClearPayloadPoints.newBuilder()
                                .setCollectionName("memories")
                                .setPoints(NO_PART_SELECTOR)
                                .build()));
    }

    private static void assertBreaksRules(String filter, ListenableFuture<?> call) {
        assertBreaksRule(
                call,
                filter + ".must[0].condition_one_of.match",
                "Validation error: At least one field condition must be specified [{}]");
    }

    @Test
    void theRulesOfFieldsComeBeforeTheCollection() {
        assertBreaksRule(
                grpc.points()
                        .updateBatch(UpdateBatchPoints.newBuilder()
                                .setCollectionName("nowhere")
                                .build()),
                "operations",
                "value [] invalid, must be at least 1 characters");
        assertBreaksRule(
                grpc.points()
                        .createFieldIndex(CreateFieldIndexCollection.newBuilder()
                                .setCollectionName("nowhere")
                                .build()),
                "field_name",
                "value \"\" invalid, must be at least 1 characters");
        IntegerIndexParams neither =
                IntegerIndexParams.newBuilder().setLookup(false).setRange(false).build();
        assertBreaksRule(
                grpc.points()
                        .createFieldIndex(CreateFieldIndexCollection.newBuilder()
                                .setCollectionName("nowhere")
                                .setFieldName("a")
                                .setFieldIndexParams(
                                        PayloadIndexParams.newBuilder().setIntegerIndexParams(neither))
                                .build()),
                "field_index_params.index_params.lookup",
                "Validation error: the 'lookup' and 'range' capabilities can't be both disabled [{}]");
        assertBreaksRule(
                client.createVectorNameAsync(CreateVectorNameRequest.newBuilder()
                        .setCollectionName("nowhere")
                        .setDenseConfig(DenseVectorCreationConfig.getDefaultInstance())
                        .build()),
                "vector_config.size",
                "value 0 invalid, must be from 1 to 65536");
    }

    @Test
    void anUpdateOfNoPointsIsRefused() {
        String message = "Bad request: Empty update request";
        assertInvalid(client.upsertAsync("memories", List.of()), message);
        assertInvalid(client.updateVectorsAsync("memories", List.<PointVectors>of()), message);
        assertInvalid(client.deleteAsync("memories", List.of()), message);
        assertInvalid(client.clearPayloadAsync("memories", List.of(), true, null, null), message);
    }

    @Test
    void aVectorsNameIsSafeInAFileSystem() {
        VectorParams params = params(2, Distance.Dot);
        assertInvalid(
                client.createCollectionAsync("other", Map.of("a/b", params)),
                "Wrong input: Invalid dense vector name `a/b`: vector name cannot contain \"/\" char");
        assertInvalid(
                client.createCollectionAsync("other", Map.of("half \uD83D", params)),
                "Wrong input: Invalid dense vector name `half ?`: vector name cannot contain \"?\" char");
        String tooLong = "é".repeat(101);
        assertInvalid(
                client.createCollectionAsync("other", Map.of(tooLong, params)),
                "Wrong input: Invalid dense vector name `" + tooLong + "`: vector name must be at most 200 bytes long");
        assertInvalid(
                client.createVectorNameAsync(CreateVectorNameRequest.newBuilder()
                        .setCollectionName("memories")
                        .setVectorName("a*")
                        .setDenseConfig(DenseVectorCreationConfig.newBuilder()
                                .setSize(2)
                                .setDistance(Distance.Dot))
                        .build()),
                "Wrong input: Invalid vector name `a*`: vector name cannot contain \"*\" char");
    }

    @Test
    void ofNamedVectorsTheOneOfAWrongSizeIsNamed() {
        PointStruct point = PointStruct.newBuilder()
                .setId(id(1))
                .setVectors(namedVectors(Map.of("a", VectorFactory.vector(1f, 2f), "b", VectorFactory.vector(1f))))
                .build();
        assertInvalid(
                client.upsertAsync("named", List.of(point)),
                "Wrong input: Vector dimension error: expected dim: 2, got 1 for vector 'b'");
    }

    @Test
    void configurationsKeepToTheirRanges() {
        VectorParams params = params(70_000, Distance.Dot);
        assertBreaksRule(
                client.createCollectionAsync("other", Map.of("a", params)),
                "vectors_config.config.map.[].size",
                "value 70000 invalid, must be from 1 to 65536");
        assertBreaksRule(
                client.createCollectionAsync(CreateCollection.newBuilder()
                        .setCollectionName("other")
                        .setVectorsConfig(VectorsConfig.newBuilder().setParamsMap(VectorParamsMap.getDefaultInstance()))
                        .setQuantizationConfig(QuantizationConfig.newBuilder()
                                .setScalar(ScalarQuantization.newBuilder().setQuantile(0.25f)))
                        .build()),
                "quantization_config.quantization.quantile",
                "value 0.25 invalid, must be from 0.5 to 1.0");
        assertBreaksRule(
                update("a", HnswConfigDiff.newBuilder().setEfConstruct(3).build()),
                "vectors_config.config.map.[].hnsw_config.ef_construct",
                "value 3 invalid, must be 4 or larger");
    }

    private ListenableFuture<?> update(String vector, HnswConfigDiff config) {
        VectorParamsDiff diff =
                VectorParamsDiff.newBuilder().setHnswConfig(config).build();
        return client.updateCollectionAsync(UpdateCollection.newBuilder()
                .setCollectionName("named")
                .setVectorsConfig(VectorsConfigDiff.newBuilder()
                        .setParamsMap(VectorParamsDiffMap.newBuilder().putMap(vector, diff)))
                .build());
    }

    @Test
    void aQuantizationIsOfSomeKind() {
        VectorParams.Builder params = VectorParams.newBuilder().setSize(2).setDistance(Distance.Dot);
        CreateCollection.Builder request = CreateCollection.newBuilder()
                .setCollectionName("other")
                .setVectorsConfig(VectorsConfig.newBuilder().setParams(params));
        String message = "Unable to convert quantization config";
        assertInvalid(
                client.createCollectionAsync(request.clone()
                        .setQuantizationConfig(QuantizationConfig.getDefaultInstance())
                        .build()),
                message);
        params.setQuantizationConfig(QuantizationConfig.getDefaultInstance());
        assertInvalid(
                client.createCollectionAsync(
                        request.setVectorsConfig(VectorsConfig.newBuilder().setParams(params))
                                .build()),
                message);
        assertInvalid(
                client.updateCollectionAsync(UpdateCollection.newBuilder()
                        .setCollectionName("memories")
                        .setQuantizationConfig(QuantizationConfigDiff.getDefaultInstance())
                        .build()),
                "Quantization type is not specified");
    }

    @Test
    void aVectorThatIsNotThereIsNotUpdated() {
        assertInvalid(
                update("nose", HnswConfigDiff.newBuilder().setM(8).build()),
                "Wrong input: Not existing vector name error: nose");
    }

    @Test
    void anOrderHasNoOffset() {
        assertInvalid(
                client.scrollAsync(ScrollPoints.newBuilder()
                        .setCollectionName("memories")
                        .setOrderBy(OrderBy.newBuilder().setKey("at"))
                        .setOffset(id(1))
                        .build()),
                "Wrong input: Cannot use an `offset` when using `order_by`. The alternative for paging is to use"
                        + " `order_by.start_from` and a filter to exclude the IDs that you've already seen for the"
                        + " `order_by.start_from` value");
    }

    @Test
    void anActionOnAliasesSaysWhatItDoes() {
        assertInvalid(
                grpc.collections()
                        .updateAliases(ChangeAliases.newBuilder()
                                .addActions(AliasOperations.getDefaultInstance())
                                .build()),
                "Malformed AliasOperation type");
    }

    @Test
    void aDiscoveryHasWholeExamples() {
        DiscoverPoints.Builder request =
                DiscoverPoints.newBuilder().setCollectionName("memories").setLimit(1);
        assertInvalid(
                client.discoverAsync(request.clone()
                        .setTarget(TargetVector.getDefaultInstance())
                        .build()),
                "Target vector is malformed");
        assertInvalid(
                client.discoverAsync(request.clone()
                        .addContext(ContextExamplePair.newBuilder()
                                .setPositive(VectorExample.newBuilder().setId(id(1))))
                        .build()),
                "Both positive and negative are required in a context pair");
        assertInvalid(
                client.discoverAsync(request.clone()
                        .setTarget(TargetVector.newBuilder().setSingle(VectorExample.getDefaultInstance()))
                        .build()),
                "Vector example, which can be id or bare vector, is malformed");
    }

    @Test
    void aFusionOfANewerClientIsNotTakenForAnother() {
        assertInvalid(
                client.queryAsync(query().setQuery(Query.newBuilder().setFusionValue(7))
                        .addPrefetch(PrefetchQuery.newBuilder().setQuery(nearest(1f, 2f)))
                        .build()),
                "invalid fusion type value 7");
    }
}
