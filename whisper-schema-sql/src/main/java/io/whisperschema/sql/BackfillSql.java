package io.whisperschema.sql;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.migration.Backfill;
import io.whisperschema.migration.Scripts;
import io.whisperschema.spi.BackfillStatements;

/**
 * The statements of backfills. A batch asks for the condition twice: what others changed after it was chosen is chosen no
 * longer. The host's words stand in lines of their own, as they may end with a comment.
 *
 * @param place what tells rows of any table apart, such as {@code rowid}
 * @param among what finds it among those of a query, such as {@code IN (%s)}
 */
public record BackfillSql(String place, String among) {
    public BackfillSql {
        requireNonNull(place);
        requireNonNull(among);
    }

    /** The statements for a table that is written so, in that dialect. */
    public BackfillStatements of(Backfill backfill, String table, DialectName dialect) {
        String where = "(\n" + words(backfill, backfill.condition(), dialect) + "\n)";
        String batch = "UPDATE " + table + " SET\n" + words(backfill, backfill.assignments(), dialect) + "\nWHERE "
                + chosen(backfill, "FROM " + table + " WHERE " + where + " LIMIT " + backfill.batch()) + " AND "
                + where + "\nRETURNING CASE WHEN " + where + " THEN 1 ELSE 0 END";
        return new BackfillStatements(batch, "SELECT count(*) FROM " + table + " WHERE " + where);
    }

    private static String words(Backfill backfill, Scripts scripts, DialectName dialect) {
        return scripts.in(dialect)
                .map(script -> script.calling(backfill.words()).filled(dialect).sql())
                .orElseThrow(() -> new UnsupportedChange(
                        dialect.value(), backfill.words(), "it has no words for it", "Give it some with on(…)."));
    }

    private String chosen(Backfill backfill, String from) {
        if (backfill.key().isEmpty()) {
            return place + " " + among.formatted("SELECT " + place + " " + from);
        }
        String columns = Identifiers.list(backfill.key());
        return "(" + columns + ") IN (SELECT " + columns + " " + from + ")";
    }
}
