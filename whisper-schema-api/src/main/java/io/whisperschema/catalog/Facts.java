package io.whisperschema.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What is known about a live database beside its structure; no part of any comparison.
 *
 * @param product what it is, for example {@code PostgreSQL}
 * @param version its version, empty where none is meant
 * @param bytes its size, where it is cheap to know
 * @param rows the estimated rows of its tables, where it is cheap to know
 */
public record Facts(String product, String version, OptionalLong bytes, Map<String, Long> rows) {
    public Facts {
        requireNonNull(product);
        requireNonNull(version);
        requireNonNull(bytes);
        rows = java.util.Collections.unmodifiableMap(new TreeMap<>(rows));
    }

    /** No database is meant: the catalog comes from a definition. */
    public static Facts none(String product) {
        return new Facts(product, "", OptionalLong.empty(), Map.of());
    }
}
