package io.whisperschema.sql;

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
        Optional<Identity> identity) {
    /** Whether a column may be null. */
    public enum Nulls {
        /** It may. */
        ALLOWED,
        /** It may not. */
        REFUSED
    }

    /** Who may number an identity column. */
    public enum Identity {
        /** The server, unless a statement says otherwise. */
        ALWAYS,
        /** The statement, else the server. */
        BY_DEFAULT
    }

    /**
     * How a generated column is computed.
     *
     * @param expression the expression as written, without its brackets
     * @param storage whether its values are kept
     */
    public record Generated(String expression, Storage storage) {}

    /** Whether the values of a generated column are kept. */
    public enum Storage {
        /** Computed when written. */
        STORED,
        /** Computed when read. */
        VIRTUAL
    }
}
