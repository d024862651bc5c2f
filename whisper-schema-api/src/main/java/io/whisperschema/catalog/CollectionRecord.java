package io.whisperschema.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a vector store has on record of a collection beside what its server tells. The version, description and models that
 * are on record stand in the collection itself.
 *
 * @param state how far the record can be relied upon
 * @param source where it was found
 * @param fingerprint that of the shape that the collection was given, where it is known
 */
public record CollectionRecord(State state, Source source, Optional<String> fingerprint) {
    /** Nothing is on record. */
    public static final CollectionRecord NONE =
            new CollectionRecord(State.UNRECORDED, Source.NOWHERE, Optional.empty());

    public CollectionRecord {
        requireNonNull(state);
        requireNonNull(source);
        requireNonNull(fingerprint);
    }

    /** How far a record can be relied upon. */
    public enum State {
        /** Somebody is creating the collection, or was stopped while at it. */
        CREATING,
        /** It is built anew, and names lead to it already; what was written to the old one last is yet to be brought over. */
        SHADOW,
        /** It is kept beside its successor; no catalog lists it. */
        KEPT,
        /** All is on record, and where it belongs. */
        RECORDED,
        /** Nothing is on record, or not where it belongs. */
        UNRECORDED
    }

    /** Where a record was found. */
    public enum Source {
        /** In the collection's own metadata. */
        METADATA,
        /** In a collection that holds the records of others, as older servers need it. */
        REGISTRY,
        /** In what points carry, as older installs did it; only a version. */
        PAYLOAD,
        /** There is none. */
        NOWHERE
    }
}
