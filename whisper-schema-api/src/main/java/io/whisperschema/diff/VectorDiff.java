package io.whisperschema.diff;

import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.definition.vector.FamilyVersion;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.finding.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The difference of two catalogs of vectors. A collection of a family is compared with the version that is on record of it; one
 * without a record is recognised by its structure.
 */
final class VectorDiff {
    private final VectorCatalog actual;
    private final VectorCatalog desired;
    private final DiffHints hints;
    private final List<Change> changes = new ArrayList<>();
    private final List<Finding> remarks = new ArrayList<>();

    private VectorDiff(VectorCatalog actual, VectorCatalog desired, DiffHints hints) {
        this.actual = actual;
        this.desired = desired;
        this.hints = hints;
    }

    static Diff between(VectorCatalog actual, VectorCatalog desired, DiffHints hints) {
        var diff = new VectorDiff(actual, desired, hints);
        diff.compare();
        return new Diff(actual, desired, diff.changes, diff.remarks);
    }

    private void compare() {
        Set<String> spokenOf = new HashSet<>();
        for (VectorCollection wanted : desired.collections()) {
            Optional<VectorCollection> found = actual.reached(wanted.name());
            found.ifPresent(one -> spokenOf.add(one.name()));
            compare(found, wanted);
        }
        for (VectorCollection other : actual.collections()) {
            if (!spokenOf.contains(other.name())) {
                compareBeyond(other, spokenOf);
            }
        }
        actual.foreignObjects().stream()
                .filter(object -> object.table().map(spokenOf::contains).orElse(true))
                .forEach(object -> remarks.add(TableDiff.beyond(words(object))));
    }

    private static String words(ForeignObject object) {
        return object.type() + " " + object.name()
                + object.table().map(name -> " of collection " + name).orElse("");
    }

    private void compare(Optional<VectorCollection> found, VectorCollection wanted) {
        if (found.isEmpty() || isHalfMade(found.get(), wanted)) {
            changes.add(new VectorChange.CreateCollection(wanted));
        } else {
            add(CollectionDiff.between(found.get(), wanted, hints), found.get());
        }
    }

    /** A collection is made with its vectors; its indexes and the end of its record come after that. */
    private boolean isHalfMade(VectorCollection found, VectorCollection wanted) {
        return CollectionDiff.isBeingCreated(actual, found.name())
                && CollectionDiff.between(found, wanted, hints).changes().stream()
                        .allMatch(VectorChange.AddIndex.class::isInstance);
    }

    private void add(CollectionDiff diff, VectorCollection found) {
        changes.addAll(diff.changes());
        remarks.addAll(diff.remarks());
        diff.ofRecord(actual.recordOf(found.name())).ifPresent(changes::add);
    }

    private void compareBeyond(VectorCollection found, Set<String> spokenOf) {
        Optional<CollectionFamily> family = desired.familyOf(actual.namesOf(found.name()));
        if (family.isPresent()) {
            spokenOf.add(found.name());
            compare(found, family.get());
        } else if (hints.extras() == DiffHints.Extras.DROPPED) {
            changes.add(new VectorChange.DropCollection(found));
        } else {
            remarks.add(TableDiff.beyond("collection " + found.name()));
        }
    }

    private void compare(VectorCollection found, CollectionFamily family) {
        Optional<FamilyVersion> version =
                found.version().isPresent() ? found.version().flatMap(family::version) : recognised(found, family);
        if (version.isEmpty()) {
            remarks.add(unknown(found, family));
            return;
        }
        add(CollectionDiff.between(found, at(version.get(), found), hints), found);
        if (!version.get().version().equals(family.head())) {
            remarks.add(Finding.warning(
                    "collection " + found.name(),
                    "version " + family.head(),
                    "version " + version.get().version(),
                    "It works as that version; bring it to " + family.head() + " when it suits you."));
        }
    }

    /** The newest version whose vectors and indexes it has. */
    private static Optional<FamilyVersion> recognised(VectorCollection found, CollectionFamily family) {
        return newestFirst(family).stream()
                .filter(version -> CollectionDiff.fits(found, at(version, found)))
                .findFirst();
    }

    private static List<FamilyVersion> newestFirst(CollectionFamily family) {
        var versions = new ArrayList<>(family.versions());
        Collections.reverse(versions);
        return versions;
    }

    private static VectorCollection at(FamilyVersion version, VectorCollection found) {
        return new VectorCollection(found.name(), Optional.of(version.version()), version.shape());
    }

    private static Finding unknown(VectorCollection found, CollectionFamily family) {
        String known = String.join(
                ", ", family.versions().stream().map(FamilyVersion::version).toList());
        return Finding.error(
                "collection " + found.name(),
                "a version of family " + family.pattern() + " (" + known + ")",
                found.version().map(version -> "version " + version).orElseGet(() -> unlike(found, family)),
                "It is left as it is. Give the family that version, or bring the collection to one that it has.");
    }

    private static String unlike(VectorCollection found, CollectionFamily family) {
        return newestFirst(family).stream()
                .map(version -> lacks(found, version))
                .min(Comparator.comparingInt(List::size))
                .map(lacking -> "none of them: " + String.join("; ", lacking))
                .orElse("none of them");
    }

    private static List<String> lacks(VectorCollection found, FamilyVersion version) {
        return CollectionDiff.between(found, at(version, found), DiffHints.none()).changes().stream()
                .map(change -> "for " + version.version() + " one would have to " + change.words())
                .toList();
    }
}
