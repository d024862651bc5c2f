package io.whisperschema.vector.embedded.internal.filter;

/** Tells the points that match. */
@FunctionalInterface
public interface PointFilter {
    boolean test(PointView point);
}
