package io.whisperschema.sql;

import io.whisperschema.catalog.ScriptReading.Reason;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.sql.PostgresColumn.Nulls;
import io.whisperschema.sql.PostgresColumn.Numbered;
import java.util.List;
import java.util.Optional;

/** One of the actions of an {@code ALTER TABLE}. */
public sealed interface PostgresAlteration {
    /** What to do for each kind of action. */
    interface Cases<R> {
        /** A new column. */
        R addColumn(AddColumn action);

        /** One column less. */
        R dropColumn(DropColumn action);

        /** A change to a column. */
        R changeColumn(ChangeColumn action);

        /** A new constraint. */
        R addConstraint(AddConstraint action);

        /** One constraint less. */
        R dropConstraint(DropConstraint action);

        /** A constraint whose rows are checked now. */
        R validateConstraint(ValidateConstraint action);

        /** A new name for the table or a part of it. */
        R rename(Rename action);

        /** A table that becomes a part of this one. */
        R attachPartition(AttachPartition action);

        /** A table that is no part of this one any more. */
        R detachPartition(DetachPartition action);

        /** A crash does or does not empty the table. */
        R changePersistence(ChangePersistence action);

        /** Something that no catalog shows. */
        R ineffective(Ineffective action);
    }

    /** Calls the case that fits. */
    <R> R match(Cases<R> cases);

    /**
     * A new column.
     *
     * @param presence what to do if there is one of that name
     * @param column the column
     * @param constraints the constraints written behind it
     */
    record AddColumn(Presence presence, PostgresColumn column, List<PostgresConstraint> constraints)
            implements PostgresAlteration {
        public AddColumn {
            constraints = List.copyOf(constraints);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.addColumn(this);
        }
    }

    /** What to do if what is made exists, or what is dropped does not. */
    enum Presence {
        /** That is an error. */
        STRICT,
        /** Nothing. */
        LENIENT
    }

    /**
     * One column less.
     *
     * @param column its name
     */
    record DropColumn(String column) implements PostgresAlteration {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dropColumn(this);
        }
    }

    /**
     * A change to a column.
     *
     * @param column its name
     * @param change what becomes different
     */
    record ChangeColumn(String column, Change change) implements PostgresAlteration {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.changeColumn(this);
        }
    }

    /** What becomes different of a column. */
    sealed interface Change {}

    /**
     * Another default.
     *
     * @param text the default as written, none if absent
     */
    record ChangeDefault(Optional<String> text) implements Change {}

    /**
     * Nulls become allowed or refused.
     *
     * @param nulls which
     */
    record ChangeNulls(Nulls nulls) implements Change {}

    /**
     * Another type.
     *
     * @param type the type
     * @param collation the collation it names
     */
    record ChangeType(PostgresTypeName type, Optional<PostgresName> collation) implements Change {}

    /**
     * Another way to be numbered.
     *
     * @param identity the way, none if absent
     */
    record ChangeIdentity(Optional<Numbered> identity) implements Change {}

    /**
     * Another way to be numbered, but by the same sequence.
     *
     * @param kind the way
     */
    record ChangeIdentityKind(Identity kind) implements Change {}

    /** It is computed no longer. */
    record DropExpression() implements Change {}

    /**
     * A new constraint.
     *
     * @param constraint the constraint
     */
    record AddConstraint(PostgresConstraint constraint) implements PostgresAlteration {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.addConstraint(this);
        }
    }

    /**
     * One constraint less.
     *
     * @param constraint its name
     */
    record DropConstraint(String constraint) implements PostgresAlteration {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dropConstraint(this);
        }
    }

    /**
     * A constraint whose rows are checked now.
     *
     * @param constraint its name
     */
    record ValidateConstraint(String constraint) implements PostgresAlteration {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.validateConstraint(this);
        }
    }

    /**
     * A new name.
     *
     * @param what what gets it
     * @param before the old name; the table's own is not said
     * @param after the new name
     */
    record Rename(What what, String before, String after) implements PostgresAlteration {
        /** What gets a new name. */
        public enum What {
            /** The table. */
            TABLE,
            /** A column. */
            COLUMN,
            /** A constraint. */
            CONSTRAINT
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.rename(this);
        }
    }

    /**
     * A table that becomes a part of this one.
     *
     * @param partition the table
     * @param bounds which rows it takes, as written
     */
    record AttachPartition(PostgresName partition, String bounds) implements PostgresAlteration {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.attachPartition(this);
        }
    }

    /**
     * A table that is no part of this one any more.
     *
     * @param partition the table
     */
    record DetachPartition(PostgresName partition) implements PostgresAlteration {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.detachPartition(this);
        }
    }

    /**
     * Whether a crash empties the table.
     *
     * @param persistence whether it does
     */
    record ChangePersistence(Persistence persistence) implements PostgresAlteration {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.changePersistence(this);
        }
    }

    /** Whether a crash empties a table. */
    enum Persistence {
        /** It does not. */
        LOGGED,
        /** It does. */
        UNLOGGED
    }

    /**
     * Something that no catalog shows.
     *
     * @param reason why no catalog shows it
     * @param why the same as a clause
     */
    record Ineffective(Reason reason, String why) implements PostgresAlteration {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.ineffective(this);
        }
    }
}
