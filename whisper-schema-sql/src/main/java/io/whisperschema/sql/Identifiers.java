package io.whisperschema.sql;

import io.whisperschema.internal.sql.ReservedWords;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names as they are written in SQL, the same for SQLite and PostgreSQL. */
public final class Identifiers {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    private Identifiers() {}

    /** The name, in double quotes unless it is plain lower case and reserved by neither database. */
    public static String quoted(String name) {
        boolean plain = PLAIN.matcher(name).matches() && !ReservedWords.contains(name);
        return plain ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** The names quoted where needed, with commas between. */
    public static String list(Collection<String> names) {
        return names.stream().map(Identifiers::quoted).collect(Collectors.joining(", "));
    }
}
