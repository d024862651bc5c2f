package io.whisperschema.cache.internal.look;

import io.whisperschema.finding.Finding;
import java.util.LinkedHashSet;
import java.util.Set;

/** Keys that have the same flaw: how many values, and the first few keys. */
public final class SomeKeys {
    private static final int NAMED = 3;

    private final Set<String> first = new LinkedHashSet<>();
    private long count;

    /** Adds a key that has it. */
    public void add(String key) {
        count++;
        if (first.size() < NAMED) {
            first.add(key);
        }
    }

    /** The finding that names them. */
    public Finding of(Finding shape, long looked) {
        String found = shape.found() + ": " + count + (count == 1 ? " time" : " times") + " in " + looked
                + (looked == 1 ? " entry" : " entries") + ", under " + String.join(", ", first);
        return new Finding(shape.severity(), shape.place(), shape.expected(), found, shape.remedy());
    }
}
