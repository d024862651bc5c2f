package io.whisperschema.definition.vector;

import static java.util.Objects.requireNonNull;

import io.whisperschema.internal.Checks;

/**
 * One version of the collections of a family.
 *
 * @param version the version, for example {@code 3.0}
 * @param shape what a collection of that version is
 */
public record FamilyVersion(String version, CollectionShape shape) {
    public FamilyVersion {
        Checks.name("version", version);
        requireNonNull(shape);
    }

    /** With a description of what the collections are for. */
    public FamilyVersion describedAs(String text) {
        return new FamilyVersion(version, shape.describedAs(text));
    }

    /** Spread over a cluster that way. */
    public FamilyVersion spread(Distribution distribution) {
        return new FamilyVersion(version, shape.spread(distribution));
    }

    /** Another version: this one with these parts in place of those of their names, or added where there are none. */
    public FamilyVersion next(String version, CollectionPart... parts) {
        return new FamilyVersion(version, shape.with(parts));
    }
}
