package io.whisperschema.definition.cache;

import io.whisperschema.internal.Checks;
import io.whisperschema.internal.Duplicates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All families of cache keys of a definition.
 *
 * @param families its families
 */
public record CacheModel(List<KeyFamily> families) {
    /** No keys. */
    public static final CacheModel EMPTY = new CacheModel(List.of());

    public CacheModel {
        families = List.copyOf(families);
        var names = new ArrayList<String>();
        for (KeyFamily family : families) {
            names.add(family.name());
        }
        Duplicates.refuseIgnoringCase("definition", "key family", names, "Whoever reads a report mixes them up");
        for (int i = 0; i < families.size(); i++) {
            for (int j = i + 1; j < families.size(); j++) {
                differ(families.get(i), families.get(j));
            }
        }
    }

    /** The family of that name. */
    public Optional<KeyFamily> family(String name) {
        return families.stream().filter(family -> family.name().equals(name)).findFirst();
    }

    /** The family that a key belongs to; there is one at most. */
    public Optional<KeyFamily> familyOf(String key) {
        return families.stream()
                .filter(family -> family.pattern().match(key).isPresent())
                .findFirst();
    }

    private static void differ(KeyFamily one, KeyFamily other) {
        Checks.that(
                !one.pattern().overlaps(other.pattern()),
                "key family " + other.name(),
                "a key can fit its pattern " + other.pattern() + " and " + one.pattern() + " of " + one.name(),
                "Change a pattern so that each key belongs to one.");
    }
}
