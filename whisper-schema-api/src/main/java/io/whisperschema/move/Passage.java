package io.whisperschema.move;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.relational.Expression;
import io.whisperschema.internal.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * One table, collection or key family on its way: what it is called and consists of on both sides.
 *
 * @param source its name on the source
 * @param target its name on the target
 * @param fields its fields, in the order in which items hold them
 * @param key the places of the fields that tell items apart; where it is empty, all fields do
 * @param filter which items of the source move; all when absent
 */
public record Passage(
        String source, String target, List<Field> fields, List<Integer> key, Optional<Expression> filter) {
    private static final String DIGEST = "whisper-schema/digest 1";

    public Passage {
        requireNonNull(source);
        requireNonNull(target);
        fields = List.copyOf(fields);
        key = List.copyOf(key);
        requireNonNull(filter);
        for (int place : key) {
            if (place < 0 || place >= fields.size()) {
                throw new IllegalArgumentException(
                        "the key of " + source + " names field " + place + " of " + fields.size());
            }
        }
        if (new HashSet<>(key).size() != key.size()) {
            throw new IllegalArgumentException("the key of " + source + " names a field twice: " + key);
        }
    }

    /** The fields that tell items apart; where there is no key, all. */
    public List<Field> keyFields() {
        return key.isEmpty() ? fields : key.stream().map(fields::get).toList();
    }

    /** The same passage as its target returns it: under the target's names, and without a filter. */
    public Passage arrived() {
        List<Field> named = fields.stream()
                .map(field -> new Field(field.target(), field.target(), field.kind(), field.nullness()))
                .toList();
        return new Passage(target, target, named, key, Optional.empty());
    }

    /** What a digest of the passage is a digest of: its target's names, kinds and key, a line each. */
    public String format() {
        var lines =
                new StringBuilder(DIGEST).append('\n').append(quoted(target)).append('\n');
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            lines.append(quoted(field.target())).append(' ').append(field.kind().text());
            lines.append(key.contains(i) ? " key\n" : "\n");
        }
        return lines.toString();
    }

    private static String quoted(String name) {
        return Json.of(name).compact();
    }
}
