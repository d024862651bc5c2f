package io.whisperschema.cache.internal.memory;

import io.whisperschema.definition.cache.ValueType;
import java.util.List;

/**
 * What is held under a key. Nobody changes it, nor its bytes.
 *
 * @param type a list or a hash
 * @param elements those of a list from its head on; of a hash each field and its value behind it
 * @param deadline the moment of the {@link Timeline} at which it is over, {@link #NEVER} if there is none
 */
public record Held(ValueType type, List<byte[]> elements, long deadline) implements Timed {
    /** The charge for each element beside its bytes: its array's header and place in the list. */
    private static final int ELEMENT = 24;

    /** It until another moment. */
    Held until(long moment) {
        return new Held(type, elements, moment);
    }

    /** It with other elements. */
    Held holding(List<byte[]> others) {
        return new Held(type, others, deadline);
    }

    /** How much it weighs: its elements' bytes and 24 for each. */
    long weight() {
        return elements instanceof Stacked stacked ? stacked.weight() : weight(elements);
    }

    /** How much elements weigh. */
    static long weight(List<byte[]> elements) {
        long weight = 0;
        for (byte[] element : elements) {
            weight += element.length + ELEMENT;
        }
        return weight;
    }
}
