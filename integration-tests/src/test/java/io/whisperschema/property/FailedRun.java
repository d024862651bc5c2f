package io.whisperschema.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A run of operations that failed.
 *
 * @param operations what was done, the last of which failed
 * @param cause how
 */
public record FailedRun<T>(List<T> operations, Throwable cause) {
    /** The failure, and all that was done before. */
    public AssertionError error() {
        return new AssertionError(
                operations.stream().map(Object::toString).collect(Collectors.joining("\n")) + "\n" + cause.getMessage(),
                cause);
    }

    /**
     * Leaves out what is not needed for a failure: many at once, then fewer.
     *
     * @param run does operations from the beginning, and tells whether that failed
     */
    public FailedRun<T> shortest(Function<List<T>, Optional<FailedRun<T>>> run) {
        FailedRun<T> shortest = this;
        for (int many = operations.size(); many > 0; many /= 2) {
            for (int from = shortest.operations.size() - many; from >= 0; from -= many) {
                List<T> fewer = new ArrayList<>(shortest.operations);
                fewer.subList(from, from + many).clear();
                shortest = run.apply(fewer).orElse(shortest);
                from = Math.min(from, shortest.operations.size());
            }
        }
        return shortest;
    }
}
