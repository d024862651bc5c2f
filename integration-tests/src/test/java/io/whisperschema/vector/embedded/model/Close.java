package io.whisperschema.vector.embedded.model;

/** Numbers that single precision cannot tell apart: then nobody knows what the right answer is. */
final class Close {
    static final double TOLERANCE = 1e-5;

    private Close() {}

    /** There is no one right answer. */
    static final class Undecided extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Compares what is either the same or far enough apart. */
    static int compare(double left, double right) {
        if (left != right && Math.abs(left - right) < TOLERANCE) {
            throw new Undecided();
        }
        return Double.compare(left + 0.0, right + 0.0);
    }
}
