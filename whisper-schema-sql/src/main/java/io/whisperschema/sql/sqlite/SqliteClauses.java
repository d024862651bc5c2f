package io.whisperschema.sql.sqlite;

import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.ReferentialAction;
import io.whisperschema.sql.Identifiers;
import io.whisperschema.sql.SqliteConstraint;
import io.whisperschema.sql.SqliteKey;
import io.whisperschema.sql.TableSql;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Constraints of SQLite in full, with what it alone knows: conflict words, collations and directions of keys. */
public final class SqliteClauses {
    private SqliteClauses() {}

    /** A primary key, the last of its columns followed by those words. */
    public static String primaryKey(SqliteConstraint.PrimaryKey key, String numbering) {
        return named(key.name()) + "PRIMARY KEY (" + keys(key.keys()) + numbering + ")" + conflict(key.conflict());
    }

    /** A primary key as it stands behind its only column. */
    public static String besideColumn(SqliteConstraint.PrimaryKey key) {
        return named(key.name()) + "PRIMARY KEY DESC" + conflict(key.conflict());
    }

    public static String unique(SqliteConstraint.Unique unique) {
        return named(unique.name()) + "UNIQUE (" + keys(unique.keys()) + ")" + conflict(unique.conflict());
    }

    public static String foreignKey(SqliteConstraint.ForeignKey key) {
        return named(key.name()) + "FOREIGN KEY " + TableSql.list(key.columns()) + " REFERENCES "
                + Identifiers.quoted(key.table())
                + (key.references().isEmpty() ? "" : " " + TableSql.list(key.references()))
                + action(" ON DELETE ", key.actions().onDelete())
                + action(" ON UPDATE ", key.actions().onUpdate())
                + deferral(key.deferral());
    }

    public static String notNull(String conflict) {
        return " NOT NULL" + conflict(Optional.of(conflict));
    }

    private static String keys(List<SqliteKey> keys) {
        return keys.stream()
                .map(key -> Identifiers.quoted(key.name())
                        + key.collation()
                                .map(collation -> " COLLATE " + Identifiers.quoted(collation))
                                .orElse("")
                        + (key.order() == Index.Order.DESCENDING ? " DESC" : ""))
                .collect(Collectors.joining(", "));
    }

    private static String named(Optional<String> name) {
        return name.map(text -> "CONSTRAINT " + Identifiers.quoted(text) + " ").orElse("");
    }

    private static String conflict(Optional<String> word) {
        return word.map(text -> " ON CONFLICT " + text).orElse("");
    }

    private static String action(String when, ReferentialAction action) {
        return action == ReferentialAction.NO_ACTION ? "" : when + action.sql();
    }

    private static String deferral(SqliteConstraint.Deferral deferral) {
        return switch (deferral) {
            case NOT_DEFERRABLE -> "";
            case INITIALLY_IMMEDIATE -> " DEFERRABLE";
            case INITIALLY_DEFERRED -> " DEFERRABLE INITIALLY DEFERRED";
        };
    }
}
