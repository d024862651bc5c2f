package io.whisperschema.vector.embedded.internal.filter;

/**
 * Degrees that enclose an area.
 *
 * @param west greater than {@code east} where the box crosses the 180th meridian
 */
record GeoBounds(double west, double south, double east, double north) {}
