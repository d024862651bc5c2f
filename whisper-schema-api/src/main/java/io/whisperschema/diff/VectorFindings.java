package io.whisperschema.diff;

import io.whisperschema.catalog.Catalog;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.diff.Change.State;
import io.whisperschema.finding.Finding;
import io.whisperschema.internal.vector.VectorWords;
import java.util.List;
import java.util.function.Predicate;

/** What changes of vector stores say of themselves, and how they find themselves done. */
final class VectorFindings {
    private VectorFindings() {}

    static String place(String collection) {
        return "collection " + collection;
    }

    static Finding planned(String place, String expected, String found) {
        return Finding.error(place, expected, found, "Let plan show the change, then execute it.");
    }

    static Finding extra(String place) {
        return Finding.error(place, "nothing", "it", "Add it to the definition, or let it go.");
    }

    static State state(Catalog catalog, String name, Predicate<VectorCollection> applied) {
        return ((VectorCatalog) catalog)
                .collection(name)
                .map(found -> State.applied(applied.test(found)))
                .orElse(State.UNKNOWN);
    }

    static String names(List<VectorSpace> spaces) {
        return String.join(" and ", spaces.stream().map(VectorWords::name).toList());
    }

    static String wholes(List<VectorSpace> spaces) {
        return String.join("; ", spaces.stream().map(VectorWords::whole).toList());
    }

    static boolean isThere(VectorCatalog vectors, VectorCollection target) {
        return vectors.reached(target.name())
                .filter(found -> RecordComparison.isOnRecord(
                        found,
                        vectors.recordOf(found.name()),
                        new VectorCollection(found.name(), target.version(), target.shape())))
                .isPresent();
    }
}
