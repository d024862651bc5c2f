package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.JsonWithInt.ListValue;
import io.qdrant.client.grpc.JsonWithInt.NullValue;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the server makes of the payload of a request. */
public final class Payloads {
    private static final Value NULL =
            Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build();

    private Payloads() {}

    /** A value without a kind becomes null; a number that JSON does not know is refused. */
    public static Map<String, Value> accepted(Map<String, Value> payload) {
        var accepted = new LinkedHashMap<String, Value>();
        payload.forEach((key, value) -> accepted.put(key, accepted(value)));
        return accepted;
    }

    private static Value accepted(Value value) {
        return switch (value.getKindCase()) {
            case DOUBLE_VALUE -> finite(value);
            case STRUCT_VALUE -> struct(accepted(value.getStructValue().getFieldsMap()));
            case LIST_VALUE -> list(value.getListValue());
            case KIND_NOT_SET -> NULL;
            default -> value;
        };
    }

    private static Value finite(Value value) {
        if (!Double.isFinite(value.getDoubleValue())) {
            throw Refused.invalid("cannot convert to json number");
        }
        return value;
    }

    private static Value list(ListValue values) {
        var accepted = ListValue.newBuilder();
        values.getValuesList().forEach(value -> accepted.addValues(accepted(value)));
        return Value.newBuilder().setListValue(accepted).build();
    }

    /** Sets what has a value in {@code changes} and leaves out what is null there; a new map. */
    public static Map<String, Value> merged(Map<String, Value> payload, Map<String, Value> changes) {
        var merged = new LinkedHashMap<>(payload);
        changes.forEach((key, value) -> {
            if (value.hasNullValue()) {
                merged.remove(key);
            } else {
                merged.put(key, value);
            }
        });
        return merged;
    }

    static Value struct(Map<String, Value> fields) {
        return Value.newBuilder()
                .setStructValue(Struct.newBuilder().putAllFields(fields))
                .build();
    }

    static Value list(Iterable<Value> values) {
        return Value.newBuilder()
                .setListValue(ListValue.newBuilder().addAllValues(values))
                .build();
    }
}
