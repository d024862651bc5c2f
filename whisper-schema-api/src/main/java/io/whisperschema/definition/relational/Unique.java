package io.whisperschema.definition.relational;

import static java.util.Objects.requireNonNull;

import io.whisperschema.internal.Checks;
import java.util.List;
import java.util.Optional;

/**
 * A constraint that no two rows agree in these columns.
 *
 * @param name the constraint's name, where it matters
 * @param columns its columns, in order
 * @param nulls whether two rows without a value differ
 * @param deferral when it is checked; SQLite always does with each statement
 */
public record Unique(Optional<String> name, List<String> columns, Nulls nulls, Deferral deferral) implements TablePart {
    public Unique {
        requireNonNull(name);
        columns = Checks.some("unique", columns);
        requireNonNull(nulls);
        requireNonNull(deferral);
    }

    /** Whether two rows without a value differ. */
    public enum Nulls {
        /** They do, so there may be many. */
        DIFFER,
        /** They do not; PostgreSQL 15 and newer. */
        AGREE
    }

    /** A constraint in which nulls differ, checked with each statement. */
    public Unique(Optional<String> name, List<String> columns) {
        this(name, columns, Nulls.DIFFER, Deferral.NOT_DEFERRABLE);
    }

    /** A unique constraint over these columns. */
    public static Unique of(String... columns) {
        return new Unique(Optional.empty(), List.of(columns));
    }

    /** The same constraint under a name. */
    public Unique named(String name) {
        return new Unique(Optional.of(name), columns, nulls, deferral);
    }

    /** The same constraint, in which rows without a value agree. */
    public Unique nullsAgree() {
        return new Unique(name, columns, Nulls.AGREE, deferral);
    }

    /** The same constraint, checked so. */
    public Unique checked(Deferral when) {
        return new Unique(name, columns, nulls, when);
    }
}
