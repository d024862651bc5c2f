package io.whisperschema.sql.sqlite;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** How SQLite tells names apart. */
final class SqliteNames {
    /** The order of its collation of that name. */
    static final Comparator<String> BINARY =
            Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private SqliteNames() {}

    /** The form in which two names are the same: only the letters of ASCII have no case. */
    static String folded(String name) {
        var folded = new StringBuilder(name);
        for (int i = 0; i < folded.length(); i++) {
            char letter = folded.charAt(i);
            if (letter >= 'A' && letter <= 'Z') {
                folded.setCharAt(i, (char) (letter + 'a' - 'A'));
            }
        }
        return folded.toString();
    }

    static boolean same(String left, String right) {
        return folded(left).equals(folded(right));
    }
}
