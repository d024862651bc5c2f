package io.whisperschema.definition.vector;

import static java.util.Objects.requireNonNull;

import io.whisperschema.internal.Checks;
import io.whisperschema.internal.Duplicates;
import java.util.List;
import java.util.Optional;

/**
 * Collections of one shape whose names follow a pattern; one for each character, tenant or the like.
 *
 * @param pattern their names
 * @param versions the versions in the field, oldest first
 * @param head the version that new collections get
 */
public record CollectionFamily(NamePattern pattern, List<FamilyVersion> versions, String head) {
    public CollectionFamily {
        requireNonNull(pattern);
        String place = "family " + pattern;
        versions = List.copyOf(versions);
        List<String> names = versions.stream().map(FamilyVersion::version).toList();
        Duplicates.refuse(place, "version", names);
        Checks.that(!names.isEmpty(), place, "it has no version", "Give it one with version(\"1\", …).");
        Checks.that(
                names.contains(head),
                place,
                "its head " + head + " is no version",
                "It has " + String.join(", ", names) + ".");
    }

    static CollectionFamily of(String pattern, FamilyVersion... versions) {
        Checks.that(
                versions.length > 0, "family " + pattern, "it has no version", "Give it one with version(\"1\", …).");
        return new CollectionFamily(
                NamePattern.of(pattern), List.of(versions), versions[versions.length - 1].version());
    }

    /** The same family with another head; the last version is it otherwise. */
    public CollectionFamily withHead(String version) {
        return new CollectionFamily(pattern, versions, version);
    }

    /** The version of that name. */
    public Optional<FamilyVersion> version(String version) {
        return versions.stream().filter(one -> one.version().equals(version)).findFirst();
    }

    /** The collection at head whose name has these values, in the order of the placeholders. */
    public VectorCollection collection(String... values) {
        return collectionAt(head, values);
    }

    /** The collection at a version whose name has these values, in the order of the placeholders. */
    public VectorCollection collectionAt(String version, String... values) {
        Optional<FamilyVersion> found = version(version);
        Checks.that(
                found.isPresent(),
                "family " + pattern,
                "it has no version " + version,
                "It has "
                        + String.join(
                                ", ",
                                versions.stream().map(FamilyVersion::version).toList())
                        + ".");
        return new VectorCollection(
                pattern.name(values), Optional.of(version), found.orElseThrow().shape());
    }
}
