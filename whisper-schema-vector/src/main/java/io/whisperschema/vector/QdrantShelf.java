package io.whisperschema.vector;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.whisperschema.catalog.CollectionRecord.State;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.vector.internal.export.CollectionCopy;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.rebuild.Carried;
import io.whisperschema.vector.internal.rebuild.Shelf;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the collections of rebuilds.
 *
 * @param work how collections are made and put on record
 */
record QdrantShelf(QdrantWork work) implements Shelf {
    @Override
    public void create(VectorCollection collection, CollectionConfig like) throws CallFailed {
        CreateCollection.Builder request = QdrantWork.creation(collection);
        carry(request, like);
        Carried.multivectors(like, collection)
                .forEach((name, params) ->
                        request.getVectorsConfigBuilder().getParamsMapBuilder().putMap(name, params));
        make(request, RecordText.of(collection, State.SHADOW));
        work.indexes(collection);
    }

    /** What a definition cannot say, or leaves to whoever made the collection. */
    private static void carry(CreateCollection.Builder request, CollectionConfig like) {
        CollectionParams params = like.getParams();
        if (params.hasSparseVectorsConfig()) {
            request.setSparseVectorsConfig(params.getSparseVectorsConfig());
        }
        request.setOnDiskPayload(params.getOnDiskPayload());
        if (like.hasStrictModeConfig()) {
            request.setStrictModeConfig(like.getStrictModeConfig());
        }
    }

    @Override
    public void createLike(String collection, String model) throws CallFailed {
        CollectionInfo info = work.calls().answer(client().getCollectionInfoAsync(model));
        CollectionConfig config = info.getConfig();
        CreateCollection.Builder request =
                new CollectionCopy(info).creation(collection).putAllMetadata(config.getMetadataMap());
        if (config.hasStrictModeConfig()) {
            request.setStrictModeConfig(config.getStrictModeConfig());
        }
        make(request, work.recordOf(model).orElse(RecordText.UNRECORDED).in(State.SHADOW));
        index(collection, info.getPayloadSchemaMap());
    }

    @Override
    public void index(String collection, Map<String, PayloadSchemaInfo> indexes) throws CallFailed {
        for (var field : indexes.entrySet()) {
            work.index(IndexWriting.again(collection, field.getKey(), field.getValue()));
        }
    }

    private void make(CreateCollection.Builder request, RecordText record) throws CallFailed {
        if (work.calls().answer(client().collectionExistsAsync(request.getCollectionName()))) {
            return;
        }
        work.make(request, record);
    }

    @Override
    public void record(VectorCollection collection) throws CallFailed {
        work.record(collection, State.RECORDED);
    }

    @Override
    public void keep(String collection) throws CallFailed {
        set(collection, State.KEPT);
    }

    @Override
    public void use(String collection) throws CallFailed {
        set(collection, State.RECORDED);
    }

    private void set(String collection, State state) throws CallFailed {
        work.record(
                collection,
                work.recordOf(collection).orElse(RecordText.UNRECORDED).in(state));
    }

    @Override
    public Optional<State> state(String collection) throws CallFailed {
        return read(collection).map(RecordText::state);
    }

    @Override
    public Optional<String> version(String collection) throws CallFailed {
        return read(collection).flatMap(RecordText::version);
    }

    private Optional<RecordText> read(String collection) throws CallFailed {
        try {
            return work.recordOf(collection);
        } catch (CallFailed failure) {
            if (failure.code() == Status.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    @Override
    public void delete(String collection) throws CallFailed {
        work.delete(collection);
    }

    private QdrantClient client() {
        return work.client();
    }
}
