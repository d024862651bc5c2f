package io.whisperschema.definition.vector;

import static java.util.Objects.requireNonNull;

import io.whisperschema.internal.Checks;
import io.whisperschema.internal.Duplicates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a collection is but for its name: its vectors, what its points carry, how it is spread.
 *
 * @param description what it is for
 * @param spaces its vectors
 * @param payload what its points carry
 * @param distribution how it is spread over a cluster
 */
public record CollectionShape(
        Optional<String> description, List<VectorSpace> spaces, List<PayloadField> payload, Distribution distribution) {
    private static final String PLACE = "collection";

    public CollectionShape {
        description.ifPresent(text -> Checks.text(PLACE, text));
        spaces = List.copyOf(spaces);
        payload = List.copyOf(payload);
        requireNonNull(distribution);
        List<String> names = spaces.stream().map(VectorSpace::name).toList();
        Checks.that(!spaces.isEmpty(), PLACE, "it has no vector", "Give it one: unnamed(…) or vector(…).");
        Duplicates.refuseIgnoringCase(PLACE, "vector", names, "Some file systems under Qdrant do not tell them apart");
        Checks.that(
                spaces.size() == 1 || !names.contains(VectorSpace.UNNAMED),
                PLACE,
                "one of its vectors has no name",
                "Name all of them, or have only one.");
        Duplicates.refuse(
                PLACE, "payload field", payload.stream().map(PayloadField::name).toList());
    }

    static CollectionShape of(CollectionPart... parts) {
        var spaces = new ArrayList<VectorSpace>();
        var payload = new ArrayList<PayloadField>();
        for (CollectionPart part : parts) {
            if (part instanceof VectorSpace space) {
                spaces.add(space);
            } else {
                payload.add((PayloadField) part);
            }
        }
        return new CollectionShape(Optional.empty(), spaces, payload, Distribution.SERVERS_CHOICE);
    }

    /** The same with these parts in place of those of their names, or added where there are none. */
    CollectionShape with(CollectionPart... parts) {
        var spacesNow = new ArrayList<>(spaces);
        var payloadNow = new ArrayList<>(payload);
        for (CollectionPart part : parts) {
            if (part instanceof VectorSpace space) {
                replace(spacesNow, spacesNow.stream().map(VectorSpace::name).toList(), space.name(), space);
            } else if (part instanceof PayloadField field) {
                replace(payloadNow, payloadNow.stream().map(PayloadField::name).toList(), field.name(), field);
            }
        }
        return new CollectionShape(description, spacesNow, payloadNow, distribution);
    }

    CollectionShape describedAs(String text) {
        return new CollectionShape(Optional.of(text), spaces, payload, distribution);
    }

    CollectionShape spread(Distribution changed) {
        return new CollectionShape(description, spaces, payload, changed);
    }

    /** The vector of that name. */
    public Optional<VectorSpace> space(String name) {
        return spaces.stream().filter(space -> space.name().equals(name)).findFirst();
    }

    /** The payload field of that name. */
    public Optional<PayloadField> field(String name) {
        return payload.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    private static <T> void replace(List<T> parts, List<String> names, String name, T part) {
        int at = names.indexOf(name);
        if (at < 0) {
            parts.add(part);
        } else {
            parts.set(at, part);
        }
    }
}
