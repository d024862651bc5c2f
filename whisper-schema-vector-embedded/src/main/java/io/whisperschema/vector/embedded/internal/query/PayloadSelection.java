package io.whisperschema.vector.embedded.internal.query;

import io.qdrant.client.grpc.JsonWithInt.ListValue;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import io.whisperschema.vector.embedded.internal.filter.PayloadPath;
import io.whisperschema.vector.embedded.internal.filter.PayloadPath.Item;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which parts of payloads a caller wants. */
public final class PayloadSelection {

    /** The whole payload. */
    public static final PayloadSelection ALL = new PayloadSelection(Mode.ALL, List.of());

    /** No payload. */
    public static final PayloadSelection NONE = new PayloadSelection(Mode.NONE, List.of());

    private enum Mode {
        ALL,
        NONE,
        INCLUDE,
        EXCLUDE
    }

    private final Mode mode;
    private final List<PayloadPath> paths;

    private PayloadSelection(Mode mode, List<PayloadPath> paths) {
        this.mode = mode;
        this.paths = paths;
    }

    /** What a selector asks for. */
    public static PayloadSelection of(WithPayloadSelector selector) {
        return switch (selector.getSelectorOptionsCase()) {
            case ENABLE -> selector.getEnable() ? ALL : NONE;
            case INCLUDE ->
                new PayloadSelection(Mode.INCLUDE, paths(selector.getInclude().getFieldsList()));
            case EXCLUDE ->
                new PayloadSelection(Mode.EXCLUDE, paths(selector.getExclude().getFieldsList()));
            case SELECTOROPTIONS_NOT_SET -> throw Refused.invalid("No PayloadSelector");
        };
    }

    /** Only what is at a path. */
    static PayloadSelection only(PayloadPath path) {
        return new PayloadSelection(Mode.INCLUDE, List.of(path));
    }

    private static List<PayloadPath> paths(List<String> fields) {
        return fields.stream().map(PayloadPath::of).toList();
    }

    /** The selected part. */
    Map<String, Value> of(Map<String, Value> payload) {
        return switch (mode) {
            case ALL -> payload;
            case NONE -> Map.of();
            case INCLUDE, EXCLUDE -> selected(payload);
        };
    }

    private Map<String, Value> selected(Map<String, Value> payload) {
        Map<String, Value> selected = new LinkedHashMap<>();
        payload.forEach((key, value) -> {
            if (wants(key, List.of())) {
                selected.put(key, selected(key, new ArrayList<>(), value));
            }
        });
        return selected;
    }

    private Value selected(String first, List<Item> path, Value value) {
        if (value.hasListValue()) {
            return elements(first, path, value.getListValue());
        }
        return value.hasStructValue() ? fields(first, path, value.getStructValue()) : value;
    }

    private Value elements(String first, List<Item> path, ListValue values) {
        ListValue.Builder selected = ListValue.newBuilder();
        path.add(PayloadPath.Every.ELEMENT);
        if (wants(first, path)) {
            values.getValuesList().forEach(value -> selected.addValues(selected(first, path, value)));
        }
        path.remove(path.size() - 1);
        return Value.newBuilder().setListValue(selected).build();
    }

    private Value fields(String first, List<Item> path, Struct values) {
        Struct.Builder selected = Struct.newBuilder();
        values.getFieldsMap().forEach((key, value) -> {
            path.add(new PayloadPath.Key(key));
            if (wants(first, path)) {
                selected.putFields(key, selected(first, path, value));
            }
            path.remove(path.size() - 1);
        });
        return Value.newBuilder().setStructValue(selected).build();
    }

    private boolean wants(String first, List<Item> path) {
        return mode == Mode.INCLUDE
                ? paths.stream().anyMatch(wanted -> leadsTo(wanted, first, path))
                : paths.stream().noneMatch(unwanted -> covers(unwanted, first, path));
    }

    /** Whether one of the two is the beginning of the other. */
    private static boolean leadsTo(PayloadPath wanted, String first, List<Item> path) {
        int shared = Math.min(wanted.rest().size(), path.size());
        return wanted.first().equals(first) && wanted.rest().subList(0, shared).equals(path.subList(0, shared));
    }

    private static boolean covers(PayloadPath unwanted, String first, List<Item> path) {
        int length = unwanted.rest().size();
        return unwanted.first().equals(first)
                && length <= path.size()
                && unwanted.rest().equals(path.subList(0, length));
    }
}
