package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.definition.vector.CollectionShape;
import io.whisperschema.definition.vector.FamilyVersion;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.PointRecipe.Routing;
import io.whisperschema.internal.Checks;
import io.whisperschema.internal.Duplicates;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which collections become which. */
public sealed interface ReshapedCollections {
    /** What they become. */
    List<CollectionShape> shapes();

    /** Which become which, in words. */
    String words();

    /**
     * Collections that are named.
     *
     * @param from as clients reach them before
     * @param into what they become, each with a version
     * @param routing which of several a point belongs to
     */
    record Named(List<String> from, List<VectorCollection> into, Optional<Routing> routing)
            implements ReshapedCollections {
        public Named {
            from = List.copyOf(from);
            into = List.copyOf(into);
            requireNonNull(routing);
            Duplicates.refuse(words(from, into), "collection", from);
            Duplicates.refuse(
                    words(from, into),
                    "collection",
                    into.stream().map(VectorCollection::name).toList());
            for (VectorCollection target : into) {
                Checks.that(
                        target.version().isPresent(),
                        "collection " + target.name(),
                        "it has no version, so nothing would tell it from what it was",
                        "Give it one: collection(…).version(\"2\").");
            }
        }

        @Override
        public List<CollectionShape> shapes() {
            return into.stream().map(VectorCollection::shape).toList();
        }

        @Override
        public String words() {
            return words(from, into);
        }

        private static String words(List<String> from, List<VectorCollection> into) {
            List<String> names = into.stream().map(VectorCollection::name).toList();
            return names.equals(from)
                    ? "reshape collection " + names.get(0)
                    : "make " + String.join(", ", names) + " of collection " + String.join(", ", from);
        }
    }

    /**
     * Those of a family that a store holds and that are not at a version yet. One at a later version stays as it is.
     *
     * @param family the family
     * @param version the version that they become
     */
    record OfFamily(CollectionFamily family, String version) implements ReshapedCollections {
        public OfFamily {
            Checks.that(
                    family.version(version).isPresent(),
                    "family " + family.pattern(),
                    "it has no version " + version,
                    "It has "
                            + String.join(
                                    ", ",
                                    family.versions().stream()
                                            .map(FamilyVersion::version)
                                            .toList())
                            + ".");
        }

        @Override
        public List<CollectionShape> shapes() {
            return List.of(shape());
        }

        private CollectionShape shape() {
            return family.version(version).orElseThrow().shape();
        }

        @Override
        public String words() {
            return "reshape each collection of " + family.pattern() + " to version " + version;
        }

        /** What the collection of that name becomes; nothing where it is none of the family. */
        Optional<VectorCollection> targetOf(String name) {
            return family.pattern()
                    .match(name)
                    .map(values -> new VectorCollection(name, Optional.of(version), shape()));
        }

        /** Those to be reshaped, by the names of clients. */
        Stream<String> behindIn(VectorCatalog now) {
            return now.collections().stream()
                    .filter(this::isBehind)
                    .flatMap(found -> nameOf(found, now).stream())
                    .distinct();
        }

        /** Those at that version, by the names of clients. */
        Stream<String> atVersionIn(VectorCatalog now) {
            return now.collections().stream()
                    .filter(found -> found.version().equals(Optional.of(version)))
                    .flatMap(found -> nameOf(found, now).stream())
                    .distinct();
        }

        /** Whether the collection that is reached by that name is one of the family that is at the version, or was. */
        public boolean isBeyond(String name, VectorCatalog now) {
            return targetOf(name).isPresent()
                    && now.reached(name)
                            .flatMap(VectorCollection::version)
                            .filter(found -> place(found) >= place(version))
                            .isPresent();
        }

        /** A version that the family does not know is another's matter; one without is of before there were any. */
        private boolean isBehind(VectorCollection found) {
            return found.version()
                    .map(one -> isKnown(one) && place(one) < place(version))
                    .orElse(true);
        }

        private boolean isKnown(String one) {
            return family.version(one).isPresent();
        }

        private int place(String one) {
            return family.versions().stream()
                    .map(FamilyVersion::version)
                    .toList()
                    .indexOf(one);
        }

        /** What clients reach it by: an alias rather than the name of what stands behind it. */
        private Optional<String> nameOf(VectorCollection found, VectorCatalog now) {
            List<String> names = now.namesOf(found.name()).filter(this::isOurs).toList();
            return names.stream()
                    .filter(name -> !name.equals(found.name()))
                    .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                    .or(() -> names.stream().findFirst());
        }

        private boolean isOurs(String name) {
            return family.pattern().match(name).isPresent();
        }
    }
}
