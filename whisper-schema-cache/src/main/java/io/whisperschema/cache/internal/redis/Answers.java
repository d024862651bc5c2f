package io.whisperschema.cache.internal.redis;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.output.CommandOutput;
import java.util.List;
import java.util.Optional;

/**
 * What the requests of a batch were answered, in their order.
 *
 * @param outputs the answers
 * @param fate whether they were carried out
 * @param last the answer to what followed them, or the last of them
 */
public record Answers(
        List<CommandOutput<byte[], byte[], ?>> outputs, Fate fate, CommandOutput<byte[], byte[], ?> last) {
    /** Whether requests were carried out. */
    public enum Fate {
        /** They were. */
        DONE,
        /** None of them was, because something that was watched has changed. */
        DISCARDED
    }

    public Answers {
        outputs = List.copyOf(outputs);
    }

    /** Those from that place on. */
    Answers from(int place) {
        return new Answers(outputs.subList(place, outputs.size()), fate, last);
    }

    /** The number that the request at that place was answered. */
    public long number(int place) {
        return (Long) outputs.get(place).get();
    }

    /** The real number that the request at that place was answered. */
    public double real(int place) {
        return (Double) outputs.get(place).get();
    }

    /** The number that what followed was answered. */
    public long lastNumber() {
        return (Long) last.get();
    }

    /** Whether the request at that place was answered with something. */
    public boolean isThere(int place) {
        return Optional.ofNullable((Object) outputs.get(place).get()).isPresent();
    }

    /** The value that the request at that place was answered. */
    public Optional<byte[]> value(int place) {
        return Optional.ofNullable((byte[]) outputs.get(place).get());
    }

    /** The values that the request at that place was answered. */
    @SuppressWarnings("unchecked") // as Request.values() made it
    public List<byte[]> values(int place) {
        return (List<byte[]>) outputs.get(place).get();
    }

    /** The keys that the request at that place was answered. */
    @SuppressWarnings("unchecked") // as Request.keys() made it
    public KeyScanCursor<byte[]> keys(int place) {
        return (KeyScanCursor<byte[]>) outputs.get(place).get();
    }
}
