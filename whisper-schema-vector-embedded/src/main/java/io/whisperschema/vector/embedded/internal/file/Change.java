package io.whisperschema.vector.embedded.internal.file;

import java.util.Map;

/** One thing to be written. All changes of one call become durable together. */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares changes.
public sealed interface Change {

    /** A new collection, with its configuration as a protobuf message. */
    record PutCollection(int collection, String name, byte[] config) implements Change {}

    /**
     * The tables of a collection that is on its way in. It is there with {@link PutCollection}; until then, it is gone
     * when the file is opened again.
     */
    record MakeRoom(int collection) implements Change {}

    /** A collection, all its points and its aliases are gone. */
    record DropCollection(int collection) implements Change {}

    /** All aliases there are, with the collections they stand for. */
    record PutAliases(Map<String, Integer> aliases) implements Change {
        public PutAliases {
            aliases = Map.copyOf(aliases);
        }
    }

    /** A new space for vectors. */
    record PutSpace(int collection, int space, String name) implements Change {}

    /** A space and its vectors are gone. */
    record DropSpace(int collection, int space) implements Change {}

    /** An index on a payload field, with its schema as a protobuf message. */
    record PutIndex(int collection, String field, byte[] schema) implements Change {}

    /** An index is gone. */
    record DropIndex(int collection, String field) implements Change {}

    /**
     * How many points a collection has now, and how many vectors there are of each space; without this a row that a damaged
     * file has lost would not be missed.
     */
    record Counts(int collection, long points, Map<Integer, Long> vectors) implements Change {
        public Counts {
            vectors = Map.copyOf(vectors);
        }
    }

    /** A change of one point or one of its vectors. */
    sealed interface OfSlot extends Change {
        int slot();
    }

    /** A point without its vectors; the id is a {@code Long} (unsigned) or 16 bytes. */
    record PutPoint(int collection, int slot, Object id, long version, byte[] payload) implements OfSlot {}

    /** A point is gone; what vectors it had is dropped apart. */
    record DropPoint(int collection, int slot) implements OfSlot {}

    /** A vector of a point, as little-endian floats. */
    record PutVector(int collection, int space, int slot, byte[] data) implements OfSlot {}

    /** A vector of a point is gone. */
    record DropVector(int collection, int space, int slot) implements OfSlot {}
}
