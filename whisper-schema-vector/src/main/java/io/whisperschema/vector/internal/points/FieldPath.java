package io.whisperschema.vector.internal.points;

import java.util.Optional;
import java.util.regex.Pattern;

/** How filters name a field at the top of a payload, whatever is in its name. */
public final class FieldPath {
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");

    private FieldPath() {}

    /** The path of a field; nothing for a name with quotes or backslashes, or without a letter, which no path can hold. */
    public static Optional<String> of(String field) {
        if (field.isEmpty() || field.indexOf('"') >= 0 || field.indexOf('\\') >= 0) {
            return Optional.empty();
        }
        return Optional.of(BARE.matcher(field).matches() ? field : '"' + field + '"');
    }
}
