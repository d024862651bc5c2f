package io.whisperschema.vector.embedded.internal.engine;

import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.CollectionParamsDiff;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Datatype;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.MaxOptimizationThreads;
import io.qdrant.client.grpc.Collections.OptimizersConfigDiff;
import io.qdrant.client.grpc.Collections.QuantizationConfig;
import io.qdrant.client.grpc.Collections.QuantizationConfigDiff;
import io.qdrant.client.grpc.Collections.ShardingMethod;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsDiff;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Collections.VectorsConfigDiff;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.whisperschema.vector.embedded.internal.filter.Payloads;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import io.whisperschema.vector.embedded.internal.score.Metric;
import java.util.Map;
import java.util.TreeMap;

/** Configurations of collections: the server's defaults, and what changes make of them. Most of it is kept and shown only. */
final class Configs {

    private static final HnswConfigDiff HNSW = HnswConfigDiff.newBuilder()
            .setM(16)
            .setEfConstruct(100)
            .setFullScanThreshold(10_000)
            .setMaxIndexingThreads(0)
            .setOnDisk(false)
            .build();

    private static final OptimizersConfigDiff OPTIMIZERS = OptimizersConfigDiff.newBuilder()
            .setDeletedThreshold(0.2)
            .setVacuumMinVectorNumber(1000)
            .setDefaultSegmentNumber(0)
            .setIndexingThreshold(10_000)
            .setFlushIntervalSec(5)
            .setMaxOptimizationThreads(
                    MaxOptimizationThreads.newBuilder().setSetting(MaxOptimizationThreads.Setting.Auto))
            .build();

    private static final io.qdrant.client.grpc.Collections.WalConfigDiff WAL =
            io.qdrant.client.grpc.Collections.WalConfigDiff.newBuilder()
                    .setWalCapacityMb(32)
                    .setWalSegmentsAhead(0)
                    .setWalRetainClosed(1)
                    .build();

    private Configs() {}

    static CollectionConfig of(CreateCollection request) {
        refuseWhatIsMissing(request);
        CollectionConfig.Builder config = CollectionConfig.newBuilder()
                .setParams(params(request))
                .setHnswConfig(HNSW.toBuilder().mergeFrom(request.getHnswConfig()))
                .setOptimizerConfig(OPTIMIZERS.toBuilder().mergeFrom(request.getOptimizersConfig()))
                .setWalConfig(WAL.toBuilder().mergeFrom(request.getWalConfig()))
                .putAllMetadata(Payloads.accepted(request.getMetadataMap()));
        if (request.hasQuantizationConfig()) {
            check(request.getQuantizationConfig());
            config.setQuantizationConfig(request.getQuantizationConfig());
        }
        if (request.hasStrictModeConfig()) {
            config.setStrictModeConfig(request.getStrictModeConfig());
        }
        vectors(config.build()).values().forEach(Configs::check);
        return config.build();
    }

    private static void refuseWhatIsMissing(CreateCollection request) {
        if (request.getSparseVectorsConfig().getMapCount() > 0) {
            throw Refused.unimplemented("EmbeddedQdrant has no sparse vectors");
        }
        if (request.getShardingMethod() == ShardingMethod.Custom) {
            throw Refused.shardKeys();
        }
    }

    static void check(VectorParams params) {
        if (params.hasMultivectorConfig()) {
            throw Refused.unimplemented("EmbeddedQdrant has no multivectors");
        }
        if (params.getDatatype() != Datatype.Default && params.getDatatype() != Datatype.Float32) {
            throw Refused.unimplemented("EmbeddedQdrant keeps vectors as Float32 only");
        }
        Metric.of(params.getDistance());
        if (params.hasQuantizationConfig()) {
            check(params.getQuantizationConfig());
        }
    }

    private static void check(QuantizationConfig config) {
        if (config.getQuantizationCase() == QuantizationConfig.QuantizationCase.QUANTIZATION_NOT_SET) {
            throw Refused.invalid("Unable to convert quantization config");
        }
    }

    private static CollectionParams params(CreateCollection request) {
        CollectionParams.Builder params = CollectionParams.newBuilder()
                .setShardNumber(request.hasShardNumber() ? request.getShardNumber() : 1)
                .setReplicationFactor(request.hasReplicationFactor() ? request.getReplicationFactor() : 1)
                .setWriteConsistencyFactor(
                        request.hasWriteConsistencyFactor() ? request.getWriteConsistencyFactor() : 1)
                .setOnDiskPayload(!request.hasOnDiskPayload() || request.getOnDiskPayload())
                .setVectorsConfig(
                        request.getVectorsConfig().getConfigCase() == VectorsConfig.ConfigCase.CONFIG_NOT_SET
                                ? named(Map.of())
                                : request.getVectorsConfig());
        if (request.hasShardingMethod()) {
            params.setShardingMethod(request.getShardingMethod());
        }
        return params.build();
    }

    private static VectorsConfig named(Map<String, VectorParams> vectors) {
        return VectorsConfig.newBuilder()
                .setParamsMap(VectorParamsMap.newBuilder().putAllMap(vectors))
                .build();
    }

    /** By name; the unnamed vector's name is empty. */
    static Map<String, VectorParams> vectors(CollectionConfig config) {
        VectorsConfig vectors = config.getParams().getVectorsConfig();
        return vectors.hasParams()
                ? Map.of("", vectors.getParams())
                : new TreeMap<>(vectors.getParamsMap().getMapMap());
    }

    private static CollectionConfig with(CollectionConfig config, VectorsConfig vectors) {
        return config.toBuilder()
                .setParams(config.getParams().toBuilder().setVectorsConfig(vectors))
                .build();
    }

    /** With one more name, an unnamed vector gets the empty one. */
    static CollectionConfig withVector(CollectionConfig config, String name, VectorParams params) {
        Map<String, VectorParams> vectors = new TreeMap<>(vectors(config));
        vectors.put(name, params);
        return with(config, named(vectors));
    }

    static CollectionConfig withoutVector(CollectionConfig config, String name) {
        Map<String, VectorParams> vectors = new TreeMap<>(vectors(config));
        return vectors.remove(name) == null ? config : with(config, named(vectors));
    }

    static CollectionConfig updated(CollectionConfig config, UpdateCollection update) {
        if (update.getSparseVectorsConfig().getMapCount() > 0) {
            throw Refused.unimplemented("EmbeddedQdrant has no sparse vectors");
        }
        CollectionConfig.Builder updated = withUpdatedVectors(config, update.getVectorsConfig()).toBuilder();
        updated.getOptimizerConfigBuilder().mergeFrom(update.getOptimizersConfig());
        updated.getHnswConfigBuilder().mergeFrom(update.getHnswConfig());
        updateParams(updated.getParamsBuilder(), update.getParams());
        if (update.hasQuantizationConfig()) {
            setQuantization(updated, update.getQuantizationConfig());
        }
        if (update.hasStrictModeConfig()) {
            updated.getStrictModeConfigBuilder().mergeFrom(update.getStrictModeConfig());
        }
        return updated.clearMetadata()
                .putAllMetadata(metadata(config.getMetadataMap(), Payloads.accepted(update.getMetadataMap())))
                .build();
    }

    /** The first metadata of a collection are kept as they come, with what is null there. */
    private static Map<String, Value> metadata(Map<String, Value> now, Map<String, Value> update) {
        return now.isEmpty() ? update : Payloads.merged(now, update);
    }

    private static void updateParams(CollectionParams.Builder params, CollectionParamsDiff diff) {
        if (diff.hasReplicationFactor()) {
            params.setReplicationFactor(diff.getReplicationFactor());
        }
        if (diff.hasWriteConsistencyFactor()) {
            params.setWriteConsistencyFactor(diff.getWriteConsistencyFactor());
        }
        if (diff.hasOnDiskPayload()) {
            params.setOnDiskPayload(diff.getOnDiskPayload());
        }
        if (diff.hasReadFanOutFactor()) {
            params.setReadFanOutFactor(diff.getReadFanOutFactor());
        }
        if (diff.hasReadFanOutDelayMs()) {
            params.setReadFanOutDelayMs(diff.getReadFanOutDelayMs());
        }
    }

    private static void setQuantization(CollectionConfig.Builder config, QuantizationConfigDiff diff) {
        if (diff.hasDisabled()) {
            config.clearQuantizationConfig();
        } else {
            config.setQuantizationConfig(quantization(diff));
        }
    }

    private static QuantizationConfig quantization(QuantizationConfigDiff diff) {
        QuantizationConfig.Builder config = QuantizationConfig.newBuilder();
        switch (diff.getQuantizationCase()) {
            case SCALAR -> config.setScalar(diff.getScalar());
            case PRODUCT -> config.setProduct(diff.getProduct());
            case BINARY -> config.setBinary(diff.getBinary());
            case TURBOQUANT -> config.setTurboquant(diff.getTurboquant());
            case DISABLED -> {}
            case QUANTIZATION_NOT_SET -> throw Refused.invalid("Quantization type is not specified");
        }
        return config.build();
    }

    private static CollectionConfig withUpdatedVectors(CollectionConfig config, VectorsConfigDiff diff) {
        Map<String, VectorParamsDiff> diffs = diff.hasParams()
                ? Map.of("", diff.getParams())
                : diff.getParamsMap().getMapMap();
        CollectionConfig updated = config;
        for (Map.Entry<String, VectorParamsDiff> change : diffs.entrySet()) {
            updated = withUpdatedVector(updated, change.getKey(), change.getValue());
        }
        return updated;
    }

    private static CollectionConfig withUpdatedVector(CollectionConfig config, String name, VectorParamsDiff diff) {
        VectorParams now = vectors(config).get(name);
        if (now == null) {
            throw Refused.invalid("Wrong input: Not existing vector name error: " + name);
        }
        VectorParams.Builder updated = now.toBuilder();
        if (diff.hasHnswConfig()) {
            updated.getHnswConfigBuilder().mergeFrom(diff.getHnswConfig());
        }
        if (diff.hasQuantizationConfig()) {
            if (diff.getQuantizationConfig().hasDisabled()) {
                updated.clearQuantizationConfig();
            } else {
                updated.setQuantizationConfig(quantization(diff.getQuantizationConfig()));
            }
        }
        if (diff.hasOnDisk()) {
            updated.setOnDisk(diff.getOnDisk());
        }
        VectorsConfig vectors = config.getParams().getVectorsConfig();
        return vectors.hasParams()
                ? with(config, vectors.toBuilder().setParams(updated).build())
                : withVector(config, name, updated.build());
    }
}
