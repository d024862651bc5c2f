package io.whisperschema.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that holds for every seed. A seed for which it does not is tried again in smaller sizes, and the smallest
 * that still fails is the one to tell.
 *
 * <p>{@code -Dwhisper.seed=…} begins at another seed, {@code -Dwhisper.cases=1 -Dwhisper.size=…} tries one again.
 */
public final class Property {
    private static final int LARGEST = 5;
    private static final int ENOUGH = 5;

    private Property() {}

    /** What is tried. */
    public interface Case {
        /** Fails if it does not hold. */
        void check(long seed, int size) throws Exception;
    }

    /** How many cases a test tries: that many, or the share of them that this run is given. */
    public static int cases(int usual) {
        return Integer.getInteger("whisper.cases", usual * Integer.getInteger("whisper.cases.percent", 100) / 100);
    }

    /** Tries that many seeds, in sizes by turns. */
    public static void holds(int cases, Case property) {
        long first = Long.getLong("whisper.seed", 20_261_121_000L);
        var failures = new ArrayList<Failure>();
        for (int i = 0; i < cases && failures.size() < ENOUGH; i++) {
            int size = Integer.getInteger("whisper.size", 1 + i % LARGEST);
            failure(property, first + i, size).ifPresent(failure -> failures.add(smallest(property, failure)));
        }
        if (!failures.isEmpty()) {
            throw failed(failures);
        }
    }

    private static Failure smallest(Property.Case property, Failure failure) {
        for (int size = 1; size < failure.size; size++) {
            Optional<Failure> smaller = failure(property, failure.seed, size);
            if (smaller.isPresent()) {
                return smaller.get();
            }
        }
        return failure;
    }

    private static Optional<Failure> failure(Property.Case property, long seed, int size) {
        try {
            property.check(seed, size);
            return Optional.empty();
        } catch (Exception | AssertionError error) {
            return Optional.of(new Failure(seed, size, error));
        }
    }

    private static AssertionError failed(List<Failure> failures) {
        var error = new AssertionError(
                String.join("\n\n", failures.stream().map(Failure::toString).toList()));
        failures.forEach(failure -> error.addSuppressed(failure.error));
        return error;
    }

    private record Failure(long seed, int size, Throwable error) {
        @Override
        public String toString() {
            return "-Dwhisper.cases=1 -Dwhisper.seed=" + seed + " -Dwhisper.size=" + size + "\n" + error.getMessage();
        }
    }
}
