package io.whisperschema.sql;

import io.whisperschema.definition.relational.Index.Uniqueness;
import java.util.List;
import java.util.Optional;

/**
 * What the text of a SQLite index says.
 *
 * @param name its name
 * @param table its table
 * @param uniqueness whether two rows may agree in all keys
 * @param keys what it is sorted by
 * @param where the condition as written, all rows when absent
 */
public record SqliteIndexDdl(
        String name, String table, Uniqueness uniqueness, List<SqliteKey> keys, Optional<String> where) {
    public SqliteIndexDdl {
        keys = List.copyOf(keys);
    }
}
