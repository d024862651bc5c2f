package io.whisperschema.vector.embedded.internal.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qdrant.client.grpc.JsonWithInt.ListValue;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** Text as it would arrive at a server: half a surrogate pair cannot be sent and becomes a question mark on the way. */
public final class Texts {

    private Texts() {}

    /** A text as it arrives. */
    public static String sent(String text) {
        return isWellFormed(text) ? text : new String(text.getBytes(UTF_8), UTF_8);
    }

    /** A payload as it arrives. */
    public static Map<String, Value> sent(Map<String, Value> payload) {
        boolean wellFormed = payload.entrySet().stream()
                .allMatch(entry -> isWellFormed(entry.getKey()) && isWellFormed(entry.getValue()));
        return wellFormed ? payload : converted(payload);
    }

    private static boolean isWellFormed(Value value) {
        return switch (value.getKindCase()) {
            case STRING_VALUE -> isWellFormed(value.getStringValue());
            case LIST_VALUE -> value.getListValue().getValuesList().stream().allMatch(Texts::isWellFormed);
            case STRUCT_VALUE ->
                value.getStructValue().getFieldsMap().entrySet().stream()
                        .allMatch(entry -> isWellFormed(entry.getKey()) && isWellFormed(entry.getValue()));
            default -> true;
        };
    }

    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static Map<String, Value> converted(Map<String, Value> payload) {
        Map<String, Value> converted = new LinkedHashMap<>();
        payload.forEach((key, value) -> converted.put(sent(key), converted(value)));
        return converted;
    }

    private static Value converted(Value value) {
        return switch (value.getKindCase()) {
            case STRING_VALUE ->
                Value.newBuilder().setStringValue(sent(value.getStringValue())).build();
            case LIST_VALUE -> {
                ListValue.Builder values = ListValue.newBuilder();
                value.getListValue().getValuesList().forEach(each -> values.addValues(converted(each)));
                yield Value.newBuilder().setListValue(values).build();
            }
            case STRUCT_VALUE ->
                Value.newBuilder()
                        .setStructValue(Struct.newBuilder()
                                .putAllFields(converted(value.getStructValue().getFieldsMap())))
                        .build();
            default -> value;
        };
    }
}
