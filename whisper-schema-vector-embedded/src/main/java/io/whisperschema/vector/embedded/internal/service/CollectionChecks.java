package io.whisperschema.vector.embedded.internal.service;

import io.qdrant.client.grpc.Collections.CollectionParamsDiff;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.OptimizersConfigDiff;
import io.qdrant.client.grpc.Collections.ScalarQuantization;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsDiff;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Collections.VectorsConfigDiff;
import io.qdrant.client.grpc.Collections.WalConfigDiff;

/** The server's checks of requests that define collections. */
final class CollectionChecks {

    private CollectionChecks() {}

    static void check(CreateCollection request) {
        Checks checks = new Checks().newName(request.getCollectionName());
        checks.atLeast("shard_number", request.hasShardNumber(), request.getShardNumber(), 1);
        checks.atLeast("replication_factor", request.hasReplicationFactor(), request.getReplicationFactor(), 1);
        checks.atLeast(
                "write_consistency_factor",
                request.hasWriteConsistencyFactor(),
                request.getWriteConsistencyFactor(),
                1);
        check(checks.within("hnsw_config"), request.getHnswConfig());
        check(checks.within("optimizers_config"), request.getOptimizersConfig());
        check(checks.within("wal_config"), request.getWalConfig());
        check(
                checks.within("quantization_config"),
                request.getQuantizationConfig().getScalar());
        check(checks.within("vectors_config").within("config"), request.getVectorsConfig());
        checks.done();
        request.getVectorsConfig()
                .getParamsMap()
                .getMapMap()
                .keySet()
                .forEach(name -> Checks.vectorName("dense vector name", name));
    }

    static void check(UpdateCollection request) {
        Checks checks = new Checks().name(request.getCollectionName());
        checks.atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1);
        check(checks.within("hnsw_config"), request.getHnswConfig());
        check(checks.within("optimizers_config"), request.getOptimizersConfig());
        check(
                checks.within("quantization_config"),
                request.getQuantizationConfig().getScalar());
        check(checks.within("vectors_config").within("config"), request.getVectorsConfig());
        CollectionParamsDiff params = request.getParams();
        checks.within("params")
                .atLeast("replication_factor", params.hasReplicationFactor(), params.getReplicationFactor(), 1)
                .atLeast(
                        "write_consistency_factor",
                        params.hasWriteConsistencyFactor(),
                        params.getWriteConsistencyFactor(),
                        1);
        checks.done();
    }

    private static void check(Checks checks, VectorsConfig config) {
        if (config.hasParams()) {
            check(checks, config.getParams());
        }
        Checks named = checks.within("map").within("[]");
        config.getParamsMap().getMapMap().values().forEach(params -> check(named, params));
    }

    private static void check(Checks checks, VectorParams params) {
        checks.size("size", params.getSize());
        check(checks.within("hnsw_config"), params.getHnswConfig());
        check(
                checks.within("quantization_config"),
                params.getQuantizationConfig().getScalar());
    }

    private static void check(Checks checks, VectorsConfigDiff config) {
        check(checks, config.getParams());
        Checks named = checks.within("map").within("[]");
        config.getParamsMap().getMapMap().values().forEach(params -> check(named, params));
    }

    private static void check(Checks checks, VectorParamsDiff params) {
        check(checks.within("hnsw_config"), params.getHnswConfig());
        check(
                checks.within("quantization_config"),
                params.getQuantizationConfig().getScalar());
    }

    private static void check(Checks checks, ScalarQuantization config) {
        checks.within("quantization").between("quantile", config.hasQuantile(), config.getQuantile(), 0.5, 1.0);
    }

    private static void check(Checks checks, HnswConfigDiff config) {
        checks.atLeast("ef_construct", config.hasEfConstruct(), config.getEfConstruct(), 4);
    }

    private static void check(Checks checks, WalConfigDiff config) {
        checks.atLeast("wal_capacity_mb", config.hasWalCapacityMb(), config.getWalCapacityMb(), 1);
        checks.atLeast("wal_retain_closed", config.hasWalRetainClosed(), config.getWalRetainClosed(), 1);
    }

    private static void check(Checks checks, OptimizersConfigDiff config) {
        checks.between("deleted_threshold", config.hasDeletedThreshold(), config.getDeletedThreshold(), 0.0, 1.0);
        checks.atLeast(
                "vacuum_min_vector_number", config.hasVacuumMinVectorNumber(), config.getVacuumMinVectorNumber(), 100);
        checks.atLeast("max_segment_size", config.hasMaxSegmentSize(), config.getMaxSegmentSize(), 1);
    }
}
