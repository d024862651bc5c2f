package io.whisperschema.sql;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.ReservedWords;
import io.whisperschema.internal.sql.Token.Kind;
import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.spi.ScriptPart.Effect;
import java.util.Locale;
import java.util.Set;

/**
 * What a statement does to data that is there, as far as its words tell. Rows and columns that go are lost; values that are
 * written over, and what nobody can tell, may be.
 */
final class DataEffect {
    private static final Set<String> DROPS_ROWS = Set.of("table", "schema", "database", "owned");

    /** What takes columns with it when it goes with all that stands on it, also computed ones. */
    private static final Set<String> IN_COLUMNS =
            Set.of("type", "domain", "extension", "collation", "function", "routine", "operator", "text");

    /** What stands before {@code UPDATE} where nothing is written. */
    private static final Set<String> OF_LOCKS = Set.of("for", "key");

    /** What stands before {@code DELETE} where it is a name. */
    private static final Set<String> OF_NAMES = Set.of("select", "distinct", "all", "as", ",", ".");

    /** What {@code CREATE} says of a table before it. */
    private static final Set<String> OF_TABLES = Set.of("temp", "temporary", "unlogged", "global", "local");

    /** What dumps call. */
    private static final Set<String> HARMLESS = Set.of("set_config", "setval");

    private final Tokens tokens;
    private final DialectName dialect;

    private DataEffect(Tokens tokens, DialectName dialect) {
        this.tokens = tokens;
        this.dialect = dialect;
    }

    /** That of a statement of that dialect. */
    static Effect of(Tokens tokens, DialectName dialect) {
        return new DataEffect(tokens, dialect).effect();
    }

    private Effect effect() {
        return switch (word(0)) {
            case "truncate", "delete" -> Effect.LOSES_DATA;
            case "drop" -> drops() ? Effect.LOSES_DATA : Effect.OTHER;
            case "alter" -> alters();
            case "update", "replace", "do", "call", "execute" -> Effect.MAY_LOSE_DATA;
            case "insert", "merge", "with", "copy", "(" -> within();
            case "create" -> createsTable() ? within() : Effect.OTHER;
            case "explain" -> explains();
            case "select" -> callsSomething() ? Effect.MAY_LOSE_DATA : within();
            default -> Effect.OTHER;
        };
    }

    private boolean drops() {
        return DROPS_ROWS.contains(word(1)) || (IN_COLUMNS.contains(word(1)) && has("cascade"));
    }

    private Effect alters() {
        return switch (word(1)) {
            case "table", "foreign" ->
                dropsColumn() ? Effect.LOSES_DATA : givesAnotherType() ? Effect.MAY_LOSE_DATA : Effect.OTHER;
            case "type" -> has("drop") ? Effect.LOSES_DATA : Effect.OTHER;
            default -> Effect.OTHER;
        };
    }

    private boolean dropsColumn() {
        for (int i = 3; i < tokens.size(); i++) {
            boolean named = tokens.peek(i - 1).isSign(".") || word(i - 1).equals("column");
            if (word(i).equals("drop")
                    && !named
                    && !isOfOneColumn(i)
                    && !word(i + 1).equals("constraint")) {
                return true;
            }
        }
        return false;
    }

    /** Whether it takes something from a column, as {@code ALTER COLUMN name DROP NOT NULL} does. */
    private boolean isOfOneColumn(int drop) {
        return word(drop - 2).equals("alter")
                || (word(drop - 2).equals("column") && word(drop - 3).equals("alter"));
    }

    private boolean createsTable() {
        int at = 1;
        while (OF_TABLES.contains(word(at))) {
            at++;
        }
        return word(at).equals("table");
    }

    /** It runs what it explains if it is to measure it. */
    private Effect explains() {
        if (!word(1).equals("analyze") && !has("analyze")) {
            return Effect.OTHER;
        }
        return has("delete") ? Effect.LOSES_DATA : Effect.MAY_LOSE_DATA;
    }

    private boolean givesAnotherType() {
        for (int i = 3; i < tokens.size(); i++) {
            if (word(i).equals("alter")) {
                int behindName = word(i + 1).equals("column") ? i + 3 : i + 2;
                if (word(behindName).equals("type") || isAt(behindName, "set", "data", "type")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What the parts of a statement do that writes rows, or may. */
    private Effect within() {
        Effect effect = Effect.OTHER;
        for (int i = 1; i < tokens.size(); i++) {
            if (deletes(i)) {
                return Effect.LOSES_DATA;
            }
            if (writesOver(i)) {
                effect = Effect.MAY_LOSE_DATA;
            }
        }
        return effect;
    }

    private boolean deletes(int at) {
        return tokens.peek(at).isWord("delete")
                && (word(at - 1).equals("then") || (isAt(at + 1, "from") && !OF_NAMES.contains(word(at - 1))));
    }

    /** The actions of a foreign key write nothing now. */
    private boolean writesOver(int at) {
        return switch (word(at)) {
            case "update" ->
                !OF_LOCKS.contains(word(at - 1))
                        && !(word(0).equals("create") && word(at - 1).equals("on"));
            case "or" -> isAt(at + 1, "replace");
            case "replace" -> isAt(at + 1, "into");
            default -> false;
        };
    }

    /** On PostgreSQL a function may do anything; on SQLite none changes rows. */
    private boolean callsSomething() {
        if (!dialect.equals(DialectName.POSTGRES)) {
            return false;
        }
        for (int i = 1; i < tokens.size(); i++) {
            if (isName(i) && tokens.peek(i + 1).isSign("(") && !HARMLESS.contains(word(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isName(int at) {
        Kind kind = tokens.peek(at).kind();
        return kind == Kind.QUOTED_NAME || (kind == Kind.WORD && !ReservedWords.contains(word(at), dialect));
    }

    private boolean has(String wanted) {
        for (int i = 2; i < tokens.size(); i++) {
            if (word(i).equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(int at, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!word(at + i).equals(words[i])) {
                return false;
            }
        }
        return true;
    }

    private String word(int at) {
        return tokens.peek(at).text().toLowerCase(Locale.ROOT);
    }
}
