package io.whisperschema.sql;

import io.whisperschema.catalog.ScriptReading.Reason;
import io.whisperschema.definition.relational.Index.Uniqueness;
import io.whisperschema.sql.PostgresAlteration.Persistence;
import io.whisperschema.sql.PostgresAlteration.Presence;
import io.whisperschema.sql.PostgresColumn.Counting;
import java.util.List;
import java.util.Optional;

/** What one statement of PostgreSQL says. */
public sealed interface PostgresStatement {
    /** What to do for each kind of statement. */
    interface Cases<R> {
        /** Where names without a schema are looked up from now on. */
        R searchPath(SearchPath statement);

        /** A new table. */
        R createTable(CreateTable statement);

        /** Changes to a table. */
        R alterTable(AlterTable statement);

        /** A new index. */
        R createIndex(CreateIndex statement);

        /** The index of a partition becomes a part of its table's. */
        R attachIndex(AttachIndex statement);

        /** A new sequence. */
        R createSequence(CreateSequence statement);

        /** A sequence gets another owner. */
        R ownSequence(OwnSequence statement);

        /** One more value of an enum. */
        R extendEnum(ExtendEnum statement);

        /** A new view. */
        R createView(CreateView statement);

        /** Something new that is neither table, index, sequence nor view. */
        R createObject(CreateObject statement);

        /** A comment. */
        R comment(Comment statement);

        /** Things less. */
        R drop(Drop statement);

        /** A new name for something that is no part of a table. */
        R rename(Rename statement);

        /** A statement that no catalog shows. */
        R unread(Unread statement);
    }

    /** Calls the case that fits. */
    <R> R match(Cases<R> cases);

    /**
     * Where names without a schema are looked up from now on.
     *
     * @param schemas the schemas, in order
     */
    record SearchPath(List<String> schemas) implements PostgresStatement {
        public SearchPath {
            schemas = List.copyOf(schemas);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.searchPath(this);
        }
    }

    /**
     * A new table.
     *
     * @param presence what to do if it exists
     * @param persistence whether a crash empties it
     * @param name its name
     * @param columns its columns, in order
     * @param constraints its constraints in the order they are written, those behind columns included
     * @param parents the tables it inherits from, or is a partition of
     * @param bounds which rows of its parent it takes as a partition, as written
     * @param partitioning by what it is partitioned, as written
     */
    record CreateTable(
            Presence presence,
            Persistence persistence,
            PostgresName name,
            List<PostgresColumn> columns,
            List<PostgresConstraint> constraints,
            List<PostgresName> parents,
            Optional<String> bounds,
            Optional<String> partitioning)
            implements PostgresStatement {
        public CreateTable {
            columns = List.copyOf(columns);
            constraints = List.copyOf(constraints);
            parents = List.copyOf(parents);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.createTable(this);
        }
    }

    /**
     * Changes to a table.
     *
     * @param presence what to do if it does not exist
     * @param reach whether its partitions are meant too
     * @param name its name
     * @param actions the changes, in order
     */
    record AlterTable(Presence presence, Reach reach, PostgresName name, List<PostgresAlteration> actions)
            implements PostgresStatement {
        public AlterTable {
            actions = List.copyOf(actions);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.alterTable(this);
        }
    }

    /** Whether the partitions of a table are meant too. */
    enum Reach {
        /** They are. */
        WITH_PARTITIONS,
        /** They are not. */
        ONLY
    }

    /**
     * A new index.
     *
     * @param presence what to do if it exists
     * @param name its name, if the statement gives one
     * @param reach whether the partitions of its table get one too
     * @param table its table
     * @param uniqueness whether two rows may agree in all keys
     * @param method its access method, if the statement names one
     * @param keys what it is sorted by
     * @param included the columns it holds besides
     * @param where the rows it covers, as written, all if absent
     * @param storage whether it says how it is kept
     */
    record CreateIndex(
            Presence presence,
            Optional<String> name,
            Reach reach,
            PostgresName table,
            Uniqueness uniqueness,
            Optional<String> method,
            List<PostgresKey> keys,
            List<String> included,
            Optional<String> where,
            Storage storage)
            implements PostgresStatement {
        public CreateIndex {
            keys = List.copyOf(keys);
            included = List.copyOf(included);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.createIndex(this);
        }
    }

    /** Whether an index says how it is kept. */
    enum Storage {
        /** It does not. */
        USUAL,
        /** It does. */
        OWN
    }

    /**
     * The index of a partition becomes a part of its table's.
     *
     * @param index the index of the table
     * @param part the index of the partition
     */
    record AttachIndex(PostgresName index, PostgresName part) implements PostgresStatement {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.attachIndex(this);
        }
    }

    /**
     * A new sequence.
     *
     * @param presence what to do if it exists
     * @param name its name
     * @param counting how it counts
     * @param owner the column that it goes with
     */
    record CreateSequence(Presence presence, PostgresName name, Counting counting, Optional<ColumnName> owner)
            implements PostgresStatement {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.createSequence(this);
        }
    }

    /**
     * A sequence gets another owner.
     *
     * @param sequence its name
     * @param owner the column that it goes with from now on
     */
    record OwnSequence(PostgresName sequence, Optional<ColumnName> owner) implements PostgresStatement {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.ownSequence(this);
        }
    }

    /**
     * A column of a table.
     *
     * @param table the table
     * @param column the column
     */
    record ColumnName(PostgresName table, String column) {}

    /**
     * A new view.
     *
     * @param name its name
     * @param query its query, as written
     * @param beyond what it says that a catalog has no place for
     */
    record CreateView(PostgresName name, String query, Optional<String> beyond) implements PostgresStatement {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.createView(this);
        }
    }

    /**
     * Something new that is neither table, index, sequence nor view.
     *
     * @param type what it is, for example {@code trigger}
     * @param name its name
     * @param arguments the arguments by which a function is told from others of its name
     * @param table the table that it belongs to, if to one
     * @param definition what makes it, in the form in which the database tells it
     */
    record CreateObject(
            String type,
            PostgresName name,
            Optional<List<PostgresArgument>> arguments,
            Optional<PostgresName> table,
            Optional<String> definition)
            implements PostgresStatement {
        /** Something that has a name in its schema and nothing more to tell. */
        CreateObject(String type, PostgresName name, Optional<String> definition) {
            this(type, name, Optional.empty(), Optional.empty(), definition);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.createObject(this);
        }
    }

    /**
     * One more value of an enum.
     *
     * @param name the enum
     * @param value the value
     * @param neighbour the value beside it, the last if absent
     * @param place on which side of it
     */
    record ExtendEnum(PostgresName name, String value, Optional<String> neighbour, Place place)
            implements PostgresStatement {
        /** On which side of its neighbour a value comes. */
        public enum Place {
            /** Before it. */
            BEFORE,
            /** Behind it. */
            AFTER
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.extendEnum(this);
        }
    }

    /**
     * A comment.
     *
     * @param on what it is about
     * @param name the table or other thing
     * @param column the column, if it is about one
     * @param text the comment, none if it is taken away
     */
    record Comment(On on, PostgresName name, Optional<String> column, Optional<String> text)
            implements PostgresStatement {
        /** What a comment is about. */
        public enum On {
            /** A table. */
            TABLE,
            /** A column of a table. */
            COLUMN
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.comment(this);
        }
    }

    /**
     * Things less.
     *
     * @param presence what to do if there is none
     * @param type what they are, in the words of {@link CreateObject}, or {@code table}, {@code index}, {@code view}
     * @param names their names
     * @param table the table that they belong to, if to one
     * @param standing what becomes of what stands on them
     */
    record Drop(
            Presence presence, String type, List<PostgresName> names, Optional<PostgresName> table, Standing standing)
            implements PostgresStatement {
        /** What becomes of what stands on something that goes. */
        public enum Standing {
            /** It keeps that from going. */
            IN_THE_WAY,
            /** It goes along. */
            GONE
        }

        public Drop {
            names = List.copyOf(names);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.drop(this);
        }
    }

    /**
     * A new name for something that is no part of a table.
     *
     * @param type what it is, as in {@link Drop}
     * @param before its name
     * @param after its new name
     */
    record Rename(String type, PostgresName before, String after) implements PostgresStatement {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.rename(this);
        }
    }

    /**
     * A statement that no catalog shows.
     *
     * @param reason what kind of statement it is
     * @param why why no catalog shows it, as a clause
     */
    record Unread(Reason reason, String why) implements PostgresStatement {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unread(this);
        }
    }
}
