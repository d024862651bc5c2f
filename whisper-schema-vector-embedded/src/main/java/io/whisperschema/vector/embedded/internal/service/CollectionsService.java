package io.whisperschema.vector.embedded.internal.service;

import static io.whisperschema.vector.embedded.internal.service.Answers.answer;
import static io.whisperschema.vector.embedded.internal.service.Answers.unimplemented;

import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.Collections.AliasDescription;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CollectionClusterInfoRequest;
import io.qdrant.client.grpc.Collections.CollectionClusterInfoResponse;
import io.qdrant.client.grpc.Collections.CollectionDescription;
import io.qdrant.client.grpc.Collections.CollectionExists;
import io.qdrant.client.grpc.Collections.CollectionExistsRequest;
import io.qdrant.client.grpc.Collections.CollectionExistsResponse;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionOperationResponse;
import io.qdrant.client.grpc.Collections.CollectionStatus;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.CreateShardKeyRequest;
import io.qdrant.client.grpc.Collections.CreateShardKeyResponse;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.DeleteShardKeyRequest;
import io.qdrant.client.grpc.Collections.DeleteShardKeyResponse;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.GetCollectionInfoResponse;
import io.qdrant.client.grpc.Collections.ListAliasesRequest;
import io.qdrant.client.grpc.Collections.ListAliasesResponse;
import io.qdrant.client.grpc.Collections.ListCollectionAliasesRequest;
import io.qdrant.client.grpc.Collections.ListCollectionsRequest;
import io.qdrant.client.grpc.Collections.ListCollectionsResponse;
import io.qdrant.client.grpc.Collections.ListShardKeysRequest;
import io.qdrant.client.grpc.Collections.ListShardKeysResponse;
import io.qdrant.client.grpc.Collections.LocalShardInfo;
import io.qdrant.client.grpc.Collections.OptimizerStatus;
import io.qdrant.client.grpc.Collections.ReplicaState;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Collections.UpdateCollectionClusterSetupRequest;
import io.qdrant.client.grpc.Collections.UpdateCollectionClusterSetupResponse;
import io.qdrant.client.grpc.Collections.UpdateQueueInfo;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.whisperschema.vector.embedded.internal.engine.Collection;
import io.whisperschema.vector.embedded.internal.engine.Engine;
import java.util.List;
import java.util.Map;

/** Collections and aliases. */
public final class CollectionsService extends CollectionsGrpc.CollectionsImplBase {

    private static final String STANDALONE = "Qdrant is running in standalone mode";

    private final Engine engine;

    /** Over an engine. */
    public CollectionsService(Engine engine) {
        this.engine = engine;
    }

    @Override
    public void get(GetCollectionInfoRequest request, StreamObserver<GetCollectionInfoResponse> observer) {
        answer(observer, clock -> {
            new Checks().name(request.getCollectionName()).done();
            return GetCollectionInfoResponse.newBuilder()
                    .setResult(engine.collection(request.getCollectionName()).info(CollectionsService::info))
                    .setTime(clock.seconds())
                    .build();
        });
    }

    private static CollectionInfo info(Collection.Info collection) {
        CollectionInfo.Builder info = CollectionInfo.newBuilder()
                .setStatus(CollectionStatus.Green)
                .setOptimizerStatus(OptimizerStatus.newBuilder().setOk(true))
                .setSegmentsCount(1)
                .setConfig(collection.config())
                .setPointsCount(collection.points())
                .setIndexedVectorsCount(0)
                .setUpdateQueue(UpdateQueueInfo.newBuilder().setLength(0));
        collection
                .indexes()
                .forEach((path, index) ->
                        info.putPayloadSchema(path.toString(), index.schema().toProto(index.points())));
        return info.build();
    }

    @Override
    public void list(ListCollectionsRequest request, StreamObserver<ListCollectionsResponse> observer) {
        answer(observer, clock -> {
            ListCollectionsResponse.Builder answer = ListCollectionsResponse.newBuilder();
            engine.names()
                    .forEach(name -> answer.addCollections(
                            CollectionDescription.newBuilder().setName(name)));
            return answer.setTime(clock.seconds()).build();
        });
    }

    @Override
    public void collectionExists(CollectionExistsRequest request, StreamObserver<CollectionExistsResponse> observer) {
        answer(observer, clock -> {
            new Checks().name(request.getCollectionName()).done();
            boolean exists = engine.exists(request.getCollectionName());
            return CollectionExistsResponse.newBuilder()
                    .setResult(CollectionExists.newBuilder().setExists(exists))
                    .setTime(clock.seconds())
                    .build();
        });
    }

    @Override
    public void create(CreateCollection request, StreamObserver<CollectionOperationResponse> observer) {
        answer(observer, clock -> {
            CollectionChecks.check(request);
            Nesting.check(request.getMetadataMap());
            engine.create(request);
            return done(clock, true);
        });
    }

    @Override
    public void update(UpdateCollection request, StreamObserver<CollectionOperationResponse> observer) {
        answer(observer, clock -> {
            CollectionChecks.check(request);
            Nesting.check(request.getMetadataMap());
            engine.collection(request.getCollectionName()).update(request);
            return done(clock, true);
        });
    }

    @Override
    public void delete(DeleteCollection request, StreamObserver<CollectionOperationResponse> observer) {
        answer(observer, clock -> {
            new Checks()
                    .name(request.getCollectionName())
                    .atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1)
                    .done();
            return done(clock, engine.delete(request.getCollectionName()));
        });
    }

    @Override
    public void updateAliases(ChangeAliases request, StreamObserver<CollectionOperationResponse> observer) {
        answer(observer, clock -> {
            new Checks()
                    .atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1)
                    .done();
            engine.changeAliases(request.getActionsList());
            return done(clock, true);
        });
    }

    private static CollectionOperationResponse done(Answers.Clock clock, boolean result) {
        return CollectionOperationResponse.newBuilder()
                .setResult(result)
                .setTime(clock.seconds())
                .build();
    }

    @Override
    public void listAliases(ListAliasesRequest request, StreamObserver<ListAliasesResponse> observer) {
        answer(observer, clock -> aliases(clock, List.copyOf(engine.aliases().entrySet())));
    }

    @Override
    public void listCollectionAliases(
            ListCollectionAliasesRequest request, StreamObserver<ListAliasesResponse> observer) {
        answer(observer, clock -> {
            new Checks().name(request.getCollectionName()).done();
            String name = engine.collection(request.getCollectionName()).name();
            return aliases(
                    clock,
                    engine.aliases().entrySet().stream()
                            .filter(alias -> alias.getValue().equals(name))
                            .toList());
        });
    }

    private static ListAliasesResponse aliases(Answers.Clock clock, List<Map.Entry<String, String>> aliases) {
        ListAliasesResponse.Builder answer = ListAliasesResponse.newBuilder();
        for (Map.Entry<String, String> alias : aliases) {
            answer.addAliases(
                    AliasDescription.newBuilder().setAliasName(alias.getKey()).setCollectionName(alias.getValue()));
        }
        return answer.setTime(clock.seconds()).build();
    }

    @Override
    public void collectionClusterInfo(
            CollectionClusterInfoRequest request, StreamObserver<CollectionClusterInfoResponse> observer) {
        answer(observer, clock -> {
            int points = engine.collection(request.getCollectionName()).info(Collection.Info::points);
            return CollectionClusterInfoResponse.newBuilder()
                    .setShardCount(1)
                    .addLocalShards(
                            LocalShardInfo.newBuilder().setPointsCount(points).setState(ReplicaState.Active))
                    .build();
        });
    }

    @Override
    public void updateCollectionClusterSetup(
            UpdateCollectionClusterSetupRequest request,
            StreamObserver<UpdateCollectionClusterSetupResponse> observer) {
        unimplemented(observer, STANDALONE);
    }

    @Override
    public void createShardKey(CreateShardKeyRequest request, StreamObserver<CreateShardKeyResponse> observer) {
        unimplemented(observer, STANDALONE);
    }

    @Override
    public void deleteShardKey(DeleteShardKeyRequest request, StreamObserver<DeleteShardKeyResponse> observer) {
        unimplemented(observer, STANDALONE);
    }

    @Override
    public void listShardKeys(ListShardKeysRequest request, StreamObserver<ListShardKeysResponse> observer) {
        unimplemented(observer, STANDALONE);
    }
}
