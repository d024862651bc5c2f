package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.JsonWithInt.ListValue;
import io.qdrant.client.grpc.JsonWithInt.NullValue;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Payloads as maps, lists, texts, numbers and truth values. */
final class Json {
    /** JSON's null. */
    enum Null {
        NULL
    }

    private Json() {}

    static Map<String, Object> object(Map<String, Value> fields) {
        var object = new LinkedHashMap<String, Object>();
        fields.forEach((key, value) -> object.put(key, of(value)));
        return object;
    }

    private static Object of(Value value) {
        return switch (value.getKindCase()) {
            case NULL_VALUE, KIND_NOT_SET -> Null.NULL;
            case DOUBLE_VALUE -> finite(value.getDoubleValue());
            case INTEGER_VALUE -> value.getIntegerValue();
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> value.getBoolValue();
            case STRUCT_VALUE -> object(value.getStructValue().getFieldsMap());
            case LIST_VALUE -> {
                var list = new ArrayList<Object>();
                value.getListValue().getValuesList().forEach(each -> list.add(of(each)));
                yield list;
            }
        };
    }

    private static double finite(double number) {
        if (!Double.isFinite(number)) {
            throw Refusal.invalid("cannot convert to json number");
        }
        return number;
    }

    static Map<String, Value> fields(Map<String, Object> object) {
        var fields = new LinkedHashMap<String, Value>();
        object.forEach((key, value) -> fields.put(key, value(value)));
        return fields;
    }

    private static Value value(Object json) {
        var value = Value.newBuilder();
        if (json instanceof Map<?, ?>) {
            value.setStructValue(Struct.newBuilder().putAllFields(fields(asObject(json))));
        } else if (json instanceof List<?> list) {
            var values = ListValue.newBuilder();
            list.forEach(each -> values.addValues(value(each)));
            value.setListValue(values);
        } else if (json instanceof String text) {
            value.setStringValue(text);
        } else if (json instanceof Long number) {
            value.setIntegerValue(number);
        } else if (json instanceof Double number) {
            value.setDoubleValue(number);
        } else if (json instanceof Boolean truth) {
            value.setBoolValue(truth);
        } else {
            value.setNullValue(NullValue.NULL_VALUE);
        }
        return value.build();
    }

    @SuppressWarnings("unchecked") // The keys of objects are texts.
    static Map<String, Object> asObject(Object json) {
        return (Map<String, Object>) json;
    }

    @SuppressWarnings("unchecked") // Any list is one of objects.
    static List<Object> asList(Object json) {
        return (List<Object>) json;
    }

    /** A copy that shares nothing. */
    static Object copy(Object json) {
        if (json instanceof Map<?, ?>) {
            return copy(asObject(json));
        }
        return json instanceof List<?> list
                ? new ArrayList<Object>(list.stream().map(Json::copy).toList())
                : json;
    }

    static Map<String, Object> copy(Map<String, Object> object) {
        var copy = new LinkedHashMap<String, Object>();
        object.forEach((key, value) -> copy.put(key, copy(value)));
        return copy;
    }

    /** Sets what has a value in the changes and removes what is null there. */
    static void merge(Map<String, Object> object, Map<String, Object> changes) {
        changes.forEach((key, value) -> {
            if (value == Null.NULL) {
                object.remove(key);
            } else {
                object.put(key, copy(value));
            }
        });
    }
}
