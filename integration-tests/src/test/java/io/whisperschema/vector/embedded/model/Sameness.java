package io.whisperschema.vector.embedded.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionParams;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether two answers say the same. Scores and vectors may be a little apart. */
final class Sameness {
    /** What is only kept and shown, or differs each time. */
    private static final Set<String> UNCOMPARED = Set.of(
            "time",
            CollectionInfo.getDescriptor().getFullName() + ".status",
            CollectionInfo.getDescriptor().getFullName() + ".optimizer_status",
            CollectionInfo.getDescriptor().getFullName() + ".segments_count",
            CollectionInfo.getDescriptor().getFullName() + ".update_queue",
            CollectionInfo.getDescriptor().getFullName() + ".indexed_vectors_count",
            CollectionConfig.getDescriptor().getFullName() + ".hnsw_config",
            CollectionConfig.getDescriptor().getFullName() + ".optimizer_config",
            CollectionConfig.getDescriptor().getFullName() + ".wal_config",
            CollectionParams.getDescriptor().getFullName() + ".shard_number",
            CollectionParams.getDescriptor().getFullName() + ".on_disk_payload",
            CollectionParams.getDescriptor().getFullName() + ".replication_factor",
            CollectionParams.getDescriptor().getFullName() + ".write_consistency_factor");

    private Sameness() {}

    static void assertSame(Message found, Message expected) {
        if (!isSame(found, expected)) {
            assertThat(found.toString()).isEqualTo(expected.toString());
        }
    }

    private static boolean isSame(Message left, Message right) {
        Set<FieldDescriptor> fields = new TreeSet<>(left.getAllFields().keySet());
        fields.addAll(right.getAllFields().keySet());
        return fields.stream()
                .filter(field -> !UNCOMPARED.contains(field.getName()) && !UNCOMPARED.contains(field.getFullName()))
                .allMatch(field -> (!field.hasPresence() || left.hasField(field) == right.hasField(field))
                        && isSame(left.getField(field), right.getField(field)));
    }

    private static boolean isSame(Object left, Object right) {
        if (left instanceof List<?> some && right instanceof List<?> others) {
            return isSame(some, others);
        }
        if (left instanceof Message one && right instanceof Message other) {
            return isSame(one, other);
        }
        return left instanceof Float one && right instanceof Float other
                ? one.equals(other) || Math.abs(one - other) <= Close.TOLERANCE
                : left.equals(right);
    }

    private static boolean isSame(List<?> left, List<?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        if (!left.isEmpty() && left.get(0) instanceof Message && isMap(left.get(0))) {
            return left.stream().allMatch(one -> right.stream().anyMatch(other -> isSame(one, other)));
        }
        for (int i = 0; i < left.size(); i++) {
            if (!isSame(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMap(Object entry) {
        return ((Message) entry).getDescriptorForType().getOptions().getMapEntry();
    }
}
