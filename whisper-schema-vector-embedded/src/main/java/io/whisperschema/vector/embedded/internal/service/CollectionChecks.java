package io.whisperschema.vector.embedded.internal.service;

import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.OptimizersConfigDiff;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfig;
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
        check(checks, "hnsw_config", request.getHnswConfig());
        check(checks, request.getOptimizersConfig());
        check(checks, request.getWalConfig());
        check(checks, request.getVectorsConfig());
        checks.done();
    }

    static void check(UpdateCollection request) {
        Checks checks = new Checks().name(request.getCollectionName());
        checks.atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1);
        check(checks, "hnsw_config", request.getHnswConfig());
        check(checks, request.getOptimizersConfig());
        checks.atLeast(
                "params.replication_factor",
                request.getParams().hasReplicationFactor(),
                request.getParams().getReplicationFactor(),
                1);
        checks.atLeast(
                "params.write_consistency_factor",
                request.getParams().hasWriteConsistencyFactor(),
                request.getParams().getWriteConsistencyFactor(),
                1);
        checks.done();
    }

    private static void check(Checks checks, VectorsConfig config) {
        if (config.hasParams()) {
            check(checks, "vectors_config.config", config.getParams());
        }
        config.getParamsMap()
                .getMapMap()
                .forEach((name, params) -> check(checks, "vectors_config.config.map.[]", params));
    }

    private static void check(Checks checks, String field, VectorParams params) {
        checks.size(field + ".size", params.getSize());
        check(checks, field + ".hnsw_config", params.getHnswConfig());
    }

    private static void check(Checks checks, String field, HnswConfigDiff config) {
        checks.atLeast(field + ".ef_construct", config.hasEfConstruct(), config.getEfConstruct(), 4);
    }

    private static void check(Checks checks, WalConfigDiff config) {
        checks.atLeast("wal_config.wal_capacity_mb", config.hasWalCapacityMb(), config.getWalCapacityMb(), 1);
        checks.atLeast("wal_config.wal_retain_closed", config.hasWalRetainClosed(), config.getWalRetainClosed(), 1);
    }

    private static void check(Checks checks, OptimizersConfigDiff config) {
        checks.between(
                "optimizers_config.deleted_threshold",
                config.hasDeletedThreshold(),
                config.getDeletedThreshold(),
                0.0,
                1.0);
        checks.atLeast(
                "optimizers_config.vacuum_min_vector_number",
                config.hasVacuumMinVectorNumber(),
                config.getVacuumMinVectorNumber(),
                100);
        checks.atLeast("optimizers_config.max_segment_size", config.hasMaxSegmentSize(), config.getMaxSegmentSize(), 1);
    }
}
