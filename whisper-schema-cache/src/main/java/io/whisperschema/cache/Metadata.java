package io.whisperschema.cache;

import java.util.Map;

/** What a message carries beside its text: values by name, typed and nested, in order. Immutable. */
public record Metadata(Map<String, MetadataValue> values) {
    /** Nothing. */
    public static final Metadata EMPTY = new Metadata(Map.of());
}
