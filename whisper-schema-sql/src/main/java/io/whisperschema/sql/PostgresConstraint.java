package io.whisperschema.sql;

import io.whisperschema.definition.relational.ReferentialAction;
import java.util.List;
import java.util.Optional;

/** A constraint as a PostgreSQL statement describes it, whether written behind a column or on its own. */
public sealed interface PostgresConstraint {
    /** What every constraint may say. */
    Traits traits();

    /** What to do for each kind of constraint. */
    interface Cases<R> {
        /** A primary key or a unique constraint. */
        R key(Key key);

        /** A condition. */
        R check(Check check);

        /** A foreign key. */
        R foreignKey(ForeignKey key);

        /** An exclusion. */
        R exclusion(Exclusion exclusion);

        /** A column that may not be null. */
        R notNull(NotNull notNull);
    }

    /** Calls the case that fits. */
    <R> R match(Cases<R> cases);

    /**
     * What every constraint may say.
     *
     * @param name its name, if it has one
     * @param deferral when it is checked
     * @param proof whether the rows are known to meet it
     */
    record Traits(Optional<String> name, Deferral deferral, Proof proof) {}

    /** When a constraint is checked. */
    enum Deferral {
        /** With each statement. */
        NOT_DEFERRABLE,
        /** With each statement, unless a transaction asks otherwise. */
        INITIALLY_IMMEDIATE,
        /** When the transaction ends. */
        INITIALLY_DEFERRED
    }

    /** Whether the rows are known to meet a constraint. */
    enum Proof {
        /** They are. */
        VALID,
        /** Only those written since. */
        NOT_VALID
    }

    /** Which of the two a key is. */
    enum Rank {
        /** The primary key. */
        PRIMARY,
        /** A unique constraint. */
        UNIQUE,
        /** A unique constraint in which nulls are equal. */
        UNIQUE_NULLS
    }

    /**
     * A primary key or a unique constraint.
     *
     * @param traits its name and so on
     * @param rank which of the two
     * @param columns its columns
     * @param included the columns that its index holds besides
     */
    record Key(Traits traits, Rank rank, List<String> columns, List<String> included) implements PostgresConstraint {
        public Key {
            columns = List.copyOf(columns);
            included = List.copyOf(included);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.key(this);
        }
    }

    /**
     * A condition.
     *
     * @param traits its name and so on
     * @param expression the condition as written, without its brackets
     */
    record Check(Traits traits, String expression) implements PostgresConstraint {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.check(this);
        }
    }

    /**
     * A foreign key.
     *
     * @param traits its name and so on
     * @param columns the referring columns
     * @param table the table referred to
     * @param references its columns; none if it refers to the primary key without naming it
     * @param onDelete when the row referred to is deleted
     * @param onUpdate when its key changes
     */
    record ForeignKey(
            Traits traits,
            List<String> columns,
            PostgresName table,
            List<String> references,
            ReferentialAction onDelete,
            ReferentialAction onUpdate)
            implements PostgresConstraint {
        public ForeignKey {
            columns = List.copyOf(columns);
            references = List.copyOf(references);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.foreignKey(this);
        }
    }

    /**
     * No two rows for which all comparisons hold.
     *
     * @param traits its name and so on
     * @param method the access method of its index
     * @param elements what is compared, and by which operator
     * @param included the columns that its index holds besides
     * @param where the rows it is about, all if absent
     */
    record Exclusion(
            Traits traits,
            Optional<String> method,
            List<Element> elements,
            List<String> included,
            Optional<String> where)
            implements PostgresConstraint {
        public Exclusion {
            elements = List.copyOf(elements);
            included = List.copyOf(included);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.exclusion(this);
        }
    }

    /**
     * One comparison of an exclusion.
     *
     * @param key what is compared
     * @param operator the operator as written
     */
    record Element(PostgresKey key, String operator) {}

    /**
     * A column that may not be null.
     *
     * @param traits its name and so on
     * @param column the column
     */
    record NotNull(Traits traits, String column) implements PostgresConstraint {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.notNull(this);
        }
    }
}
