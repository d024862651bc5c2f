package io.whisperschema.sql.sqlite;

import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.sql.SqliteIndexDdl;
import io.whisperschema.sql.SqliteTableDdl;

/** Something that SQLite keeps in its schema, but for the indexes of keys. */
public sealed interface SqliteObject {
    /** Its name. */
    String name();

    /** A table that holds its rows itself. */
    record Table(SqliteTableDdl ddl) implements SqliteObject {
        @Override
        public String name() {
            return ddl.name();
        }
    }

    /** An index that a statement of its own made. */
    record Index(SqliteIndexDdl ddl) implements SqliteObject {
        @Override
        public String name() {
            return ddl.name();
        }
    }

    /**
     * A view.
     *
     * @param name its name
     * @param sql the statement that made it
     */
    record View(String name, String sql) implements SqliteObject {}

    /** A trigger, a virtual table or a table that belongs to one. */
    record Foreign(ForeignObject object) implements SqliteObject {
        @Override
        public String name() {
            return object.name();
        }
    }
}
