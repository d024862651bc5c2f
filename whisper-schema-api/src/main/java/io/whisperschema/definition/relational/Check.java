package io.whisperschema.definition.relational;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A condition that every row meets.
 *
 * @param name the constraint's name, where it matters
 * @param condition the condition
 */
public record Check(Optional<String> name, Expression condition) implements TablePart {
    public Check {
        requireNonNull(name);
        requireNonNull(condition);
    }
}
