package io.whisperschema.sql;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the text of a SQLite table says.
 *
 * @param name its name
 * @param columns its columns, in order
 * @param constraints its constraints in the order they are written, those behind columns included
 * @param options what stands behind its brackets
 */
public record SqliteTableDdl(
        String name, List<Column> columns, List<SqliteConstraint> constraints, Set<Option> options) {
    public SqliteTableDdl {
        columns = List.copyOf(columns);
        constraints = List.copyOf(constraints);
        options = Set.copyOf(options);
    }

    /** An option of a table. */
    public enum Option {
        /** Its types are enforced. */
        STRICT,
        /** Its primary key is its storage order. */
        WITHOUT_ROWID
    }

    /**
     * A column.
     *
     * @param name its name
     * @param type its declared type as written, empty if it has none
     * @param nulls whether it says that it refuses null
     * @param collation the collation it names
     * @param defaultText its default as written, without brackets around it
     * @param generated how it is computed, if it is
     * @param numbering who numbers its rows
     * @param conflict the word behind {@code NOT NULL ON CONFLICT}, in upper case
     */
    public record Column(
            String name,
            String type,
            Nulls nulls,
            Optional<String> collation,
            Optional<String> defaultText,
            Optional<Generated> generated,
            Numbering numbering,
            Optional<String> conflict) {}

    /** Whether a column refuses null. */
    public enum Nulls {
        /** Nothing is said against them. */
        ALLOWED,
        /** It does. */
        REFUSED
    }

    /** Who numbers the rows. */
    public enum Numbering {
        /** Nobody, or the rowid if the column is its alias. */
        NONE,
        /** Nobody: behind a column {@code PRIMARY KEY DESC} makes no alias, an old mistake that SQLite keeps. */
        NEVER,
        /** SQLite, which never gives a number twice. */
        AUTOINCREMENT
    }

    /**
     * How a generated column is computed.
     *
     * @param expression the expression as written, without its brackets
     * @param storage whether its values are kept
     */
    public record Generated(String expression, Storage storage) {
        /** Whether the values of a generated column are kept. */
        public enum Storage {
            /** Computed when read. */
            VIRTUAL,
            /** Computed when written. */
            STORED
        }
    }

    /** The column of that name, case ignored. */
    public Optional<Column> column(String wanted) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(wanted))
                .findFirst();
    }
}
