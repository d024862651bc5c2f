package io.whisperschema.definition.vector;

import io.whisperschema.internal.Checks;
import io.whisperschema.internal.Duplicates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All collections and families of a definition.
 *
 * @param collections its collections
 * @param families its families of collections
 */
public record VectorModel(List<VectorCollection> collections, List<CollectionFamily> families) {
    /** No collections. */
    public static final VectorModel EMPTY = new VectorModel(List.of(), List.of());

    public VectorModel {
        collections = List.copyOf(collections);
        families = List.copyOf(families);
        var names = new ArrayList<String>();
        for (VectorCollection collection : collections) {
            names.add(collection.name());
        }
        Duplicates.refuseIgnoringCase(
                "definition", "collection", names, "Some file systems under Qdrant do not tell them apart");
        for (CollectionFamily family : families) {
            for (VectorCollection collection : collections) {
                Checks.that(
                        family.pattern().match(collection.name()).isEmpty(),
                        "collection " + collection.name(),
                        "its name also fits family " + family.pattern(),
                        "Rename it, or leave it to the family.");
            }
        }
        for (int i = 0; i < families.size(); i++) {
            for (int j = i + 1; j < families.size(); j++) {
                differ(families.get(i), families.get(j));
            }
        }
    }

    /** The collection of that name. */
    public Optional<VectorCollection> collection(String name) {
        return collections.stream()
                .filter(collection -> collection.name().equals(name))
                .findFirst();
    }

    /** The family of that pattern, as it was written. */
    public Optional<CollectionFamily> family(String pattern) {
        return families.stream()
                .filter(family -> family.pattern().text().equals(pattern))
                .findFirst();
    }

    /** The family whose pattern the name fits; there is one at most. */
    public Optional<CollectionFamily> familyOf(String collection) {
        return families.stream()
                .filter(family -> family.pattern().match(collection).isPresent())
                .findFirst();
    }

    private static void differ(CollectionFamily one, CollectionFamily other) {
        Checks.that(
                !one.pattern().overlaps(other.pattern()),
                "family " + other.pattern(),
                "a name can fit it and family " + one.pattern(),
                "Change a pattern so that each name belongs to one.");
    }
}
