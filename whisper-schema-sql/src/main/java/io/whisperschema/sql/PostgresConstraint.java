package io.whisperschema.sql;

import io.whisperschema.definition.relational.Deferral;
import io.whisperschema.definition.relational.ReferentialAction;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
     * @param beyond what a catalog has no place for, in its words
     */
    record Traits(Optional<String> name, Deferral deferral, Proof proof, Set<Beyond> beyond) {
        public Traits {
            beyond = Set.copyOf(beyond);
        }
    }

    /** What a catalog has no place for of a constraint. */
    enum Beyond {
        /** All its columns are null or none. */
        MATCH_FULL("match full"),
        /** On delete it changes only some of its columns. */
        SOME_COLUMNS("some columns set on delete"),
        /** The tables that inherit do without it. */
        NO_INHERIT("no inherit"),
        /** Its last column is a period. */
        PERIOD("a period"),
        /** Nobody holds it up. */
        NOT_ENFORCED("not enforced");

        private final String words;

        Beyond(String words) {
            this.words = words;
        }

        /** What it is, in words. */
        public String words() {
            return words;
        }
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
     * @param definition what it excludes, from {@code EXCLUDE} on, as written
     * @param columns the columns that its index is on, {@code expr} for expressions
     */
    record Exclusion(Traits traits, String definition, List<String> columns) implements PostgresConstraint {
        public Exclusion {
            columns = List.copyOf(columns);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.exclusion(this);
        }
    }

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
