package io.whisperschema.definition.relational;

import static java.util.Objects.requireNonNull;

import io.whisperschema.internal.Checks;
import java.util.List;
import java.util.Optional;

/**
 * The key by which a table's rows are told apart.
 *
 * @param name the constraint's name, where it matters
 * @param columns its columns, in order
 * @param surrogate present for a natural key: the number that PostgreSQL keeps as primary key beside it
 */
public record PrimaryKey(Optional<String> name, List<String> columns, Optional<Surrogate> surrogate)
        implements TablePart {
    public PrimaryKey {
        requireNonNull(name);
        columns = Checks.some("primary key", columns);
        requireNonNull(surrogate);
    }

    /** A key over these columns. */
    public static PrimaryKey of(String... columns) {
        return new PrimaryKey(Optional.empty(), List.of(columns), Optional.empty());
    }

    /** The same key under a name. */
    public PrimaryKey named(String name) {
        return new PrimaryKey(Optional.of(name), columns, surrogate);
    }

    /**
     * The column that PostgreSQL adds as primary key beside a natural key. It stands only in the catalog, outside
     * digests and moves.
     *
     * @param column its name
     * @param type integer or bigint
     * @param identity how it is numbered
     */
    public record Surrogate(String column, ScalarType type, Identity identity) {
        public Surrogate {
            String place = "surrogate " + Checks.name("surrogate", column);
            Column.isNoSystemColumn(place, column);
            Checks.that(
                    type == ScalarType.INTEGER || type == ScalarType.BIGINT,
                    place,
                    "a surrogate cannot be " + type.text(),
                    "Make it an integer or a bigint.");
            Checks.that(
                    identity != Identity.NONE, place, "nothing numbers the surrogate", "Choose GENERATED or SERIAL.");
        }
    }
}
