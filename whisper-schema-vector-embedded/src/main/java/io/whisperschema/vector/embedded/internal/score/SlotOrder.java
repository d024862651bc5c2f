package io.whisperschema.vector.embedded.internal.score;

/** Which of two slots comes first among equal scores. */
@FunctionalInterface
public interface SlotOrder {
    /** Negative when the left slot comes first. */
    int compare(int left, int right);
}
