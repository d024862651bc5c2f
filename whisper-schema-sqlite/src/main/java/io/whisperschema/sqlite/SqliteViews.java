package io.whisperschema.sqlite;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.Tokens;

/** The query in the statement that SQLite keeps of a view. */
final class SqliteViews {
    private SqliteViews() {}

    /** What stands behind AS; the whole statement where the view names its columns, which only the whole tells. */
    static String query(String sql) {
        Tokens tokens = Tokens.of(sql, DialectName.SQLITE);
        tokens.expectWords("create");
        tokens.acceptWords("temp");
        tokens.acceptWords("temporary");
        tokens.expectWords("view");
        tokens.acceptWords("if", "not", "exists");
        tokens.next();
        if (tokens.acceptSign(".")) {
            tokens.next();
        }
        return tokens.acceptWords("as") ? tokens.written(tokens.position(), tokens.size()) : sql;
    }
}
