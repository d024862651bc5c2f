package io.whisperschema.cache;

import static java.util.Objects.requireNonNull;

import io.whisperschema.cache.internal.codec.JsonReader;
import io.whisperschema.cache.internal.codec.JsonWriter;
import io.whisperschema.cache.internal.codec.OrderedMap;
import io.whisperschema.cache.internal.codec.Unicode;
import io.whisperschema.error.UnreadableValue;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * A value of a message's {@link Metadata}: what JSON can say, with whole numbers and real ones kept apart: 1 is not 1.0.
 * Immutable. Two are equal that say the same; the order of items counts, that of members does not, though it is kept.
 */
public sealed interface MetadataValue {
    /** Text. */
    static MetadataValue of(String value) {
        return new Text(value);
    }

    /** A whole number. */
    static MetadataValue of(long value) {
        return new Whole(value);
    }

    /** A real number. */
    static MetadataValue of(double value) {
        return new Real(value);
    }

    /** True or false. */
    static MetadataValue of(boolean value) {
        return new Truth(value);
    }

    /** A whole number of any size up to that of {@link Huge}. */
    static MetadataValue of(BigInteger value) {
        return value.bitLength() < Long.SIZE ? new Whole(value.longValue()) : new Huge(value);
    }

    /** Values in order. */
    static MetadataValue items(MetadataValue... values) {
        return new Items(List.of(values));
    }

    /**
     * The value of a JSON text, which may say NaN, Infinity and -Infinity as Python does.
     *
     * @throws UnreadableValue if it is none, names a member twice, or nests deeper than {@link Metadata#DEEPEST}
     */
    static MetadataValue ofJson(String text) {
        return JsonReader.value(text);
    }

    /**
     * The value as JSON text on one line, as Python writes it: beyond ASCII everything is escaped. The same always.
     *
     * @throws IllegalArgumentException if it nests deeper than {@link Metadata#DEEPEST}
     */
    default String json() {
        return JsonWriter.text(this);
    }

    /** What a function of its case makes of it. */
    <R> R match(Cases<R> cases);

    /** A function for each case. */
    interface Cases<R> {
        R nothing();

        R truth(boolean value);

        R whole(long value);

        R huge(BigInteger value);

        R real(double value);

        R text(String value);

        R items(List<MetadataValue> values);

        R members(Map<String, MetadataValue> values);
    }

    /** Nothing: JSON's null. */
    enum Nothing implements MetadataValue {
        /** The one. */
        NOTHING;

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.nothing();
        }
    }

    /** True or false. */
    record Truth(boolean value) implements MetadataValue {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.truth(value);
        }
    }

    /** A whole number that a {@code long} holds. */
    record Whole(long value) implements MetadataValue {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.whole(value);
        }
    }

    /** A whole number that no {@code long} holds, of up to {@value #MOST_BITS} bits (about 960 digits). */
    record Huge(BigInteger value) implements MetadataValue {
        /** More take a parser longer than a message is worth. */
        public static final int MOST_BITS = 3200;

        public Huge {
            if (value.bitLength() < Long.SIZE) {
                throw new IllegalArgumentException("a long holds that number: it is Whole");
            }
            if (value.bitLength() > MOST_BITS) {
                throw new IllegalArgumentException("a number of metadata has at most " + MOST_BITS + " bits");
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.huge(value);
        }
    }

    /** A real number, not a number and the infinities too. Equal by its bits: 0.0 is not -0.0, and there is one not-a-number. */
    record Real(double value) implements MetadataValue {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.real(value);
        }
    }

    /** Text of whole Unicode. */
    record Text(String value) implements MetadataValue {
        public Text {
            Unicode.whole(value, "a text of metadata");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.text(value);
        }
    }

    /** Values in order. */
    record Items(List<MetadataValue> values) implements MetadataValue {
        public Items {
            values = List.copyOf(values);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.items(values);
        }
    }

    /** Values by name, in order. The names are whole Unicode. */
    record Members(Map<String, MetadataValue> values) implements MetadataValue {
        public Members {
            values = OrderedMap.copyOf(values);
            values.keySet().forEach(name -> Unicode.whole(requireNonNull(name), "a name in metadata"));
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.members(values);
        }
    }
}
