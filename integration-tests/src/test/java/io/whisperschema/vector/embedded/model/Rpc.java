package io.whisperschema.vector.embedded.model;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.Message;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CollectionExistsRequest;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.ListAliasesRequest;
import io.qdrant.client.grpc.Collections.ListCollectionAliasesRequest;
import io.qdrant.client.grpc.Collections.ListCollectionsRequest;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Points.ClearPayloadPoints;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.CreateVectorNameRequest;
import io.qdrant.client.grpc.Points.DeleteFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeletePayloadPoints;
import io.qdrant.client.grpc.Points.DeletePointVectors;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.DeleteVectorNameRequest;
import io.qdrant.client.grpc.Points.DiscoverBatchPoints;
import io.qdrant.client.grpc.Points.DiscoverBatchResponse;
import io.qdrant.client.grpc.Points.DiscoverPoints;
import io.qdrant.client.grpc.Points.DiscoverResponse;
import io.qdrant.client.grpc.Points.FacetCounts;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.QueryBatchPoints;
import io.qdrant.client.grpc.Points.QueryPointGroups;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RecommendBatchPoints;
import io.qdrant.client.grpc.Points.RecommendBatchResponse;
import io.qdrant.client.grpc.Points.RecommendPoints;
import io.qdrant.client.grpc.Points.RecommendResponse;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.SearchBatchPoints;
import io.qdrant.client.grpc.Points.SearchBatchResponse;
import io.qdrant.client.grpc.Points.SearchMatrixPoints;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.qdrant.client.grpc.Points.SearchResponse;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.qdrant.client.grpc.Points.UpdateBatchPoints;
import io.qdrant.client.grpc.Points.UpdatePointVectors;
import io.qdrant.client.grpc.Points.UpsertPoints;
import java.util.function.BiFunction;

/** A call: how the client makes it, and what the reference does. Another one takes its place in this list. */
record Rpc<Q extends Message>(
        String name,
        Effect effect,
        BiFunction<QdrantGrpcClient, Q, ListenableFuture<? extends Message>> client,
        BiFunction<Reference, Q, Message> reference) {

    /** What a call may do. */
    enum Effect {
        WRITES,
        READS
    }

    static final Rpc<CreateCollection> CREATE = new Rpc<>(
            "create", Effect.WRITES, (client, request) -> client.collections().create(request), Reference::create);
    static final Rpc<UpdateCollection> UPDATE = new Rpc<>(
            "update", Effect.WRITES, (client, request) -> client.collections().update(request), Reference::update);
    static final Rpc<DeleteCollection> DROP = new Rpc<>(
            "drop", Effect.WRITES, (client, request) -> client.collections().delete(request), Reference::delete);
    static final Rpc<GetCollectionInfoRequest> INFO = new Rpc<>(
            "info", Effect.READS, (client, request) -> client.collections().get(request), Reference::info);
    static final Rpc<ListCollectionsRequest> LIST = new Rpc<>(
            "list", Effect.READS, (client, request) -> client.collections().list(request), Reference::list);
    static final Rpc<CollectionExistsRequest> EXISTS = new Rpc<>(
            "exists",
            Effect.READS,
            (client, request) -> client.collections().collectionExists(request),
            Reference::exists);
    static final Rpc<ChangeAliases> CHANGE_ALIASES = new Rpc<>(
            "changeAliases",
            Effect.WRITES,
            (client, request) -> client.collections().updateAliases(request),
            Reference::changeAliases);
    static final Rpc<ListAliasesRequest> ALIASES = new Rpc<>(
            "aliases",
            Effect.READS,
            (client, request) -> client.collections().listAliases(request),
            Reference::aliases);
    static final Rpc<ListCollectionAliasesRequest> ALIASES_OF = new Rpc<>(
            "aliasesOf",
            Effect.READS,
            (client, request) -> client.collections().listCollectionAliases(request),
            Reference::aliases);

    static final Rpc<CreateFieldIndexCollection> CREATE_INDEX = new Rpc<>(
            "createIndex",
            Effect.WRITES,
            (client, request) -> client.points().createFieldIndex(request),
            Reference::createIndex);
    static final Rpc<DeleteFieldIndexCollection> DELETE_INDEX = new Rpc<>(
            "deleteIndex",
            Effect.WRITES,
            (client, request) -> client.points().deleteFieldIndex(request),
            Reference::deleteIndex);
    static final Rpc<CreateVectorNameRequest> CREATE_VECTOR = new Rpc<>(
            "createVector",
            Effect.WRITES,
            (client, request) -> client.points().createVectorName(request),
            Reference::createVector);
    static final Rpc<DeleteVectorNameRequest> DELETE_VECTOR = new Rpc<>(
            "deleteVector",
            Effect.WRITES,
            (client, request) -> client.points().deleteVectorName(request),
            Reference::deleteVector);

    static final Rpc<UpsertPoints> UPSERT = new Rpc<>(
            "upsert", Effect.WRITES, (client, request) -> client.points().upsert(request), Changes::upsert);
    static final Rpc<DeletePoints> DELETE = new Rpc<>(
            "delete", Effect.WRITES, (client, request) -> client.points().delete(request), Changes::delete);
    static final Rpc<SetPayloadPoints> SET_PAYLOAD = new Rpc<>(
            "setPayload", Effect.WRITES, (client, request) -> client.points().setPayload(request), Changes::setPayload);
    static final Rpc<SetPayloadPoints> OVERWRITE_PAYLOAD = new Rpc<>(
            "overwritePayload",
            Effect.WRITES,
            (client, request) -> client.points().overwritePayload(request),
            Changes::overwritePayload);
    static final Rpc<DeletePayloadPoints> DELETE_PAYLOAD = new Rpc<>(
            "deletePayload",
            Effect.WRITES,
            (client, request) -> client.points().deletePayload(request),
            Changes::deletePayload);
    static final Rpc<ClearPayloadPoints> CLEAR_PAYLOAD = new Rpc<>(
            "clearPayload",
            Effect.WRITES,
            (client, request) -> client.points().clearPayload(request),
            Changes::clearPayload);
    static final Rpc<UpdatePointVectors> UPDATE_VECTORS = new Rpc<>(
            "updateVectors",
            Effect.WRITES,
            (client, request) -> client.points().updateVectors(request),
            Changes::updateVectors);
    static final Rpc<DeletePointVectors> DELETE_VECTORS = new Rpc<>(
            "deleteVectors",
            Effect.WRITES,
            (client, request) -> client.points().deleteVectors(request),
            Changes::deleteVectors);
    static final Rpc<UpdateBatchPoints> UPDATE_BATCH = new Rpc<>(
            "updateBatch",
            Effect.WRITES,
            (client, request) -> client.points().updateBatch(request),
            Reference::updateBatch);

    static final Rpc<GetPoints> GET =
            new Rpc<>("get", Effect.READS, (client, request) -> client.points().get(request), Reference::get);
    static final Rpc<CountPoints> COUNT = new Rpc<>(
            "count", Effect.READS, (client, request) -> client.points().count(request), Reference::count);
    static final Rpc<ScrollPoints> SCROLL = new Rpc<>(
            "scroll", Effect.READS, (client, request) -> client.points().scroll(request), Reference::scroll);
    static final Rpc<QueryPoints> QUERY = new Rpc<>(
            "query", Effect.READS, (client, request) -> client.points().query(request), Reference::query);
    static final Rpc<QueryBatchPoints> QUERY_BATCH = new Rpc<>(
            "queryBatch",
            Effect.READS,
            (client, request) -> client.points().queryBatch(request),
            Reference::queryBatch);

    static final Rpc<SearchPoints> SEARCH = new Rpc<>(
            "search",
            Effect.READS,
            (client, request) -> client.points().search(request),
            (reference, request) -> SearchResponse.newBuilder()
                    .addAllResult(Older.search(reference, request))
                    .build());
    static final Rpc<SearchBatchPoints> SEARCH_BATCH = new Rpc<>(
            "searchBatch",
            Effect.READS,
            (client, request) -> client.points().searchBatch(request),
            (reference, request) -> SearchBatchResponse.newBuilder()
                    .addAllResult(reference.batch(
                            request.getCollectionName(),
                            "search_points",
                            request.getSearchPointsList(),
                            Checks::complaints,
                            each -> Older.search(
                                    reference,
                                    each.toBuilder()
                                            .setCollectionName(request.getCollectionName())
                                            .build())))
                    .build());
    static final Rpc<RecommendPoints> RECOMMEND = new Rpc<>(
            "recommend",
            Effect.READS,
            (client, request) -> client.points().recommend(request),
            (reference, request) -> RecommendResponse.newBuilder()
                    .addAllResult(Older.recommend(reference, request))
                    .build());
    static final Rpc<RecommendBatchPoints> RECOMMEND_BATCH = new Rpc<>(
            "recommendBatch",
            Effect.READS,
            (client, request) -> client.points().recommendBatch(request),
            (reference, request) -> RecommendBatchResponse.newBuilder()
                    .addAllResult(reference.batch(
                            request.getCollectionName(),
                            "recommend_points",
                            request.getRecommendPointsList(),
                            Checks::complaints,
                            each -> Older.recommend(
                                    reference,
                                    each.toBuilder()
                                            .setCollectionName(request.getCollectionName())
                                            .build())))
                    .build());
    static final Rpc<DiscoverPoints> DISCOVER = new Rpc<>(
            "discover",
            Effect.READS,
            (client, request) -> client.points().discover(request),
            (reference, request) -> DiscoverResponse.newBuilder()
                    .addAllResult(Older.discover(reference, request))
                    .build());
    static final Rpc<DiscoverBatchPoints> DISCOVER_BATCH = new Rpc<>(
            "discoverBatch",
            Effect.READS,
            (client, request) -> client.points().discoverBatch(request),
            (reference, request) -> DiscoverBatchResponse.newBuilder()
                    .addAllResult(reference.batch(
                            request.getCollectionName(),
                            "discover_points",
                            request.getDiscoverPointsList(),
                            Checks::complaints,
                            each -> Older.discover(
                                    reference,
                                    each.toBuilder()
                                            .setCollectionName(request.getCollectionName())
                                            .build())))
                    .build());

    static final Rpc<QueryPointGroups> QUERY_GROUPS = new Rpc<>(
            "queryGroups", Effect.READS, (client, request) -> client.points().queryGroups(request), Groups::query);
    static final Rpc<FacetCounts> FACETS = new Rpc<>(
            "facets", Effect.READS, (client, request) -> client.points().facet(request), Overviews::facets);
    static final Rpc<SearchMatrixPoints> MATRIX_PAIRS = new Rpc<>(
            "matrixPairs",
            Effect.READS,
            (client, request) -> client.points().searchMatrixPairs(request),
            Overviews::pairs);
    static final Rpc<SearchMatrixPoints> MATRIX_OFFSETS = new Rpc<>(
            "matrixOffsets",
            Effect.READS,
            (client, request) -> client.points().searchMatrixOffsets(request),
            Overviews::offsets);

    Call<Q> of(Q request) {
        return new Call<>(this, request);
    }

    /** A call with its request. */
    record Call<Q extends Message>(Rpc<Q> rpc, Q request) implements Operation {
        ListenableFuture<? extends Message> onEngine(QdrantGrpcClient client) {
            return rpc.client.apply(client, request);
        }

        Message onReference(Reference reference) {
            return rpc.reference.apply(reference, request);
        }

        @Override
        public String toString() {
            return rpc.name + " {" + request.toString().strip().replaceAll("\\s*\n\\s*", " ") + "}";
        }
    }
}
