package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

import io.whisperschema.error.InvalidMigration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What stands for {@code ${name}} in scripts.
 *
 * @param values the texts, by name
 * @param search whether they are looked for
 */
public record Placeholders(Map<String, String> values, Search search) {
    /** None is given, so that a script which has one is refused. */
    public static final Placeholders NONE = new Placeholders(Map.of(), Search.FILLED);

    /** Scripts mean what they say. */
    public static final Placeholders LITERAL = new Placeholders(Map.of(), Search.LITERAL);

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.:-]*");

    public Placeholders {
        values = java.util.Collections.unmodifiableMap(new TreeMap<>(values));
        requireNonNull(search);
        for (Map.Entry<String, String> value : values.entrySet()) {
            check(value.getKey(), value.getValue());
        }
    }

    /** Whether placeholders are looked for. */
    public enum Search {
        /** Each is filled in, or refused where it is not given. */
        FILLED,
        /** What looks like one is text like any other. */
        LITERAL
    }

    /** Whether none is given; asked at each start, where a record's own equality is slow the first time. */
    boolean areNone() {
        return values.isEmpty() && search == Search.FILLED;
    }

    /** Whether scripts mean what they say. */
    boolean areLiteral() {
        return search == Search.LITERAL;
    }

    private static void check(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidMigration(
                    "placeholder " + name,
                    "its name has others than letters, digits, _ . : -, or begins with none of letter and _",
                    "Name it like owner or app.schema.");
        }
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0 || value.indexOf('\0') >= 0) {
            throw new InvalidMigration(
                    "placeholder " + name,
                    "its value is more than a line, so that no place in a script would be right",
                    "Write it in one line.");
        }
    }

    /** And that text for this name. */
    Placeholders with(String name, String value) {
        var more = new TreeMap<>(values);
        more.put(name, value);
        return new Placeholders(more, Search.FILLED);
    }

    /** And those given, which are before these where both have a name. */
    Placeholders and(Placeholders given) {
        if (given.search == Search.LITERAL) {
            return given;
        }
        var more = new TreeMap<>(values);
        more.putAll(given.values);
        return new Placeholders(more, Search.FILLED);
    }
}
