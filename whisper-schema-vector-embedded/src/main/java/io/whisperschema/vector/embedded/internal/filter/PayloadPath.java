package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place in payloads: {@code a.b}, {@code a[]}, {@code a[0]}, {@code "any key".b}.
 *
 * @param first the key at the top
 * @param rest what follows it
 */
public record PayloadPath(String first, List<Item> rest) {

    /** One step below the first key. */
    public sealed interface Item {}

    /** A key of an object. */
    public record Key(String name) implements Item {}

    /** One element of an array. */
    public record Index(int number) implements Item {}

    /** All elements of an array. */
    public enum Every implements Item {
        ELEMENT
    }

    public PayloadPath {
        rest = List.copyOf(rest);
    }

    /** Throws {@link Refused} for what is no path. */
    public static PayloadPath of(String text) {
        return new PathParser(text).path().orElseThrow(() -> Refused.invalid("Invalid json path: '" + text + "'"));
    }

    /** The values there, in order; none when nothing is there. */
    public List<Value> values(Map<String, Value> payload) {
        Value value = payload.get(first);
        if (value == null) {
            return List.of();
        }
        if (rest.isEmpty()) {
            return List.of(value);
        }
        var found = new ArrayList<Value>();
        find(rest, value, found);
        return found;
    }

    /** The values there, arrays among them taken apart, those within arrays not. */
    public List<Value> elements(Map<String, Value> payload) {
        return Values.elements(values(payload));
    }

    private static void find(List<Item> path, Value value, List<Value> found) {
        if (path.isEmpty()) {
            found.add(value);
            return;
        }
        List<Item> tail = tail(path);
        below(path.get(0), value).forEach(child -> find(tail, child, found));
    }

    private static List<Value> below(Item item, Value value) {
        if (item instanceof Key key && value.hasStructValue()) {
            Value child = value.getStructValue().getFieldsMap().get(key.name());
            return child == null ? List.of() : List.of(child);
        }
        if (item instanceof Index index && value.hasListValue()) {
            List<Value> values = value.getListValue().getValuesList();
            return index.number() < values.size() ? List.of(values.get(index.number())) : List.of();
        }
        return item == Every.ELEMENT && value.hasListValue()
                ? value.getListValue().getValuesList()
                : List.of();
    }

    /** The payload with changes merged into the objects there, which come to be where they are missing. */
    public Map<String, Value> merged(Map<String, Value> payload, Map<String, Value> changes) {
        var merged = new LinkedHashMap<>(payload);
        merged.put(first, merged(rest, payload.get(first), changes));
        return merged;
    }

    private static Value merged(List<Item> path, @Nullable Value value, Map<String, Value> changes) {
        if (path.isEmpty()) {
            return Payloads.struct(Payloads.merged(fields(value), changes));
        }
        List<Item> tail = tail(path);
        Item head = path.get(0);
        if (head instanceof Key key) {
            var fields = new LinkedHashMap<>(fields(value));
            fields.put(key.name(), merged(tail, fields.get(key.name()), changes));
            return Payloads.struct(fields);
        }
        var elements = new ArrayList<>(elements(value));
        for (int i = 0; i < elements.size(); i++) {
            if (head == Every.ELEMENT || head.equals(new Index(i))) {
                elements.set(i, merged(tail, elements.get(i), changes));
            }
        }
        return Payloads.list(elements);
    }

    private static Map<String, Value> fields(@Nullable Value value) {
        return value == null ? Map.of() : value.getStructValue().getFieldsMap();
    }

    private static List<Value> elements(@Nullable Value value) {
        return value == null ? List.of() : value.getListValue().getValuesList();
    }

    /** The payload without what is there. {@code a[]} empties the array; a single element stays. */
    public Map<String, Value> removed(Map<String, Value> payload) {
        Value value = payload.get(first);
        if (value == null) {
            return payload;
        }
        var left = new LinkedHashMap<>(payload);
        if (rest.isEmpty()) {
            left.remove(first);
        } else {
            left.put(first, removed(rest, value));
        }
        return left;
    }

    private static Value removed(List<Item> path, Value value) {
        Item head = path.get(0);
        List<Item> tail = tail(path);
        if (head instanceof Key key && value.hasStructValue()) {
            return removed(key.name(), tail, value);
        }
        if (!value.hasListValue()) {
            return value;
        }
        if (tail.isEmpty()) {
            return head == Every.ELEMENT ? Payloads.list(List.of()) : value;
        }
        var elements = new ArrayList<>(elements(value));
        for (int i = 0; i < elements.size(); i++) {
            if (head == Every.ELEMENT || head.equals(new Index(i))) {
                elements.set(i, removed(tail, elements.get(i)));
            }
        }
        return Payloads.list(elements);
    }

    private static Value removed(String key, List<Item> tail, Value object) {
        var fields = new LinkedHashMap<>(fields(object));
        if (tail.isEmpty()) {
            fields.remove(key);
        } else {
            fields.computeIfPresent(key, (name, child) -> removed(tail, child));
        }
        return Payloads.struct(fields);
    }

    /** The path with {@code []} at its end. */
    PayloadPath elements() {
        return endsWithEvery()
                ? this
                : new PayloadPath(
                        first,
                        Stream.concat(rest.stream(), Stream.of(Every.ELEMENT)).toList());
    }

    private boolean endsWithEvery() {
        return !rest.isEmpty() && rest.get(rest.size() - 1) == Every.ELEMENT;
    }

    /** This path as one below another. */
    PayloadPath within(PayloadPath above) {
        Stream<Item> own = Stream.concat(Stream.of(new Key(first)), rest.stream());
        return new PayloadPath(
                above.first, Stream.concat(above.rest.stream(), own).toList());
    }

    private static List<Item> tail(List<Item> path) {
        return path.subList(1, path.size());
    }

    /** As one writes it. */
    @Override
    public String toString() {
        return PathParser.quoted(first) + rest.stream().map(PayloadPath::text).collect(Collectors.joining());
    }

    private static String text(Item item) {
        if (item instanceof Key key) {
            return "." + PathParser.quoted(key.name());
        }
        return item instanceof Index index ? "[" + index.number() + "]" : "[]";
    }
}
