package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.ArrayList;
import java.util.List;

/** What conditions and indexes see in the values at a path. */
final class Values {
    private Values() {}

    /** Arrays are taken apart, those within them are not. */
    static List<Value> elements(List<Value> values) {
        if (values.size() == 1) {
            return elements(values.get(0));
        }
        var elements = new ArrayList<Value>();
        values.forEach(value -> elements.addAll(elements(value)));
        return elements;
    }

    static List<Value> elements(Value value) {
        return value.hasListValue() ? value.getListValue().getValuesList() : List.of(value);
    }

    /** Missing, null and {@code []} are empty. */
    static boolean areEmpty(List<Value> values) {
        return values.stream().allMatch(Values::isEmpty);
    }

    static boolean isEmpty(Value value) {
        return value.hasNullValue()
                || (value.hasListValue() && value.getListValue().getValuesCount() == 0);
    }

    /** Whether a value is null or an array with a null in it. */
    static boolean holdsNull(Value value) {
        return elements(value).stream().anyMatch(Value::hasNullValue);
    }

    static int count(Value value) {
        return value.hasNullValue() ? 0 : elements(value).size();
    }
}
