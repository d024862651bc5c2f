package io.whisperschema.vector.embedded.model;

import java.util.Map;
import java.util.TreeMap;

/** A point and the number of the operation that last changed it. */
final class Point {
    final Key id;
    final Map<String, double[]> vectors = new TreeMap<>();
    Map<String, Object> payload;
    long version;

    Point(Key id, Map<String, Object> payload) {
        this.id = id;
        this.payload = payload;
    }
}
