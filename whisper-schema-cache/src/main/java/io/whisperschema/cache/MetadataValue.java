package io.whisperschema.cache;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** A value of a message's {@link Metadata}: what JSON can say, with whole numbers and real ones kept apart. */
public sealed interface MetadataValue {
    /** Nothing: JSON's null. */
    enum Nothing implements MetadataValue {
        /** The one. */
        NOTHING
    }

    /** True or false. */
    record Truth(boolean value) implements MetadataValue {}

    /** A whole number that a {@code long} holds. */
    record Whole(long value) implements MetadataValue {}

    /** A whole number that no {@code long} holds. */
    record Huge(BigInteger value) implements MetadataValue {}

    /** A real number, not a number and the infinities too. */
    record Real(double value) implements MetadataValue {}

    /** Text. */
    record Text(String value) implements MetadataValue {}

    /** Values in order. */
    record Items(List<MetadataValue> values) implements MetadataValue {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** Values by name, in order. */
    record Members(Map<String, MetadataValue> values) implements MetadataValue {}
}
