package io.whisperschema.sqlite;

import io.whisperschema.diff.RelationalChange;
import java.util.Optional;

/**
 * When a change is made. Tables are rebuilt under the names they have, so that triggers and views fit while they are
 * written again; then SQLite renames, and carries the new names into all of them.
 */
enum SqlitePhase {
    DROP_VIEW,
    DROP_INDEX,
    DROP_TABLE,
    /** In the statement that makes its table, which is written anew unless ALTER TABLE can do it. */
    TABLE,
    RENAME_TABLE,
    RENAME_COLUMN,
    CREATE_TABLE,
    CREATE_INDEX,
    CREATE_VIEW,
    NEVER;

    /** When that change is made. */
    static SqlitePhase of(RelationalChange change) {
        return change.match(new Phases()).phase();
    }

    /** The table whose statement the change is in. */
    static Optional<String> tableOf(RelationalChange change) {
        return change.match(new Phases()).table();
    }

    private record Place(SqlitePhase phase, Optional<String> table) {
        static Place in(String table) {
            return new Place(TABLE, Optional.of(table));
        }

        static Place at(SqlitePhase phase) {
            return new Place(phase, Optional.empty());
        }
    }

    private static final class Phases implements RelationalChange.Cases<Place> {
        @Override
        public Place createTable(RelationalChange.CreateTable change) {
            return Place.at(CREATE_TABLE);
        }

        @Override
        public Place dropTable(RelationalChange.DropTable change) {
            return Place.at(DROP_TABLE);
        }

        @Override
        public Place addColumn(RelationalChange.AddColumn change) {
            return Place.in(change.table());
        }

        @Override
        public Place dropColumn(RelationalChange.DropColumn change) {
            return Place.in(change.table());
        }

        @Override
        public Place alterColumn(RelationalChange.AlterColumn change) {
            return Place.in(change.table());
        }

        @Override
        public Place changePrimaryKey(RelationalChange.ChangePrimaryKey change) {
            return Place.in(change.table());
        }

        @Override
        public Place addForeignKey(RelationalChange.AddForeignKey change) {
            return Place.in(change.table());
        }

        @Override
        public Place dropForeignKey(RelationalChange.DropForeignKey change) {
            return Place.in(change.table());
        }

        @Override
        public Place addUnique(RelationalChange.AddUnique change) {
            return Place.in(change.table());
        }

        @Override
        public Place dropUnique(RelationalChange.DropUnique change) {
            return Place.in(change.table());
        }

        @Override
        public Place addCheck(RelationalChange.AddCheck change) {
            return Place.in(change.table());
        }

        @Override
        public Place dropCheck(RelationalChange.DropCheck change) {
            return Place.in(change.table());
        }

        @Override
        public Place createIndex(RelationalChange.CreateIndex change) {
            return Place.at(CREATE_INDEX);
        }

        @Override
        public Place dropIndex(RelationalChange.DropIndex change) {
            return Place.at(DROP_INDEX);
        }

        /** SQLite has no other way than to drop it first. */
        @Override
        public Place renameIndex(RelationalChange.RenameIndex change) {
            return Place.at(CREATE_INDEX);
        }

        @Override
        public Place createView(RelationalChange.CreateView change) {
            return Place.at(CREATE_VIEW);
        }

        @Override
        public Place dropView(RelationalChange.DropView change) {
            return Place.at(DROP_VIEW);
        }

        @Override
        public Place renameTable(RelationalChange.RenameTable change) {
            return Place.at(RENAME_TABLE);
        }

        @Override
        public Place renameColumn(RelationalChange.RenameColumn change) {
            return Place.at(RENAME_COLUMN);
        }

        @Override
        public Place renameConstraint(RelationalChange.RenameConstraint change) {
            return Place.in(change.table());
        }

        @Override
        public Place changeTableForm(RelationalChange.ChangeTableForm change) {
            return Place.in(change.table());
        }

        @Override
        public Place addExclusion(RelationalChange.AddExclusion change) {
            return Place.at(NEVER);
        }

        @Override
        public Place dropExclusion(RelationalChange.DropExclusion change) {
            return Place.at(NEVER);
        }

        @Override
        public Place validateConstraint(RelationalChange.ValidateConstraint change) {
            return Place.at(NEVER);
        }

        @Override
        public Place changeTableComment(RelationalChange.ChangeTableComment change) {
            return Place.at(NEVER);
        }
    }
}
