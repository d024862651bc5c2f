package io.whisperschema.vector.embedded.internal.filter;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.qdrant.client.grpc.JsonWithInt.ListValue;
import io.qdrant.client.grpc.JsonWithInt.NullValue;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.Map;

/** Payloads written as JSON, with single quotes. */
final class Payload {
    private Payload() {}

    static Map<String, Value> of(String json) {
        return value(json).getStructValue().getFieldsMap();
    }

    static Value value(String json) {
        return value(JsonParser.parseString(json));
    }

    private static Value value(JsonElement json) {
        var value = Value.newBuilder();
        if (json.isJsonNull()) {
            return value.setNullValue(NullValue.NULL_VALUE).build();
        }
        if (json.isJsonArray()) {
            var list = ListValue.newBuilder();
            json.getAsJsonArray().forEach(element -> list.addValues(value(element)));
            return value.setListValue(list).build();
        }
        if (json.isJsonObject()) {
            var struct = Struct.newBuilder();
            json.getAsJsonObject()
                    .entrySet()
                    .forEach(field -> struct.putFields(field.getKey(), value(field.getValue())));
            return value.setStructValue(struct).build();
        }
        return scalar(json, value);
    }

    private static Value scalar(JsonElement json, Value.Builder value) {
        if (json.getAsJsonPrimitive().isBoolean()) {
            return value.setBoolValue(json.getAsBoolean()).build();
        }
        if (json.getAsJsonPrimitive().isString()) {
            return value.setStringValue(json.getAsString()).build();
        }
        boolean whole = json.getAsString().matches("-?[0-9]+");
        return whole
                ? value.setIntegerValue(json.getAsLong()).build()
                : value.setDoubleValue(json.getAsDouble()).build();
    }
}
