package io.whisperschema.vector.internal.move;

/**
 * Vectors as servers keep them for the cosine: of length 1, so that they come back to the bit as they were sent. Also those
 * that are so short that servers would leave them alone, and then find them near nothing.
 */
public final class UnitLength {
    /** As near to 1 the square of a length has to be for a server to leave the vector alone. */
    private static final double NEAR = 1e-7;

    private UnitLength() {}

    /** The vector, of length 1; itself where it is that or has none. */
    public static float[] of(float[] vector) {
        double squared = 0;
        for (float number : vector) {
            squared += (double) number * number;
        }
        if (squared == 0 || Math.abs(squared - 1) <= NEAR) {
            return vector;
        }
        double length = Math.sqrt(squared);
        var unit = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }
}
