package io.whisperschema.sql.sqlite;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.sql.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The query in the statement that SQLite keeps of a view, and whether it still works. */
public final class SqliteViews {
    /** The foreign object that a view is, beside being a view, which names what is not there. */
    public static final String BROKEN = "broken view";

    private SqliteViews() {}

    /** Whether SQLite cannot make sense of it; the driver compiles what it prepares, and nothing is run. */
    public static boolean isBroken(Connection connection, String view) {
        try (PreparedStatement compiled = connection.prepareStatement("SELECT * FROM " + Identifiers.quoted(view))) {
            return compiled.isClosed();
        } catch (SQLException doesNotCompile) {
            return true;
        }
    }

    /** What stands behind AS; the whole statement where the view names its columns, which only the whole tells. */
    public static String query(String sql) {
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
