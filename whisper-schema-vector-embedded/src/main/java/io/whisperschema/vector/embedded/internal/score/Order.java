package io.whisperschema.vector.embedded.internal.score;

/** Which scores come first. */
public enum Order {
    LARGER_FIRST,
    SMALLER_FIRST;

    /** Whether a score lies beyond a threshold on the better side; a score at the threshold does not. */
    public boolean passes(float score, float threshold) {
        return this == LARGER_FIRST ? score > threshold : score < threshold;
    }

    /** Negative when the left score comes first; NaN is larger than all, both zeros are equal. */
    public int compare(float left, float right) {
        // Adding 0 turns -0 into 0.
        int ascending = Float.compare(left + 0f, right + 0f);
        return this == LARGER_FIRST ? -ascending : ascending;
    }
}
