package io.whisperschema.vector.internal.transform;

import io.qdrant.client.grpc.JsonWithInt.ListValue;
import io.qdrant.client.grpc.JsonWithInt.NullValue;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Values of payloads as plain ones of Java, both ways. */
public final class PlainValues {
    private static final Value NULL =
            Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build();

    private PlainValues() {}

    static Map<String, @Nullable Object> plain(Map<String, Value> payload) {
        var plain = new LinkedHashMap<String, @Nullable Object>();
        new TreeMap<>(payload).forEach((field, value) -> plain.put(field, plain(value)));
        return plain;
    }

    static @Nullable Object plain(Value value) {
        return switch (value.getKindCase()) {
            case BOOL_VALUE -> value.getBoolValue();
            case INTEGER_VALUE -> value.getIntegerValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case STRING_VALUE -> value.getStringValue();
            case LIST_VALUE -> plain(value.getListValue().getValuesList());
            case STRUCT_VALUE -> plain(value.getStructValue().getFieldsMap());
            default -> null;
        };
    }

    private static List<@Nullable Object> plain(List<Value> values) {
        var plain = new ArrayList<@Nullable Object>();
        values.forEach(value -> plain.add(plain(value)));
        return plain;
    }

    /** The value; nothing where payloads have no such values. */
    public static Optional<Value> value(@Nullable Object plain) {
        var value = Value.newBuilder();
        if (plain == null) {
            return Optional.of(NULL);
        } else if (plain instanceof String text) {
            value.setStringValue(text);
        } else if (plain instanceof Boolean bool) {
            value.setBoolValue(bool);
        } else if (plain instanceof Long || plain instanceof Integer) {
            value.setIntegerValue(((Number) plain).longValue());
        } else if (plain instanceof Double number && Double.isFinite(number)) {
            value.setDoubleValue(number);
        } else if (plain instanceof List<?> list) {
            return list(list);
        } else if (plain instanceof Map<?, ?> map) {
            return struct(map);
        } else {
            return Optional.empty();
        }
        return Optional.of(value.build());
    }

    private static Optional<Value> list(List<?> plain) {
        var list = ListValue.newBuilder();
        for (Object element : plain) {
            Optional<Value> value = value(element);
            if (value.isEmpty()) {
                return value;
            }
            list.addValues(value.get());
        }
        return Optional.of(Value.newBuilder().setListValue(list).build());
    }

    private static Optional<Value> struct(Map<?, ?> plain) {
        var members = new TreeMap<String, Value>();
        for (Map.Entry<?, ?> entry : plain.entrySet()) {
            Optional<Value> value = value(entry.getValue());
            if (!(entry.getKey() instanceof String name) || value.isEmpty()) {
                return Optional.empty();
            }
            members.put(name, value.get());
        }
        return Optional.of(structOf(members));
    }

    private static Value structOf(Map<String, Value> members) {
        return Value.newBuilder()
                .setStructValue(Struct.newBuilder().putAllFields(members))
                .build();
    }

    /** The same with its keys in order, so that equal values have equal bytes. */
    static Value ordered(Value value) {
        return switch (value.getKindCase()) {
            case LIST_VALUE -> {
                var list = ListValue.newBuilder();
                value.getListValue().getValuesList().forEach(element -> list.addValues(ordered(element)));
                yield Value.newBuilder().setListValue(list).build();
            }
            case STRUCT_VALUE -> structOf(ordered(value.getStructValue().getFieldsMap()));
            default -> value;
        };
    }

    /** The same fields in order, as a map to be changed that keeps it. */
    static Map<String, Value> ordered(Map<String, Value> fields) {
        var ordered = new TreeMap<String, Value>();
        fields.forEach((field, value) -> ordered.put(field, ordered(value)));
        return ordered;
    }
}
