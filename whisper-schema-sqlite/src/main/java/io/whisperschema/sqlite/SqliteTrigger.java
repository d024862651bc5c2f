package io.whisperschema.sqlite;

import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * A trigger as SQLite keeps it.
 *
 * @param name its name
 * @param table the table or view it belongs to, in the spelling of whoever wrote it
 * @param sql the statement that makes it
 */
record SqliteTrigger(String name, String table, String sql) {
    /** What sets it off. */
    enum Event {
        INSERT,
        UPDATE,
        DELETE
    }

    /**
     * What it waits for.
     *
     * @param event what sets it off
     * @param columns of an update, which; none for any
     */
    record Head(Event event, List<String> columns) {
        Head {
            columns = List.copyOf(columns);
        }
    }

    /** All triggers there are. */
    static List<SqliteTrigger> in(RelationalCatalog catalog) {
        return catalog.foreignObjects().stream()
                .filter(object -> object.type().equals("trigger"))
                .map(SqliteTrigger::of)
                .toList();
    }

    private static SqliteTrigger of(ForeignObject object) {
        return new SqliteTrigger(
                object.name(), object.table().orElseThrow(), object.definition().orElseThrow());
    }

    /** Whether it belongs to that table or view. */
    boolean isOf(String name) {
        return SqliteNames.same(table, name);
    }

    /** What it waits for. */
    Head head() {
        Tokens tokens = Tokens.of(sql, DialectName.SQLITE);
        tokens.expectWords("create");
        tokens.acceptWords("temp");
        tokens.acceptWords("temporary");
        tokens.expectWords("trigger");
        tokens.acceptWords("if", "not", "exists");
        tokens.next();
        if (tokens.acceptSign(".")) {
            tokens.next();
        }
        if (!tokens.acceptWords("before") && !tokens.acceptWords("after")) {
            tokens.acceptWords("instead", "of");
        }
        Event event = event(tokens);
        return new Head(event, columns(tokens));
    }

    private static Event event(Tokens tokens) {
        if (tokens.acceptWords("insert")) {
            return Event.INSERT;
        }
        if (tokens.acceptWords("delete")) {
            return Event.DELETE;
        }
        tokens.expectWords("update");
        return Event.UPDATE;
    }

    private static List<String> columns(Tokens tokens) {
        var columns = new ArrayList<String>();
        if (tokens.acceptWords("of")) {
            do {
                columns.add(tokens.next().value());
            } while (tokens.acceptSign(","));
        }
        return columns;
    }
}
