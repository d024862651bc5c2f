package io.whisperschema.vector;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionOperationResponse;
import io.qdrant.client.grpc.Collections.CollectionParamsDiff;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.QuantizationConfig;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Collections.VectorParamsDiff;
import io.qdrant.client.grpc.Collections.VectorParamsDiffMap;
import io.qdrant.client.grpc.Collections.VectorsConfigDiff;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.CreateVectorNameRequest;
import io.qdrant.client.grpc.Points.DeleteFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeleteVectorNameRequest;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.PointsGrpc.PointsFutureStub;
import io.whisperschema.catalog.CollectionRecord.State;
import io.whisperschema.definition.vector.Distribution;
import io.whisperschema.definition.vector.PayloadIndex;
import io.whisperschema.definition.vector.Quantization;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.diff.VectorChange;
import io.whisperschema.vector.internal.points.Applied;
import io.whisperschema.vector.internal.points.QdrantCalls;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes changes on a server. Each may be made again where it was interrupted, and every write waits until it is applied.
 *
 * @param client the client
 * @param calls how long to wait
 * @param server the version of the server, where it tells one
 */
record QdrantWork(QdrantClient client, QdrantCalls calls, Optional<QdrantVersion> server)
        implements VectorChange.Cases<QdrantWork.Work> {
    /** What there is to do. */
    @FunctionalInterface
    interface Work {
        void run() throws CallFailed;
    }

    /** Whoever finds it before it is whole, after an interrupted start, knows by its record and goes on. */
    @Override
    public Work createCollection(VectorChange.CreateCollection change) {
        VectorCollection collection = change.collection();
        return () -> {
            begin(collection, creation(collection));
            complete(collection);
        };
    }

    /** Makes it without its indexes, unless somebody else has begun to make the very same. */
    void begin(VectorCollection collection, CreateCollection.Builder creation) throws CallFailed {
        make(creation, RecordText.of(collection, State.CREATING));
    }

    /** Makes a collection that is on record from its beginning. */
    void make(CreateCollection.Builder creation, RecordText record) throws CallFailed {
        String name = creation.getCollectionName();
        if (ServerFeature.METADATA.isIn(server)) {
            creation.putMetadata(RecordText.KEY, record.json());
        } else if (!calls.answer(client.collectionExistsAsync(name))) {
            record(name, record);
        }
        try {
            done(calls.answer(client.createCollectionAsync(creation.build())));
        } catch (CallFailed failure) {
            if (failure.code() != Status.Code.ALREADY_EXISTS || !isOurs(name, record)) {
                throw failure;
            }
        }
    }

    /** Gives it its indexes and records that it is whole. */
    void complete(VectorCollection collection) throws CallFailed {
        indexes(collection);
        record(collection, State.RECORDED);
    }

    void indexes(VectorCollection collection) throws CallFailed {
        for (var field : collection.payload()) {
            if (field.index().isPresent()) {
                index(collection.name(), field.name(), field.index().get());
            }
        }
    }

    static CreateCollection.Builder creation(VectorCollection collection) {
        var request = CreateCollection.newBuilder()
                .setCollectionName(collection.name())
                .setVectorsConfig(SpaceWriting.vectors(collection.spaces()));
        Distribution distribution = collection.distribution();
        distribution.shards().ifPresent(request::setShardNumber);
        distribution.replication().ifPresent(request::setReplicationFactor);
        distribution.writeConsistency().ifPresent(request::setWriteConsistencyFactor);
        return request;
    }

    /** Another process may be creating the very same. */
    private boolean isOurs(String name, RecordText wanted) throws CallFailed {
        return recordOf(name)
                .filter(record -> record.fingerprint().equals(wanted.fingerprint()))
                .filter(record -> record.state() == wanted.state() || record.state() == State.RECORDED)
                .isPresent();
    }

    Optional<RecordText> recordOf(String name) throws CallFailed {
        return ServerFeature.METADATA.isIn(server)
                ? Optional.ofNullable(config(name).getMetadataMap().get(RecordText.KEY))
                        .map(json -> RecordText.read(name, json))
                : Optional.ofNullable(new QdrantRegistry(client).records(calls).get(name));
    }

    private CollectionConfig config(String name) throws CallFailed {
        return calls.answer(client.getCollectionInfoAsync(name)).getConfig();
    }

    @Override
    public Work dropCollection(VectorChange.DropCollection change) {
        return () -> done(calls.answer(client.deleteCollectionAsync(change.collectionName())));
    }

    @Override
    public Work addSpace(VectorChange.AddSpace change) {
        return () -> {
            done(calls.answer(client.createVectorNameAsync(CreateVectorNameRequest.newBuilder()
                    .setCollectionName(change.collectionName())
                    .setWait(true)
                    .setVectorName(change.space().name())
                    .setDenseConfig(SpaceWriting.creation(change.space()))
                    .build())));
            VectorParamsDiff kept = SpaceWriting.kept(change.space(), Optional.empty());
            if (kept.getSerializedSize() > 0) {
                update(change.collectionName(), change.space(), kept);
            }
        };
    }

    @Override
    public Work changeSpace(VectorChange.ChangeSpace change) {
        return () -> {
            if (change.after().quantization().isEmpty()) {
                leaveToEachVector(change.collectionName());
            }
            Optional<Quantization> before = change.before().quantization();
            update(change.collectionName(), change.after(), SpaceWriting.kept(change.after(), before));
        };
    }

    /** A quantization that a collection sets for all of its vectors becomes that of each. */
    private void leaveToEachVector(String collection) throws CallFailed {
        CollectionConfig config = config(collection);
        if (config.hasQuantizationConfig()) {
            var each = new TreeMap<String, VectorParamsDiff>();
            CollectionReading.vectors(config).forEach((name, params) -> {
                if (!params.hasQuantizationConfig()) {
                    each.put(
                            name,
                            VectorParamsDiff.newBuilder()
                                    .setQuantizationConfig(SpaceWriting.changed(config.getQuantizationConfig()))
                                    .build());
                }
            });
            done(calls.answer(client.updateCollectionAsync(UpdateCollection.newBuilder()
                    .setCollectionName(collection)
                    .setVectorsConfig(vectors(each))
                    .setQuantizationConfig(SpaceWriting.changed(QuantizationConfig.getDefaultInstance()))
                    .build())));
        }
    }

    private void update(String collection, VectorSpace space, VectorParamsDiff kept) throws CallFailed {
        done(calls.answer(client.updateCollectionAsync(UpdateCollection.newBuilder()
                .setCollectionName(collection)
                .setVectorsConfig(vectors(Map.of(space.name(), kept)))
                .build())));
    }

    private static VectorsConfigDiff vectors(Map<String, VectorParamsDiff> changed) {
        VectorParamsDiff unnamed = changed.get(VectorSpace.UNNAMED);
        var config = VectorsConfigDiff.newBuilder();
        return unnamed != null
                ? config.setParams(unnamed).build()
                : config.setParamsMap(VectorParamsDiffMap.newBuilder().putAllMap(changed))
                        .build();
    }

    @Override
    public Work rebuildSpaces(VectorChange.RebuildSpaces change) {
        throw new IllegalStateException("no plan holds this: " + change.words());
    }

    @Override
    public Work dropSpace(VectorChange.DropSpace change) {
        return () -> done(calls.answer(client.deleteVectorNameAsync(DeleteVectorNameRequest.newBuilder()
                .setCollectionName(change.collectionName())
                .setWait(true)
                .setVectorName(change.space().name())
                .build())));
    }

    @Override
    public Work addIndex(VectorChange.AddIndex change) {
        return () -> index(change.collectionName(), change.field(), change.index());
    }

    /** Only dropped before, it is built with the new parameters for certain. */
    @Override
    public Work changeIndex(VectorChange.ChangeIndex change) {
        return () -> {
            dropIndex(change.collectionName(), change.field());
            index(change.collectionName(), change.field(), change.after());
        };
    }

    @Override
    public Work dropIndex(VectorChange.DropIndex change) {
        return () -> dropIndex(change.collectionName(), change.field());
    }

    private void index(String collection, String field, PayloadIndex index) throws CallFailed {
        index(new IndexWriting(index).creation(collection, field));
    }

    void index(CreateFieldIndexCollection request) throws CallFailed {
        done(calls.answer(points().createFieldIndex(request)).getResult());
    }

    private void dropIndex(String collection, String field) throws CallFailed {
        done(calls.answer(points().deleteFieldIndex(DeleteFieldIndexCollection.newBuilder()
                        .setCollectionName(collection)
                        .setWait(true)
                        .setFieldName(field)
                        .build()))
                .getResult());
    }

    private PointsFutureStub points() {
        return client.grpcClient().points();
    }

    @Override
    public Work changeReplication(VectorChange.ChangeReplication change) {
        var params = CollectionParamsDiff.newBuilder();
        change.after().replication().ifPresent(params::setReplicationFactor);
        change.after().writeConsistency().ifPresent(params::setWriteConsistencyFactor);
        return () -> done(calls.answer(client.updateCollectionAsync(UpdateCollection.newBuilder()
                .setCollectionName(change.collectionName())
                .setParams(params)
                .build())));
    }

    @Override
    public Work reshard(VectorChange.Reshard change) {
        throw new IllegalStateException("no plan holds this: " + change.words());
    }

    @Override
    public Work recordCollection(VectorChange.RecordCollection change) {
        return () -> record(change.after(), State.RECORDED);
    }

    void record(VectorCollection collection, State state) throws CallFailed {
        record(collection.name(), RecordText.of(collection, state));
    }

    void record(String name, RecordText record) throws CallFailed {
        if (ServerFeature.METADATA.isIn(server)) {
            done(calls.answer(client.updateCollectionAsync(UpdateCollection.newBuilder()
                    .setCollectionName(name)
                    .putMetadata(RecordText.KEY, record.json())
                    .build())));
        } else {
            new QdrantRegistry(client).put(name, record, calls);
        }
    }

    void delete(String name) throws CallFailed {
        done(calls.answer(client.deleteCollectionAsync(name)));
        if (!ServerFeature.METADATA.isIn(server)) {
            new QdrantRegistry(client).remove(name, calls);
        }
    }

    static void done(CollectionOperationResponse response) throws CallFailed {
        if (!response.getResult()) {
            throw new CallFailed(Status.Code.UNKNOWN, "the server did not say that it is done");
        }
    }

    static void done(UpdateResult result) throws CallFailed {
        Applied.require(result);
    }

    @Override
    public Work reshape(VectorChange.Reshape change) {
        throw new IllegalStateException("no plan holds this: " + change.words());
    }

    @Override
    public Work rollBack(VectorChange.RollBack change) {
        throw new IllegalStateException("no plan holds this: " + change.words());
    }
}
