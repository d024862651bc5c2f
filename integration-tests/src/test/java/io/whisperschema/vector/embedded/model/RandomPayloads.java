package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.whisperschema.property.Chance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Payloads over so few keys and values that much matches by chance. */
final class RandomPayloads {
    static final List<String> TEXTS = List.of(
            "x",
            "y",
            "red fox",
            "Fox red",
            "the red, red fox",
            "Überfüchse 42",
            "",
            "5",
            "2024-01-01",
            "2024-01-02T10:00",
            "2024-01-02 12:00:00+02:00",
            "2024-01-02T10:00:00.0000005Z");
    private static final List<String> KEYS = List.of("a", "b", "c", "a b");
    private static final List<String> PATHS =
            List.of("a", "b", "c", "o", "o.a", "l", "l[]", "l[].a", "l[0]", "l[1].b", "a[]", "\"a b\"", "o.l[].a");

    private static final List<String> ORDERED = List.of("a", "b", "l[].a");

    private final Chance chance;

    RandomPayloads(Chance chance) {
        this.chance = chance;
    }

    String path() {
        return chance.any(PATHS);
    }

    /** One that has more indexes with an order. */
    String orderedPath() {
        return chance.oneIn(4) ? path() : chance.any(ORDERED);
    }

    Map<String, Value> payload() {
        var payload = new LinkedHashMap<String, Object>();
        KEYS.forEach(key -> put(payload, key, this::value));
        put(payload, "o", () -> object(List.of("a", "l")));
        put(payload, "l", () -> chance.some(0, 3, this::element));
        return Json.fields(payload);
    }

    private void put(Map<String, Object> payload, String key, Supplier<Object> value) {
        if (chance.toss()) {
            payload.put(key, value.get());
        }
    }

    private Object element() {
        return chance.oneIn(4) ? value() : object(List.of("a", "b"));
    }

    private Map<String, Object> object(List<String> keys) {
        var object = new LinkedHashMap<String, Object>();
        keys.forEach(key -> put(object, key, () -> key.equals("l") ? chance.some(0, 2, this::element) : value()));
        return object;
    }

    private Object value() {
        return chance.oneIn(3) ? chance.some(0, 3, () -> chance.oneIn(6) ? value() : scalar()) : scalar();
    }

    private Object scalar() {
        return switch (chance.below(9)) {
            case 0 -> Json.Null.NULL;
            case 1 -> chance.toss();
            case 2 -> number();
            case 3, 4, 5 -> whole();
            case 6 -> Map.of("lon", degree(180), "lat", degree(90));
            case 7 -> uuid();
            default -> text();
        };
    }

    double number() {
        return (chance.below(7) - 3) / 2.0;
    }

    long whole() {
        return chance.below(5) - 2;
    }

    String text() {
        return chance.oneIn(5) ? uuid() : chance.any(TEXTS);
    }

    private String uuid() {
        String text = new UUID(0, chance.below(3)).toString();
        return chance.toss() ? text : text.replace("-", "");
    }

    double degree(int limit) {
        return chance.oneIn(9) ? limit + chance.below(3) - 1 : (chance.fraction() * 2 - 1) * limit;
    }
}
