package io.whisperschema.sql.sqlite;

import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.ScriptReading;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.spi.ScriptReader;
import io.whisperschema.sql.ScriptLines;
import io.whisperschema.sql.ScriptStatement;
import io.whisperschema.sql.ScriptsInTurn;
import java.util.List;

/**
 * A script for SQLite as it was understood.
 *
 * @param reading what it makes of an empty database
 * @param lines where it makes what
 */
public record SqliteScript(ScriptReading reading, ScriptLines lines) {
    /**
     * What a script makes of an empty database.
     *
     * @throws UnreadableDocument if a string or name has no end
     */
    public static SqliteScript read(String script) {
        var reader = new SqliteScriptReader();
        split(script).forEach(reader::read);
        return reader.result();
    }

    /** A reader of scripts that come one behind the other, in a database that has these things. */
    public static ScriptReader reader(List<ForeignObject> there) {
        var reader = new SqliteScriptReader();
        there.forEach(reader::hold);
        return new ScriptsInTurn(
                SqliteScript::split, reader::read, () -> reader.result().reading());
    }

    private static List<ScriptStatement> split(String script) {
        try {
            return SqliteStatements.split(script);
        } catch (SqlSyntaxException e) {
            throw new UnreadableDocument("line " + e.line(), e.problem() + "; nothing was read", e);
        }
    }
}
