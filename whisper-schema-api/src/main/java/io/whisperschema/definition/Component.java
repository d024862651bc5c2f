package io.whisperschema.definition;

import io.whisperschema.internal.Checks;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A part of an application that owns tables and has a history of its own.
 *
 * <p>A component may own tables that are not in the definition, because other scripts of the same application make
 * them.
 *
 * @param name its name
 * @param tables the tables it owns: names, or beginnings of names followed by {@code *}
 */
public record Component(String name, List<String> tables) {
    private static final String ANYTHING = "*";

    public Component {
        String place = "component " + Checks.name("component", name);
        tables = List.copyOf(tables);
        tables.forEach(table -> isNameOrBeginning(place, table));
        Checks.distinct(place, "table", tables);
    }

    /** The same component with these tables too. */
    public Component owns(String... names) {
        return new Component(
                name, Stream.concat(tables.stream(), Arrays.stream(names)).toList());
    }

    /** Whether it owns the table of that name. */
    public boolean ownsTable(String table) {
        return tables.stream().anyMatch(owned -> covers(owned, table));
    }

    /** Whether a name or beginning, as a component lists it, stands for that table. */
    static boolean covers(String owned, String table) {
        return isBeginning(owned)
                ? Checks.folded(table).startsWith(Checks.folded(beginning(owned)))
                : Checks.folded(owned).equals(Checks.folded(table));
    }

    /** Whether a table may exist that both stand for. */
    static boolean overlap(String one, String other) {
        return covers(one, beginning(other)) || covers(other, beginning(one));
    }

    private static boolean isBeginning(String owned) {
        return owned.endsWith(ANYTHING);
    }

    private static String beginning(String owned) {
        return isBeginning(owned) ? owned.substring(0, owned.length() - ANYTHING.length()) : owned;
    }

    private static void isNameOrBeginning(String place, String table) {
        String plain = beginning(table);
        Checks.that(
                !plain.isEmpty(),
                place,
                "it owns every table of any name",
                "Name tables, or beginnings such as chat_*.");
        Checks.that(
                !plain.contains(ANYTHING),
                place,
                "in " + table + " the * is not at the end",
                "Only the end of a name can be left open.");
        Checks.name(place + ", table", plain);
    }
}
