package io.whisperschema.vector.embedded.internal.score;

/** What a query makes of stored vectors, which are in {@link Lanes}. Holds no state, so that threads may share it. */
@FunctionalInterface
public interface Scorer {
    /** Of the lane that begins at {@code from}. Greater is better, whatever the metric. */
    float similarity(float[] vectors, int from);

    /** Of all lanes of the block that begins at {@code from}, also of those that hold nothing. */
    default void similarities(float[] vectors, int from, float[] into) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            into[lane] = similarity(vectors, from + lane);
        }
    }
}
