package io.whisperschema.sql;

import io.whisperschema.definition.relational.ForeignKey.Actions;
import java.util.List;
import java.util.Optional;

/** A constraint in the text of a SQLite table, whether written behind a column or on its own. */
public sealed interface SqliteConstraint {
    /** Its name, if it has one. */
    Optional<String> name();

    /** What to do for each kind of constraint. */
    interface Cases<R> {
        /** A primary key. */
        R primaryKey(PrimaryKey key);

        /** A unique constraint. */
        R unique(Unique unique);

        /** A condition. */
        R check(Check check);

        /** A foreign key. */
        R foreignKey(ForeignKey key);
    }

    /** Calls the case that fits. */
    <R> R match(Cases<R> cases);

    /**
     * A primary key.
     *
     * @param name its name, if it has one
     * @param keys its columns
     * @param conflict the word behind {@code ON CONFLICT}, in upper case
     */
    record PrimaryKey(Optional<String> name, List<SqliteKey> keys, Optional<String> conflict)
            implements SqliteConstraint {
        public PrimaryKey {
            keys = List.copyOf(keys);
        }

        /** The names of its columns. */
        public List<String> columns() {
            return keys.stream().map(SqliteKey::name).toList();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.primaryKey(this);
        }
    }

    /**
     * A unique constraint.
     *
     * @param name its name, if it has one
     * @param keys its columns
     * @param conflict the word behind {@code ON CONFLICT}, in upper case
     */
    record Unique(Optional<String> name, List<SqliteKey> keys, Optional<String> conflict) implements SqliteConstraint {
        public Unique {
            keys = List.copyOf(keys);
        }

        /** The names of its columns. */
        public List<String> columns() {
            return keys.stream().map(SqliteKey::name).toList();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unique(this);
        }
    }

    /**
     * A condition.
     *
     * @param name its name, if it has one
     * @param expression the condition as written, without its brackets
     */
    record Check(Optional<String> name, String expression) implements SqliteConstraint {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.check(this);
        }
    }

    /**
     * A foreign key.
     *
     * @param name its name, if it has one
     * @param columns the referring columns
     * @param table the table referred to
     * @param references its columns; none if it refers to the primary key without naming it
     * @param actions what happens to it when the row referred to goes or changes
     * @param deferral when it is checked
     */
    record ForeignKey(
            Optional<String> name,
            List<String> columns,
            String table,
            List<String> references,
            Actions actions,
            Deferral deferral)
            implements SqliteConstraint {
        public ForeignKey {
            columns = List.copyOf(columns);
            references = List.copyOf(references);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.foreignKey(this);
        }
    }

    /** When a foreign key is checked. */
    enum Deferral {
        /** With each statement. */
        NOT_DEFERRABLE,
        /** With each statement, unless a transaction asks otherwise. */
        INITIALLY_IMMEDIATE,
        /** When the transaction ends. */
        INITIALLY_DEFERRED
    }
}
