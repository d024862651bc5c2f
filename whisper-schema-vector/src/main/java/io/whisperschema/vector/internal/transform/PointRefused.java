package io.whisperschema.vector.internal.transform;

/** A point does not take what host code does to it, or host code does not take the point. */
final class PointRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String id;

    PointRefused(String id, String problem) {
        super(problem);
        this.id = id;
    }

    String id() {
        return id;
    }

    String problem() {
        return String.valueOf(getMessage());
    }
}
