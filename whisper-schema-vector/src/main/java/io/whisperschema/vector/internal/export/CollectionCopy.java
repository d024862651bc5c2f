package io.whisperschema.vector.internal.export;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.CollectionParamsDiff;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Datatype;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import java.util.Collection;
import java.util.List;

/**
 * What makes a collection like one that a server described.
 *
 * @param info what the server told of it
 */
public record CollectionCopy(CollectionInfo info) {
    private static final double EXACT = 1e-5;
    private static final double ROUNDED = 2e-3;

    private CollectionConfig config() {
        return info.getConfig();
    }

    /** Whether a newer server told what this client has no word for. */
    public boolean isBeyondThisClient() {
        return hasUnknown(info) || info.getPayloadSchemaMap().values().stream().anyMatch(CollectionCopy::isUnknown);
    }

    private static boolean isUnknown(PayloadSchemaInfo index) {
        return index.getDataType() == PayloadSchemaType.UNRECOGNIZED
                || index.getDataType() == PayloadSchemaType.UnknownType;
    }

    private static boolean hasUnknown(Message message) {
        return message.getUnknownFields().getSerializedSize() > 0
                || message.getAllFields().entrySet().stream()
                        .anyMatch(field -> hasUnknown(field.getKey(), field.getValue()));
    }

    private static boolean hasUnknown(FieldDescriptor field, Object value) {
        if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
            return false;
        }
        Collection<?> values = field.isRepeated() ? (List<?>) value : List.of(value);
        return values.stream().anyMatch(each -> hasUnknown((Message) each));
    }

    /** How far vectors may be off that were written and read. */
    public double tolerance() {
        VectorsConfig vectors = config().getParams().getVectorsConfig();
        Collection<VectorParams> all = vectors.hasParams()
                ? List.of(vectors.getParams())
                : vectors.getParamsMap().getMapMap().values();
        boolean isExact = all.stream()
                .map(VectorParams::getDatatype)
                .allMatch(type -> type == Datatype.Default || type == Datatype.Float32);
        return isExact ? EXACT : ROUNDED;
    }

    /** Creates it, without metadata, strict mode, and what only an update can set. */
    public CreateCollection.Builder creation(String name) {
        CollectionConfig config = config();
        CollectionParams params = config.getParams();
        var creation = CreateCollection.newBuilder().setCollectionName(name);
        if (params.getShardNumber() > 0) {
            creation.setShardNumber(params.getShardNumber());
        }
        if (params.hasReplicationFactor()) {
            creation.setReplicationFactor(params.getReplicationFactor());
        }
        if (params.hasWriteConsistencyFactor()) {
            creation.setWriteConsistencyFactor(params.getWriteConsistencyFactor());
        }
        creation.setOnDiskPayload(params.getOnDiskPayload());
        if (params.hasVectorsConfig()) {
            creation.setVectorsConfig(params.getVectorsConfig());
        }
        if (params.hasSparseVectorsConfig()) {
            creation.setSparseVectorsConfig(params.getSparseVectorsConfig());
        }
        if (params.hasShardingMethod()) {
            creation.setShardingMethod(params.getShardingMethod());
        }
        return withIndexing(creation, config);
    }

    private static CreateCollection.Builder withIndexing(CreateCollection.Builder creation, CollectionConfig config) {
        if (config.hasHnswConfig()) {
            creation.setHnswConfig(config.getHnswConfig());
        }
        if (config.hasOptimizerConfig()) {
            creation.setOptimizersConfig(config.getOptimizerConfig());
        }
        if (config.hasWalConfig()) {
            creation.setWalConfig(config.getWalConfig());
        }
        if (config.hasQuantizationConfig()) {
            creation.setQuantizationConfig(config.getQuantizationConfig());
        }
        return creation;
    }

    /** Sets what would hinder who fills it, or what only an update can set. */
    public UpdateCollection.Builder completion(String name) {
        CollectionParams params = config().getParams();
        var completion = UpdateCollection.newBuilder().setCollectionName(name);
        if (config().hasStrictModeConfig()) {
            completion.setStrictModeConfig(config().getStrictModeConfig());
        }
        var diff = CollectionParamsDiff.newBuilder();
        if (params.hasReadFanOutFactor()) {
            diff.setReadFanOutFactor(params.getReadFanOutFactor());
        }
        if (params.hasReadFanOutDelayMs()) {
            diff.setReadFanOutDelayMs(params.getReadFanOutDelayMs());
        }
        return diff.build().getSerializedSize() == 0 ? completion : completion.setParams(diff);
    }
}
