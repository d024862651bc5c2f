package io.whisperschema.sql;

import io.whisperschema.definition.relational.Generated.Storage;
import io.whisperschema.definition.relational.Identity;
import java.util.Optional;

/**
 * A column as a statement describes it; its constraints stand beside it.
 *
 * @param name its name
 * @param type its type
 * @param nulls whether it may be null
 * @param collation the collation it names
 * @param defaultText its default as written
 * @param generated how it is computed, if it is
 * @param identity how it is numbered, if it is
 */
public record PostgresColumn(
        String name,
        PostgresTypeName type,
        Nulls nulls,
        Optional<PostgresName> collation,
        Optional<String> defaultText,
        Optional<Generated> generated,
        Optional<Numbered> identity) {
    /** Whether a column may be null. */
    public enum Nulls {
        /** It may. */
        ALLOWED,
        /** It may not. */
        REFUSED
    }

    /**
     * How an identity column is numbered.
     *
     * @param kind {@code ALWAYS}, or {@code GENERATED} for by default
     * @param counting how its sequence counts
     */
    public record Numbered(Identity kind, Counting counting) {}

    /** How a sequence counts. */
    public enum Counting {
        /** From one, by one. */
        USUAL,
        /** Otherwise. */
        OWN
    }

    /**
     * How a generated column is computed.
     *
     * @param expression the expression as written, without its brackets
     * @param storage whether its values are kept
     */
    public record Generated(String expression, Storage storage) {}
}
