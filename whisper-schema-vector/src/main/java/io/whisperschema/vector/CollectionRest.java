package io.whisperschema.vector;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.OptimizersConfigDiff;
import io.qdrant.client.grpc.Collections.QuantizationConfig;
import io.qdrant.client.grpc.Collections.ShardingMethod;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.WalConfigDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a configuration says beyond what a definition can: taken away what {@link CollectionReading} reads and what servers
 * set by themselves, whatever is left, known to this client or not.
 *
 * @param config the configuration
 */
record CollectionRest(CollectionConfig config) {
    private static final Set<Long> USUAL_THRESHOLDS = Set.of(10_000L, 20_000L);
    private static final double USUAL_DELETED = 0.2;
    private static final long USUAL_VACUUM = 1000;
    private static final long USUAL_FLUSH = 5;
    private static final long USUAL_WAL = 32;

    /**
     * One thing that is set.
     *
     * @param type what kind of thing
     * @param name its name
     * @param value to what
     */
    record Setting(String type, String name, String value) {}

    List<Setting> settings() {
        var settings = new ArrayList<Setting>();
        CollectionReading.vectors(config)
                .forEach((vector, params) -> beyond(params)
                        .ifPresent(rest ->
                                settings.add(new Setting("setting of vector", vector, CollectionReading.text(rest)))));
        config.getParams()
                .getSparseVectorsConfig()
                .getMapMap()
                .forEach((vector, params) ->
                        settings.add(new Setting("sparse vector", vector, CollectionReading.text(params))));
        config.getMetadataMap().forEach((key, value) -> {
            if (!key.equals(RecordText.KEY)) {
                settings.add(new Setting("metadata", key, CollectionReading.text(value)));
            }
        });
        if (config.getParams().getShardNumber() > 0 && !config.getParams().getOnDiskPayload()) {
            settings.add(new Setting("setting", "on_disk_payload", "false"));
        }
        addAll(settings, params());
        addAll(settings, whole());
        return settings;
    }

    private static void addAll(List<Setting> settings, Message rest) {
        rest.getAllFields()
                .forEach((field, value) -> settings.add(new Setting("setting", field.getName(), text(value))));
        if (rest.getUnknownFields().getSerializedSize() > 0) {
            settings.add(new Setting(
                    "setting",
                    "of a newer server",
                    rest.getUnknownFields().toString().strip()));
        }
    }

    private static String text(Object value) {
        return value instanceof Message message ? CollectionReading.text(message) : String.valueOf(value);
    }

    private Message params() {
        var params = config.getParams().toBuilder()
                .clearShardNumber()
                .clearReplicationFactor()
                .clearWriteConsistencyFactor()
                .clearOnDiskPayload()
                .clearVectorsConfig()
                .clearSparseVectorsConfig();
        if (params.getShardingMethod() == ShardingMethod.Auto) {
            params.clearShardingMethod();
        }
        return params.build();
    }

    /** What is set for the whole collection beyond what is usual. */
    CollectionConfig whole() {
        var whole = config.toBuilder().clearParams().clearMetadata();
        keep(whole, "hnsw_config", hnsw(whole.getHnswConfig()));
        keep(whole, "quantization_config", quantization(whole.getQuantizationConfig()));
        keep(whole, "optimizer_config", optimizers(whole.getOptimizerConfig()));
        keep(whole, "wal_config", wal(whole.getWalConfig()));
        if (!whole.getStrictModeConfig().getEnabled()
                && whole.getStrictModeConfig().getAllFields().size() <= 1) {
            whole.clearStrictModeConfig();
        }
        return whole.build();
    }

    private static void keep(CollectionConfig.Builder whole, String name, Message rest) {
        FieldDescriptor field = whole.getDescriptorForType().findFieldByName(name);
        if (rest.getSerializedSize() == 0) {
            whole.clearField(field);
        } else {
            whole.setField(field, rest);
        }
    }

    /** A multivector is foreign as a whole. */
    private static Optional<Message> beyond(VectorParams params) {
        if (params.hasMultivectorConfig()) {
            return Optional.empty();
        }
        var rest = params.toBuilder()
                .clearSize()
                .clearDistance()
                .clearDatatype()
                .clearOnDisk()
                .clearHnswConfig()
                .clearQuantizationConfig();
        HnswConfigDiff hnsw = hnsw(params.getHnswConfig());
        if (hnsw.getSerializedSize() > 0) {
            rest.setHnswConfig(hnsw);
        }
        QuantizationConfig quantization = quantization(params.getQuantizationConfig());
        if (quantization.getSerializedSize() > 0) {
            rest.setQuantizationConfig(quantization);
        }
        return Optional.<Message>of(rest.build()).filter(left -> left.getSerializedSize() > 0);
    }

    private static HnswConfigDiff hnsw(HnswConfigDiff hnsw) {
        var rest = hnsw.toBuilder()
                .clearM()
                .clearEfConstruct()
                .clearFullScanThreshold()
                .clearOnDisk();
        clearIf(rest, Map.of("max_indexing_threads", Long.valueOf(0)::equals));
        return rest.build();
    }

    /** A kind that is read is itself no setting; what it holds beyond is. */
    private static QuantizationConfig quantization(QuantizationConfig config) {
        var rest = config.toBuilder();
        if (SpaceReading.quantization(config).isEmpty()) {
            return config;
        }
        config.getAllFields().forEach((field, kind) -> {
            var left = ((Message) kind).toBuilder();
            for (String read : List.of("type", "quantile", "always_ram", "compression")) {
                FieldDescriptor part = left.getDescriptorForType().findFieldByName(read);
                if (part != null) {
                    left.clearField(part);
                }
            }
            if (left.build().getSerializedSize() == 0) {
                rest.clearField(field);
            } else {
                rest.setField(field, left.build());
            }
        });
        return rest.build();
    }

    private static Message optimizers(OptimizersConfigDiff optimizers) {
        var rest = optimizers.toBuilder();
        clearIf(
                rest,
                Map.of(
                        "deleted_threshold", Double.valueOf(USUAL_DELETED)::equals,
                        "vacuum_min_vector_number", Long.valueOf(USUAL_VACUUM)::equals,
                        "default_segment_number", Long.valueOf(0)::equals,
                        "indexing_threshold", USUAL_THRESHOLDS::contains,
                        "flush_interval_sec", Long.valueOf(USUAL_FLUSH)::equals,
                        "max_optimization_threads", CollectionRest::isAutomatic));
        return rest.build();
    }

    private static boolean isAutomatic(Object threads) {
        return ((Message) threads)
                .getAllFields().values().stream().map(Object::toString).allMatch("Auto"::equals);
    }

    private static Message wal(WalConfigDiff wal) {
        var rest = wal.toBuilder();
        clearIf(
                rest,
                Map.of(
                        "wal_capacity_mb", Long.valueOf(USUAL_WAL)::equals,
                        "wal_segments_ahead", Long.valueOf(0)::equals,
                        "wal_retain_closed", Long.valueOf(1)::equals));
        return rest.build();
    }

    private static void clearIf(Message.Builder rest, Map<String, Predicate<Object>> usual) {
        usual.forEach((name, isUsual) -> {
            FieldDescriptor field = rest.getDescriptorForType().findFieldByName(name);
            if (field != null && rest.hasField(field) && isUsual.test(rest.getField(field))) {
                rest.clearField(field);
            }
        });
    }
}
