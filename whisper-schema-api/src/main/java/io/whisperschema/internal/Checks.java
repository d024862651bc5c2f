package io.whisperschema.internal;

import io.whisperschema.error.InvalidDefinition;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rules that hold for every part of a definition, whichever kind of store it is for. */
public final class Checks {
    /** What PostgreSQL keeps of a name; it cuts the rest off without an error. */
    private static final int LONGEST_NAME = 63;

    private Checks() {}

    /** The name, if every store can hold it. */
    public static String name(String kind, String name) {
        if (isOrdinary(name)) {
            return name;
        }
        that(!name.isBlank(), kind, "its name is empty", "Give it a name.");
        that(
                name.indexOf('\0') < 0,
                kind,
                "its name holds a NUL character",
                "No database can hold that; leave it out.");
        text(kind, name);
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        that(
                bytes <= LONGEST_NAME,
                kind + " " + name,
                "its name has " + bytes + " bytes",
                "PostgreSQL cuts names off after " + LONGEST_NAME + " bytes; shorten it.");
        return name;
    }

    /** Most names, seen at a glance: a start-up checks thousands. */
    private static boolean isOrdinary(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) <= ' ' || name.charAt(i) >= 127) {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= LONGEST_NAME;
    }

    /** The text, if it can be written to every store as UTF-8. */
    public static String text(String place, String text) {
        that(text.indexOf('\0') < 0, place, "it holds a NUL character", "No database can hold that; leave it out.");
        that(!hasHalfAPair(text), place, "it holds half a surrogate pair", "That is no Unicode text; mend it.");
        return text;
    }

    private static boolean hasHalfAPair(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    /** The names, at least one. */
    public static List<String> some(String place, List<String> names) {
        that(!names.isEmpty(), place, "it names no column", "Name at least one.");
        return List.copyOf(names);
    }

    /** The names can be columns, no two alike. */
    public static void distinctNames(String place, List<String> names) {
        names.forEach(name -> name(place, name));
        distinct(place, "column", names);
    }

    /** No two names are alike, also not but for case, which SQLite does not tell apart. */
    public static void distinct(String place, String kind, Collection<String> names) {
        Map<String, String> seen = new HashMap<>();
        for (String name : names) {
            String before = seen.put(folded(name), name);
            that(
                    before == null,
                    place,
                    name.equals(before)
                            ? kind + " " + name + " is there twice"
                            : kind + " " + before + " and " + kind + " " + name + " differ only by case",
                    name.equals(before) ? "Remove one." : "SQLite does not tell them apart; rename one.");
        }
    }

    /** The form in which two names are the same to whoever ignores case. */
    public static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Refuses a definition in which something does not hold. */
    public static void that(boolean holds, String place, String problem, String remedy) {
        if (!holds) {
            throw new InvalidDefinition(place, problem, remedy);
        }
    }
}
