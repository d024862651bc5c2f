package io.whisperschema.vector;

import com.google.protobuf.InvalidProtocolBufferException;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.CreateAlias;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Datatype;
import io.qdrant.client.grpc.Collections.ShardingMethod;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckReply;
import io.whisperschema.catalog.CollectionRecord.State;
import io.whisperschema.definition.vector.PayloadField;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.spi.MovedCollection;
import io.whisperschema.vector.internal.export.CollectionCopy;
import io.whisperschema.vector.internal.points.QdrantCalls;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes collections as they come from another store: as the definition says, and beyond that as their source is set up. What a
 * server is not told is its own choice.
 */
final class MovedCollections {
    private static final String EMBEDDED = "EmbeddedQdrant";

    private final QdrantClient client;
    private final QdrantCalls calls;

    MovedCollections(QdrantClient client, QdrantCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    /** What of these the server cannot hold. */
    List<String> unfit(List<MovedCollection> collections) {
        HealthCheckReply server = calls.asked("tell its version", client.healthCheckAsync());
        return collections.stream()
                .flatMap(collection -> Stream.concat(unfit(collection, server).stream(), hidden(collection).stream())
                        .map(what -> "collection " + collection.passage().source() + " has " + what))
                .toList();
    }

    /** What a rebuild has kept or is at in its place, which no catalog lists. */
    private Optional<String> hidden(MovedCollection collection) {
        try {
            if (!calls.answer(client.collectionExistsAsync(collection.name()))) {
                return Optional.empty();
            }
            return work().recordOf(collection.name())
                    .map(RecordText::state)
                    .filter(state -> state == State.KEPT || state == State.SHADOW)
                    .map(state -> "a name under which the target keeps a collection of a rebuild."
                            + " End that with finish(…) there, or let it have another name.");
        } catch (CallFailed failure) {
            throw calls.unanswered("describe collection " + collection.name(), failure);
        }
    }

    private static List<String> unfit(MovedCollection collection, HealthCheckReply server) {
        var unfit = new ArrayList<String>();
        CollectionParams params =
                request(collection).map(MovedCollections::params).orElseThrow();
        features(params).forEach((what, feature) -> {
            if (server.getTitle().contains(EMBEDDED)) {
                unfit.add(what + ", which EmbeddedQdrant does not hold. Move to a server.");
            } else if (!feature.isIn(QdrantVersion.read(server.getVersion()))) {
                unfit.add(what + ", which servers hold since " + feature.since() + ", and this one is "
                        + server.getVersion() + ". Upgrade it first.");
            }
        });
        if (params.getShardingMethod() == ShardingMethod.Custom) {
            unfit.add("shards with keys, which no client can give to points of another collection."
                    + " Leave it out: MoveOptions.except(…).");
        }
        return unfit;
    }

    private static CollectionParams params(CreateCollection request) {
        return CollectionParams.newBuilder()
                .setVectorsConfig(request.getVectorsConfig())
                .setSparseVectorsConfig(request.getSparseVectorsConfig())
                .setShardingMethod(request.getShardingMethod())
                .build();
    }

    private static Map<String, ServerFeature> features(CollectionParams params) {
        var features = new TreeMap<String, ServerFeature>();
        if (params.getSparseVectorsConfig().getMapCount() > 0) {
            features.put("sparse vectors", ServerFeature.SPARSE_VECTORS);
        }
        CollectionConfig config =
                CollectionConfig.newBuilder().setParams(params).build();
        for (VectorParams vector : CollectionReading.vectors(config).values()) {
            if (vector.hasMultivectorConfig()) {
                features.put("multivectors", ServerFeature.MULTIVECTORS);
            }
            if (vector.getDatatype() == Datatype.Float16 || vector.getDatatype() == Datatype.Uint8) {
                features.put("vectors of small numbers", ServerFeature.SMALL_NUMBERS);
            }
        }
        return features;
    }

    /** Makes it, unless it is there. */
    void create(MovedCollection collection) throws CallFailed {
        CreateCollection.Builder request = request(collection).orElseThrow().toBuilder();
        if (collection.wanted().isPresent()) {
            work().begin(collection.wanted().get(), request);
        } else if (!calls.answer(client.collectionExistsAsync(collection.name()))) {
            QdrantWork.done(calls.answer(client.createCollectionAsync(request.build())));
        }
    }

    private QdrantWork work() throws CallFailed {
        return new QdrantWork(
                client,
                calls,
                QdrantVersion.read(calls.answer(client.healthCheckAsync()).getVersion()));
    }

    private static Optional<CreateCollection> request(MovedCollection collection) {
        Optional<CollectionInfo> info = info(collection);
        return collection
                .wanted()
                .map(wanted ->
                        defined(wanted, info.map(CollectionInfo::getConfig)).build())
                .or(() -> info.map(one -> new CollectionCopy(one)
                        .creation(collection.name())
                        .putAllMetadata(one.getConfig().getMetadataMap())
                        .build()));
    }

    private static Optional<CollectionInfo> info(MovedCollection collection) {
        return collection.settings().map(text -> {
            try {
                return CollectionInfo.parseFrom(Base64.getDecoder().decode(text));
            } catch (InvalidProtocolBufferException unread) {
                throw new UnreadableDocument(
                        "collection " + collection.passage().source(), "its source tells of it in other words", unread);
            }
        });
    }

    private static CreateCollection.Builder defined(VectorCollection wanted, Optional<CollectionConfig> config) {
        CreateCollection.Builder request = QdrantWork.creation(wanted);
        config.ifPresent(one -> addBeyond(request, one));
        return request;
    }

    /** What no definition can say. */
    private static void addBeyond(CreateCollection.Builder request, CollectionConfig config) {
        if (request.getVectorsConfig().hasParamsMap()) {
            var vectors = VectorParamsMap.newBuilder().putAllMap(CollectionReading.vectors(config));
            vectors.putAllMap(request.getVectorsConfig().getParamsMap().getMapMap());
            request.getVectorsConfigBuilder().setParamsMap(vectors);
        }
        if (config.getParams().hasSparseVectorsConfig()) {
            request.setSparseVectorsConfig(config.getParams().getSparseVectorsConfig());
        }
        if (config.getParams().getShardNumber() > 0 && !config.getParams().getOnDiskPayload()) {
            request.setOnDiskPayload(false);
        }
        CollectionConfig rest = new CollectionRest(config).whole();
        if (rest.hasOptimizerConfig()) {
            request.setOptimizersConfig(rest.getOptimizerConfig());
        }
        if (rest.hasWalConfig()) {
            request.setWalConfig(rest.getWalConfig());
        }
        request.putAllMetadata(config.getMetadataMap());
    }

    /** Its indexes, which are built at once over points that are there, its record, its limits for hosts, its aliases. */
    void complete(MovedCollection collection) throws CallFailed {
        Optional<CollectionInfo> info = info(collection);
        QdrantWork work = work();
        if (info.isPresent()) {
            indexes(collection, info.get(), work);
        }
        if (collection.wanted().isPresent()) {
            work.complete(collection.wanted().get());
        }
        if (info.isPresent() && info.get().getConfig().hasStrictModeConfig()) {
            QdrantWork.done(calls.answer(client.updateCollectionAsync(UpdateCollection.newBuilder()
                    .setCollectionName(collection.name())
                    .setStrictModeConfig(info.get().getConfig().getStrictModeConfig())
                    .build())));
        }
        alias(collection);
    }

    /** Those of which the definition does not speak. */
    private static void indexes(MovedCollection collection, CollectionInfo info, QdrantWork work) throws CallFailed {
        Set<String> defined = collection.wanted().map(VectorCollection::payload).stream()
                .flatMap(List::stream)
                .filter(field -> field.index().isPresent())
                .map(PayloadField::name)
                .collect(Collectors.toCollection(HashSet::new));
        for (var each : new TreeMap<>(info.getPayloadSchemaMap()).entrySet()) {
            if (!defined.contains(each.getKey())) {
                work.index(IndexWriting.again(collection.name(), each.getKey(), each.getValue()));
            }
        }
    }

    private void alias(MovedCollection collection) throws CallFailed {
        if (collection.aliases().isEmpty()) {
            return;
        }
        var aliases = ChangeAliases.newBuilder();
        for (String alias : collection.aliases()) {
            aliases.addActions(AliasOperations.newBuilder()
                    .setCreateAlias(CreateAlias.newBuilder().setAliasName(alias).setCollectionName(collection.name())));
        }
        QdrantWork.done(calls.answer(client.grpcClient().collections().updateAliases(aliases.build())));
    }
}
