package io.whisperschema.definition.relational;

import io.whisperschema.internal.Checks;
import java.util.List;
import java.util.Optional;

/**
 * A constraint that no two rows agree in these columns.
 *
 * @param name the constraint's name, where it matters
 * @param columns its columns, in order
 */
public record Unique(Optional<String> name, List<String> columns) implements TablePart {
    public Unique {
        name.ifPresent(text -> Checks.name("unique", text));
        columns = Checks.distinctNames("unique", columns);
    }

    /** A unique constraint over these columns. */
    public static Unique of(String... columns) {
        return new Unique(Optional.empty(), List.of(columns));
    }

    /** The same constraint under a name. */
    public Unique named(String name) {
        return new Unique(Optional.of(name), columns);
    }
}
