package io.whisperschema.sql;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.Token;
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

    /** What takes columns with it when it goes with all that stands on it. */
    private static final Set<String> IN_COLUMNS = Set.of("type", "domain", "extension", "collation");

    /** What {@code ALTER TABLE … DROP} can name instead of a column. */
    private static final Set<String> NO_COLUMN = Set.of("constraint", "default", "not", "expression", "identity");

    /** What stands before {@code UPDATE} where nothing is written. */
    private static final Set<String> OF_LOCKS = Set.of("for", "key");

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
            case "insert", "merge", "with" -> within();
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
            if (word(i).equals("drop") && !named && !NO_COLUMN.contains(word(i + 1))) {
                return true;
            }
        }
        return false;
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
        Effect effect = isAt(1, "or", "replace") ? Effect.MAY_LOSE_DATA : Effect.OTHER;
        for (int i = 1; i < tokens.size(); i++) {
            Token here = tokens.peek(i);
            Token before = tokens.peek(i - 1);
            if (here.isWord("delete") && (before.isWord("then") || (isBracket(before) && isAt(i + 1, "from")))) {
                return Effect.LOSES_DATA;
            }
            if (here.isWord("update") && !OF_LOCKS.contains(word(i - 1))) {
                effect = Effect.MAY_LOSE_DATA;
            }
        }
        return effect;
    }

    private static boolean isBracket(Token token) {
        return token.isSign("(") || token.isSign(")");
    }

    /** On PostgreSQL a function may do anything; on SQLite none changes rows. */
    private boolean callsSomething() {
        if (!dialect.equals(DialectName.POSTGRES)) {
            return false;
        }
        for (int i = 1; i < tokens.size() && !word(i).equals("from"); i++) {
            boolean isName =
                    tokens.peek(i).kind() == Kind.WORD || tokens.peek(i).kind() == Kind.QUOTED_NAME;
            if (isName && tokens.peek(i + 1).isSign("(") && !HARMLESS.contains(word(i))) {
                return true;
            }
        }
        return false;
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
