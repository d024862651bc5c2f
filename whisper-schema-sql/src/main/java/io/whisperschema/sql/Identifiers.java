package io.whisperschema.sql;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.ReservedWords;
import java.util.Collection;
import java.util.stream.Collectors;

/** Names as they are written in SQL, the same for SQLite and PostgreSQL. */
public final class Identifiers {
    private Identifiers() {}

    /** The name, in double quotes unless it is plain lower case and reserved by neither database. */
    public static String quoted(String name) {
        return isPlain(name) && !ReservedWords.contains(name) ? name : alwaysQuoted(name);
    }

    /** The name in double quotes. */
    static String alwaysQuoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** The name as PostgreSQL prints it, in double quotes only where its own words are in the way. */
    public static String quotedForPostgres(String name) {
        return isPlain(name) && !ReservedWords.contains(name, DialectName.POSTGRES) ? name : alwaysQuoted(name);
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isPlain(name.charAt(i))) {
                return false;
            }
        }
        return !name.isEmpty() && !isDigit(name.charAt(0));
    }

    private static boolean isPlain(char letter) {
        return (letter >= 'a' && letter <= 'z') || letter == '_' || isDigit(letter);
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    /** The names quoted where needed, with commas between. */
    public static String list(Collection<String> names) {
        return names.stream().map(Identifiers::quoted).collect(Collectors.joining(", "));
    }
}
