package io.whisperschema.vector;

/** Host code for points, by name and version. */
public final class PointCode {
    private PointCode() {}
}
