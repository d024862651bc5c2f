package io.whisperschema.diff;

import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether two catalogs of vectors mean the same, as far as a wish speaks of it: collections, versions, vectors, indexes and
 * the number of points. How vectors are indexed, kept and spread does not count.
 */
public final class VectorEquivalence {
    private static final String REMEDY = "Bring the one that is behind to the definition, or copy it again.";

    private final VectorCatalog left;
    private final VectorCatalog right;
    private final List<Finding> findings = new ArrayList<>();

    private VectorEquivalence(VectorCatalog left, VectorCatalog right) {
        this.left = left;
        this.right = right;
    }

    /** What differs: what the left one holds is expected, what the right one holds is found. */
    public static List<Finding> between(VectorCatalog left, VectorCatalog right, VectorCatalog wished) {
        var equivalence = new VectorEquivalence(left, right);
        spokenOf(left, wished).forEach(one -> equivalence.compare(one, counterpart(left, one, right)));
        spokenOf(right, wished).stream()
                .filter(one -> counterpart(right, one, left).isEmpty())
                .forEach(one -> equivalence.add("", one, "nothing", "it"));
        return List.copyOf(equivalence.findings);
    }

    private static List<VectorCollection> spokenOf(VectorCatalog catalog, VectorCatalog wished) {
        return catalog.collections().stream()
                .filter(collection -> catalog.namesOf(collection.name())
                                .anyMatch(name -> wished.collection(name).isPresent())
                        || wished.familyOf(catalog.namesOf(collection.name())).isPresent())
                .toList();
    }

    /** A collection may be behind an alias here and have the name itself there. */
    private static Optional<VectorCollection> counterpart(
            VectorCatalog catalog, VectorCollection collection, VectorCatalog other) {
        return catalog.namesOf(collection.name())
                .flatMap(name -> other.reached(name).stream())
                .findFirst();
    }

    private void compare(VectorCollection one, Optional<VectorCollection> found) {
        if (found.isEmpty()) {
            add("", one, "it", "nothing");
            return;
        }
        VectorCollection other = found.get();
        if (!one.version().equals(other.version())) {
            add(", version", one, one.version().orElse("none"), other.version().orElse("none"));
        }
        CollectionDiff.between(other, one, DiffHints.none().droppingExtras()).changes().stream()
                .filter(VectorEquivalence::isOfMeaning)
                .map(Change::finding)
                .forEach(finding ->
                        findings.add(Finding.error(finding.place(), finding.expected(), finding.found(), REMEDY)));
        comparePoints(one, other);
    }

    private static boolean isOfMeaning(Change change) {
        return !(change instanceof VectorChange.ChangeSpace
                || change instanceof VectorChange.ChangeReplication
                || change instanceof VectorChange.Reshard);
    }

    private void comparePoints(VectorCollection one, VectorCollection other) {
        long expected = left.facts().rows().getOrDefault(one.name(), 0L);
        long found = right.facts().rows().getOrDefault(other.name(), 0L);
        if (expected != found) {
            findings.add(Finding.warning(
                    "collection " + one.name() + ", points",
                    Long.toString(expected),
                    Long.toString(found),
                    "Where nobody writes, copy it again; servers count roughly while they work."));
        }
    }

    private void add(String part, VectorCollection collection, String expected, String found) {
        findings.add(Finding.error("collection " + collection.name() + part, expected, found, REMEDY));
    }
}
