package io.whisperschema.diff;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.internal.Checks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How points of collections become those of others. What is not spoken of stays: a vector of the same name and make is taken
 * over, payload as it is. A vector that its target has not is left behind, which loses it. One that is new, or another under its
 * old name, must be renamed, embedded or said to be left empty.
 *
 * @param from the collections, as clients reach them: several are merged
 * @param into what they become, as clients are to reach it: several share the points of one
 * @param renamedVectors the former name of vectors that have another now
 * @param embedded the code that makes a vector anew, by the vector's name
 * @param leftEmpty the vectors that points have only when somebody gives them one
 * @param payload what becomes of payload fields, one after the other
 * @param code what else host code does to points, behind all of that
 * @param routing which of several targets a point belongs to
 */
public record PointRecipe(
        List<String> from,
        List<VectorCollection> into,
        Map<String, String> renamedVectors,
        Map<String, CodeName> embedded,
        Set<String> leftEmpty,
        List<PayloadEdit> payload,
        Optional<CodeName> code,
        Optional<Routing> routing) {
    public PointRecipe {
        from = List.copyOf(from);
        into = List.copyOf(into);
        renamedVectors = Collections.unmodifiableMap(new TreeMap<>(renamedVectors));
        embedded = Collections.unmodifiableMap(new TreeMap<>(embedded));
        leftEmpty = Collections.unmodifiableSet(new TreeSet<>(leftEmpty));
        payload = List.copyOf(payload);
        requireNonNull(code);
        requireNonNull(routing);
        String place = "points of " + String.join(", ", from);
        Checks.that(!from.isEmpty(), "points", "they are of no collection", "Name one.");
        Checks.that(!into.isEmpty(), place, "they become those of no collection", "Name one.");
        Checks.that(
                from.size() == 1 || into.size() == 1,
                place,
                "several collections become several",
                "Merge them first, then split what they have become.");
        Checks.that(
                routing.isPresent() == (into.size() > 1),
                place,
                into.size() > 1 ? "nothing says which of them a point belongs to" : "there is nothing to choose from",
                "Say it where there are several.");
    }

    /** The points of one collection, which become those of another of any name. */
    public static PointRecipe of(String from, VectorCollection into) {
        return new PointRecipe(
                List.of(from),
                List.of(into),
                Map.of(),
                Map.of(),
                Set.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Which of several targets a point belongs to: that of the value that it carries in a field. A point of another value, or of
     * none, stops the run.
     *
     * @param field the payload field, of texts, as it is called before the recipe
     * @param targets the names of collections, by value
     */
    public record Routing(String field, Map<String, String> targets) {
        public Routing {
            Checks.name("payload field", field);
            targets = Collections.unmodifiableMap(new TreeMap<>(targets));
        }
    }

    /** The code that it speaks of. */
    public List<CodeName> codes() {
        var codes = new ArrayList<>(embedded.values());
        payload.stream()
                .filter(PayloadEdit.Compute.class::isInstance)
                .forEach(edit -> codes.add(((PayloadEdit.Compute) edit).code()));
        code.ifPresent(codes::add);
        return codes.stream().distinct().toList();
    }
}
