package io.whisperschema.vector.embedded.internal.score;

/** What a query makes of one stored vector. Holds no state, so that threads may share it. */
@FunctionalInterface
public interface Scorer {
    /** Greater is better, whatever the metric. */
    float similarity(float[] vectors, int from);
}
