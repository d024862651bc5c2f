package io.whisperschema.sql.translation;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.sql.PostgresColumn;
import io.whisperschema.sql.PostgresScript;
import io.whisperschema.sql.PostgresStatement;
import io.whisperschema.sql.PostgresStatementParser;
import io.whisperschema.sql.ScriptLines;
import io.whisperschema.sql.ScriptStatement;

/** Where a script for PostgreSQL makes what. */
final class PostgresLines {
    private PostgresLines() {}

    static ScriptLines of(String script) {
        var lines = new ScriptLines();
        PostgresScript.split(script).forEach(statement -> add(lines, statement));
        return lines;
    }

    private static void add(ScriptLines lines, ScriptStatement statement) {
        try {
            add(lines, statement, PostgresStatementParser.parse(statement));
        } catch (SqlSyntaxException unread) {
            // Reading the script has named it already.
        }
    }

    private static void add(ScriptLines lines, ScriptStatement statement, PostgresStatement parsed) {
        if (parsed instanceof PostgresStatement.CreateTable table) {
            String place = "table " + table.name().name();
            lines.put(place, statement.line());
            lines.putColumns(
                    place,
                    statement,
                    DialectName.POSTGRES,
                    table.columns().stream().map(PostgresColumn::name).toList());
        } else if (parsed instanceof PostgresStatement.CreateIndex index) {
            index.name()
                    .ifPresent(
                            name -> lines.put("table " + index.table().name() + ", index " + name, statement.line()));
        } else if (parsed instanceof PostgresStatement.CreateView view) {
            lines.put("view " + view.name().name(), statement.line());
        } else if (parsed instanceof PostgresStatement.CreateSequence sequence) {
            lines.put("sequence " + sequence.name().name(), statement.line());
        } else if (parsed instanceof PostgresStatement.CreateObject object) {
            lines.put(object.type() + " " + object.name().name(), statement.line());
        }
    }
}
